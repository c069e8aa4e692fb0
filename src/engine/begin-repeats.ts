import type { RepeatsCall, RepeatsSetting } from "./repeats-thread.js";
import { createThreadCaller } from "./thread-caller.js";
import { isWorthThread } from "./worth-thread.js";
import { type RepeatCounts, type RepeatsSource, writeRepeatsOf } from "./write-repeats.js";

/** repeats.jsonl while it is written. */
export interface RepeatsWriting {
  /** Whether a thread of its own is at it. */
  readonly inThread: boolean;
  /** Waits until all is written; where no thread is at it, writes it now. */
  finish(): Promise<RepeatCounts>;
  /** Ends the thread, whatever it does. */
  end(): Promise<void>;
}

/** What a run leaves threads. */
export interface RepeatsThreads {
  /** How many may work. */
  readonly workers: number;
  /** To which the heap of this one may grow; default: what the engine allows. */
  readonly heapBytes?: number;
}

/**
 * Begins to write repeats.jsonl, which needs nothing that matching finds: where there may be several threads and there is
 * much to read, in one of its own.
 * @param threadBytes of records from which a thread is begun.
 */
export function beginRepeats(
  folder: string,
  source: RepeatsSource,
  { workers, heapBytes }: RepeatsThreads,
  threadBytes?: number,
): RepeatsWriting {
  if (workers === 1 || !isWorthThread(source.spools.records, threadBytes)) {
    return { inThread: false, finish: async () => writeRepeatsOf(folder, source), end: async () => {} };
  }
  const setting: RepeatsSetting = { ...source, worker: "that writes repeats.jsonl", folder };
  const thread = createThreadCaller<RepeatsCall>(new URL("./repeats-thread.js", import.meta.url), setting, heapBytes);
  const written = thread.call<RepeatCounts>({ name: "write" });
  // Told of when it is awaited.
  written.catch(() => {});
  return { inThread: true, finish: () => written, end: thread.end };
}
