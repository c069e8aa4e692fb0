import { statSync } from "node:fs";
import { join } from "node:path";
import { LMDB_FILE } from "./lmdb-store.js";
import { doneNumber, pendingOf, pendingOver, readsWith } from "./log-pending.js";
import { LogTail } from "./log-tail.js";
import { Overlay } from "./overlay.js";
import type { IndexSnapshot, IndexStore } from "./store.js";

/** Batches an overlay takes before another is begun: those that are in the B-trees go with their overlay. */
const OVERLAY_BATCHES = 64;

/**
 * A store that is read, with what the log of its writer holds over it: up to date after each `refresh`.
 * @param file number of the file that is open.
 */
export function followLog(folder: string, trees: IndexStore, file: number): IndexStore {
  const tail = new LogTail(folder);
  let overlays: readonly Overlay[] = [pendingOf(tail, trees)];
  let [last, batches] = [overlays[0]?.last ?? 0, 0];
  /** Whether a compacted index has taken the place of this one, which stays as it was. */
  const isReplaced = (): boolean => inodeOf(folder) !== file;
  const restart = (): void => {
    overlays = [pendingOf(tail, trees)];
    [last, batches] = [overlays[0]?.last ?? 0, 0];
  };
  const takeMore = (): void => {
    for (const { number, writes } of tail.after(last)) {
      if (overlays.length === 0 || batches >= OVERLAY_BATCHES) {
        overlays = [...overlays, new Overlay(last)];
        batches = 0;
      }
      overlays[overlays.length - 1]?.add(number, writes);
      batches++;
      last = number;
    }
  };
  const refresh = (): void => {
    trees.refresh?.();
    const done = doneNumber(trees);
    overlays = overlays.filter((one) => one.last > done);
    if (isReplaced()) return;
    if (done > last) restart();
    else takeMore();
  };
  return {
    ...trees,
    ...readsWith(trees, () => overlays),
    ready(spaces) {
      const isNewer = trees.ready(spaces);
      if (isNewer) refresh();
      return isNewer;
    },
    refresh,
    snapshot() {
      const view = (): IndexSnapshot => {
        // A snapshot reads in the transaction of this turn, which may have begun before the log was read.
        trees.refresh?.();
        return trees.snapshot();
      };
      const { trees: seen, over } = isReplaced() ? lastSnapshot(view(), overlays) : pendingSnapshot(folder, view);
      return { ...readsWith(seen, () => over), release: seen.release };
    },
  };
}

/** Of an index whose log is out of reach: its writer may have put batches into the B-trees before it ended. */
function lastSnapshot(trees: IndexSnapshot, overlays: readonly Overlay[]) {
  const done = doneNumber(trees);
  return { trees, over: overlays.filter((one) => one.last > done).map((one) => one.copy()) };
}

function pendingSnapshot(folder: string, view: () => IndexSnapshot) {
  const { trees, overlay } = pendingOver(new LogTail(folder), view, ({ release }) => release());
  return { trees, over: [overlay] };
}

/** Number of the file that the folder's B-trees lie in now; undefined where none can be reached. */
export function inodeOf(folder: string): number | undefined {
  try {
    return statSync(join(folder, LMDB_FILE)).ino;
  } catch {
    return undefined;
  }
}
