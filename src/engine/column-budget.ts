import { UsageError } from "../errors.js";
import { type MemoryPlan, sizeText } from "./memory-plan.js";

/** What an article takes, names of sources apart: columns, ranks, places in spools, links, stars and repeats. */
export const ARTICLE_BYTES = 276;
/** What a verified pair takes while links are grouped. */
export const PAIR_BYTES = 41;
/** What a paragraph that stands in several articles takes while it is written. */
export const PARAGRAPH_BYTES = 36;

/** What shares the bytes of a plan's columns; a place in `taken` each. */
const TAKERS = ["articles", "pairs", "paragraphs", "thread"] as const;

/** What is counted while it grows. */
export type Grown = Exclude<(typeof TAKERS)[number], "thread">;

/** What messages call it. */
const NAMES: Readonly<Record<Grown, string>> = {
  articles: "articles",
  pairs: "verified pairs",
  paragraphs: "recurring paragraphs",
};

/** Bytes are counted in this unit, so that those of 2 TB fit into an Int32. */
const KB = 1 << 10;
const MB = 1 << 20;
/** Sizes in messages are rounded up to it. */
const SHOWN_STEP = 64 * MB;

/** What columns may take and took, for all threads. Plain data; `taken` is shared memory. */
export interface ColumnRoom extends Pick<MemoryPlan, "columnBytes"> {
  /** What was promised, in bytes; undefined where nothing was. */
  readonly memory?: number;
  /** Kilobytes by taker. Each is written by one thread. */
  readonly taken: Int32Array;
}

/** The room of a run, nothing taken yet. */
export function columnRoom({ columnBytes }: Pick<MemoryPlan, "columnBytes">, memory?: number): ColumnRoom {
  const taken = new Int32Array(new SharedArrayBuffer(TAKERS.length * Int32Array.BYTES_PER_ELEMENT));
  return { columnBytes, taken, ...(memory !== undefined && { memory }) };
}

/** Counts what articles, pairs, paragraphs and one more thread take together; several may count in the same room. */
export class ColumnBudget {
  readonly room: ColumnRoom;

  constructor(room: ColumnRoom) {
    this.room = room;
  }

  /**
   * Says how much there is of something by now.
   * @throws {UsageError} where all together outgrow the room: names what grew, and the memory needed so far.
   */
  grow(what: Grown, count: number, bytes: number): void {
    this.#take(what, bytes);
    const { columnBytes, memory = 0 } = this.room;
    const over = this.#taken() - columnBytes;
    if (over <= 0) return;
    const needed = sizeText(Math.ceil((memory + over) / SHOWN_STEP) * SHOWN_STEP);
    const found = `found ${sizeText(memory)}`;
    throw new UsageError(
      `option --memory: expected at least ${needed} for the ${count} ${NAMES[what]} so far, ${found}`,
    );
  }

  /** Whether one more thread fits, of so many bytes. */
  sparesThread(bytes: number): boolean {
    return this.room.columnBytes - this.#taken() >= bytes;
  }

  /** Counts one more thread, to the end of the run. */
  takeThread(bytes: number): void {
    this.#take("thread", bytes);
  }

  #take(what: (typeof TAKERS)[number], bytes: number): void {
    Atomics.store(this.room.taken, TAKERS.indexOf(what), Math.ceil(bytes / KB));
  }

  #taken(): number {
    return TAKERS.reduce((sum, _, place) => sum + Atomics.load(this.room.taken, place), 0) * KB;
  }
}
