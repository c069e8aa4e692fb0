import { DamageError, sealed, unsealed } from "./checked.js";
import type { LogRecord } from "./log-record.js";
import type { LogTail } from "./log-tail.js";
import { Overlay, readsOver } from "./overlay.js";
import type { IndexReads, Write } from "./store.js";

/** The space that holds the number of the last batch that is in the B-trees; nobody else sees it. */
const LOG_SPACE = "log";
const DONE_KEY = Buffer.from("done");

/** Number of the last batch that is in the B-trees; 0 before the first. @throws {DamageError} */
export function doneNumber(trees: IndexReads): number {
  const value = trees.get(LOG_SPACE, DONE_KEY);
  return value === undefined ? 0 : Number(unsealed(value, () => "log, number of the last batch").readBigUInt64LE(0));
}

/** Notes that number. */
export function doneWrite(number: number): Write {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(number), 0);
  return { space: LOG_SPACE, key: DONE_KEY, value: sealed(bytes) };
}

/** Readings of a log that another process writes before a gap in it is taken for damage. */
const READINGS = 5;

/** A view of the B-trees, and what the log holds over it. */
export interface Pending<Reads> {
  readonly trees: Reads;
  readonly overlay: Overlay;
}

/**
 * What the log holds and the B-trees do not.
 * @param view the B-trees as they are now. @param letGo is given views that the log does not go on from.
 * @throws {DamageError} where batches between are missing.
 */
export function pendingOver<Reads extends IndexReads>(
  tail: LogTail,
  view: () => Reads,
  letGo: (trees: Reads) => void = () => undefined,
): Pending<Reads> {
  for (let reading = 1; ; reading++) {
    const records = tail.all();
    // In this order: a writer puts batches into the B-trees before it writes over their records.
    const trees = view();
    const done = doneNumber(trees);
    const pending = records.filter(({ number }) => number > done);
    const gap = pending.findIndex(({ number }, i) => number !== done + 1 + i);
    if (gap < 0) return { trees, overlay: overlayOf(pending, done) };
    letGo(trees);
    if (reading < READINGS) continue;
    throw new DamageError("log", `expected batch ${done + 1 + gap}, found batch ${pending[gap]?.number}`);
  }
}

/** What the log holds and the B-trees of a store do not. @throws {DamageError} */
export function pendingOf(tail: LogTail, store: IndexReads): Overlay {
  const refreshed = (): IndexReads => {
    store.refresh?.();
    return store;
  };
  return pendingOver(tail, refreshed).overlay;
}

function overlayOf(records: readonly LogRecord[], done: number): Overlay {
  const overlay = new Overlay(done);
  for (const { number, writes } of records) overlay.add(number, writes);
  return overlay;
}

/** Reads of the B-trees with what waits over them. */
export function readsWith(trees: IndexReads, overlays: () => readonly Overlay[]): IndexReads {
  const reads = readsOver(trees, overlays);
  return { ...reads, spaces: () => reads.spaces().filter((space) => space !== LOG_SPACE) };
}
