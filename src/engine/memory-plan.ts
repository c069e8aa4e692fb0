import { UsageError } from "../errors.js";

const MB = 1 << 20;

/** Bytes below which no run is promised to fit: the program itself, and a thread or two that work. */
export const LEAST_MEMORY = 384 * MB;

// Measured as peak RSS over generated feeds (benchmarks/memory.ts), what columns and caches take taken off.

/** What the program takes before any article: code, rules, kernel, buffers of the main thread. */
const BASE_BYTES = 160 * MB;
/** What a thread with the least heap takes. */
const THREAD_BYTES = 56 * MB;
/** What the main thread takes more where it does all the work: nothing bounds its heap. */
const ALONE_BYTES = 128 * MB;
/** Heap that a thread needs for articles of usual size. */
const LEAST_HEAP = 64 * MB;
/** Beyond it more heap only puts off the collection of garbage. */
const MOST_HEAP = 2048 * MB;
/** Shares of what the base leaves: for threads, for their heaps, for sets and tokens at hand. */
const THREADS_SHARE = 1 / 2;
const HEAP_SHARE = 1 / 8;
const CACHE_SHARE = 1 / 8;
const LEAST_CACHE = 8 * MB;
const MOST_CACHE = 64 * MB;

/** Bytes that a shingle takes while it is counted, the table's growing included. */
const COUNTED_BYTES = 48;
/** Share of what columns may take that counting shingles may: most of it is free again, or not yet taken. */
const COUNTED_SHARE = 1 / 2;
/** Fewest shingles counted at one time: below it passes would cost more than they save. */
const LEAST_COUNTED = 1 << 16;

/** How a run stays within a number of bytes. */
export interface MemoryPlan {
  readonly workers: number;
  /** Sets and tokens that all threads together keep at hand while they verify. */
  readonly cacheBytes: number;
  /** Heap that each thread may grow to; undefined where nothing is promised. */
  readonly heapBytes?: number;
  /** What columns that grow with the number of articles may take. */
  readonly columnBytes: number;
}

/**
 * Shares memory out: fewer threads, smaller caches and heaps where there is less.
 * @param memory bytes that the whole process may take; undefined: no promise. @param boundsHeaps whether a thread that
 * outgrows its share is to end; a record of 60 MB takes a gigabyte for a moment.
 */
export function planMemory(memory: number | undefined, workers: number, boundsHeaps = true): MemoryPlan {
  if (memory === undefined) return { workers, cacheBytes: MOST_CACHE, columnBytes: Number.POSITIVE_INFINITY };
  const left = Math.max(0, memory - BASE_BYTES);
  const threads = Math.max(1, Math.min(workers, Math.floor((left * THREADS_SHARE) / THREAD_BYTES)));
  const cacheBytes = Math.min(MOST_CACHE, Math.max(LEAST_CACHE, left * CACHE_SHARE));
  const heapBytes = Math.min(MOST_HEAP, Math.max(LEAST_HEAP, (left * HEAP_SHARE) / threads));
  const own = threads === 1 ? ALONE_BYTES : threads * (THREAD_BYTES + heapBytes - LEAST_HEAP);
  const columnBytes = Math.max(0, left - own - cacheBytes);
  return { workers: threads, cacheBytes, columnBytes, ...(boundsHeaps && { heapBytes }) };
}

/** Heap of a thread that works beside those that were planned, where theirs is less. */
const BESIDE_HEAP = 168 * MB;

/** What a thread takes that works beside those that were planned, and the heap that it may grow to. */
export function threadBeside({ heapBytes }: Pick<MemoryPlan, "heapBytes">): ThreadBeside {
  const heap = Math.max(BESIDE_HEAP, heapBytes ?? 0);
  return { bytes: THREAD_BYTES + heap - LEAST_HEAP, ...(heapBytes !== undefined && { heapBytes: heap }) };
}

/** One thread more than planned. */
export interface ThreadBeside {
  readonly bytes: number;
  /** Undefined where no heap is bounded. */
  readonly heapBytes?: number;
}

/** Shingles that may be counted at one time where templates are learned; undefined where nothing is promised. */
export function countedAtOnce({ columnBytes }: MemoryPlan): number | undefined {
  if (!Number.isFinite(columnBytes)) return undefined;
  return Math.max(LEAST_COUNTED, Math.floor((columnBytes * COUNTED_SHARE) / COUNTED_BYTES));
}

/** @throws {UsageError} for less memory than any run fits into. */
export function checkMemory(memory: number): void {
  if (memory >= LEAST_MEMORY) return;
  throw new UsageError(`option --memory: expected at least ${sizeText(LEAST_MEMORY)}, found ${sizeText(memory)}`);
}

/** Bytes as the option takes them. */
export function sizeText(bytes: number): string {
  const units = [
    ["g", 1 << 30],
    ["m", MB],
    ["k", 1 << 10],
  ] as const;
  const [unit, size] = units.find(([, one]) => bytes >= one && bytes % one === 0) ?? ["", 1];
  return `${bytes / size}${unit}`;
}
