import { UsageError } from "../errors.js";

const MB = 1 << 20;

/** Bytes below which no run is promised to fit: the program itself, and one thread that works. */
export const LEAST_MEMORY = 256 * MB;

/** What the program takes before any article: code, rules, kernel, buffers of the main thread. */
const BASE_BYTES = 160 * MB;
/** What a thread takes besides its heap: its own code and rules, buffers of its spools, pieces under way. */
const THREAD_BYTES = 64 * MB;
/** Heap that a thread needs for articles of usual size. */
const LEAST_HEAP = 64 * MB;
/** Beyond it more heap only puts off the collection of garbage. */
const MOST_HEAP = 2048 * MB;
/** Share of what is left that sets and tokens at hand may take, and their bounds. */
const CACHE_SHARE = 1 / 8;
const LEAST_CACHE = 8 * MB;
const MOST_CACHE = 64 * MB;

/**
 * What an article takes in columns until the run ends, at most 400 bytes where ids and addresses are of usual length
 * (benchmarks/memory.ts), besides its strings.
 */
export const ARTICLE_BYTES = 240;

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
 * @param memory bytes that the whole process may take; undefined: no promise.
 */
export function planMemory(memory: number | undefined, workers: number): MemoryPlan {
  if (memory === undefined) return { workers, cacheBytes: MOST_CACHE, columnBytes: Number.POSITIVE_INFINITY };
  const left = Math.max(0, memory - BASE_BYTES);
  const threads = Math.max(1, Math.min(workers, Math.floor(left / (THREAD_BYTES + LEAST_HEAP))));
  const cacheBytes = Math.min(MOST_CACHE, Math.max(LEAST_CACHE, left * CACHE_SHARE));
  const own = threads === 1 ? 0 : threads * (THREAD_BYTES + LEAST_HEAP / 2);
  const columnBytes = Math.max(left / 4, left - own - cacheBytes);
  const heapBytes = Math.min(MOST_HEAP, Math.max(LEAST_HEAP, left / threads - THREAD_BYTES));
  return { workers: threads, cacheBytes, heapBytes, columnBytes };
}

/** @throws {UsageError} for less memory than any run fits into. */
export function checkMemory(memory: number): void {
  if (memory >= LEAST_MEMORY) return;
  throw new UsageError(`option --memory: expected at least ${sizeText(LEAST_MEMORY)}, found ${sizeText(memory)}`);
}

/**
 * Checks that the columns of so many articles still fit.
 * @throws {UsageError} that says how much all articles so far need.
 */
export function checkColumns(bytes: number, articles: number, { columnBytes }: MemoryPlan, memory = 0): void {
  if (bytes <= columnBytes) return;
  const needed = Math.ceil((memory + bytes - columnBytes) / MB / 64) * 64 * MB;
  throw new UsageError(
    `option --memory: expected at least ${sizeText(needed)} for more than ${articles} articles, found ${sizeText(memory)}`,
  );
}

/** Bytes as the option takes them. */
function sizeText(bytes: number): string {
  const units = [
    ["g", 1 << 30],
    ["m", MB],
    ["k", 1 << 10],
  ] as const;
  const [unit, size] = units.find(([, one]) => bytes >= one && bytes % one === 0) ?? ["", 1];
  return `${bytes / size}${unit}`;
}
