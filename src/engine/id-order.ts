import type { LogMaker } from "../model/byte-log.js";
import type { CatalogEntry, Entries } from "../model/catalog.js";
import { createMemoryLog } from "../text/memory-log.js";
import { StringColumn } from "../text/string-column.js";

/** Ids that are strings at the same time while they are sorted. */
const RUN = 1 << 15;

/**
 * The rank of each article by its id, as strings compare. Ids are sorted in runs, which wait in a log, and the runs are
 * merged at once: 4 bytes an article, and one run's strings at a time. O(n log n).
 * @param entries may know already whether their ids ascend. @param makeLog makes the log; default: memory.
 */
export function idRanks(
  entries: Entries & { readonly idsAscend?: boolean },
  makeLog: LogMaker = createMemoryLog,
): Uint32Array {
  const order = new Uint32Array(entries.length);
  if (entries.idsAscend ?? isAscending(entries)) return order.map((_, article) => article);
  const sorted = new StringColumn(makeLog("ids"));
  const id = (article: number): string => (entries.at(article) as CatalogEntry).id;
  for (let from = 0; from < order.length; from += RUN)
    sortRun(order, from, Math.min(order.length, from + RUN), id, sorted);
  return mergeRuns(order, sorted);
}

function isAscending(entries: Entries): boolean {
  let before: string | undefined;
  for (const { id } of entries) {
    if (before !== undefined && id < before) return false;
    before = id;
  }
  return true;
}

/** Puts the articles [from, to) in order of their ids, and the ids behind those of earlier runs. */
function sortRun(
  order: Uint32Array,
  from: number,
  to: number,
  id: (article: number) => string,
  sorted: StringColumn,
): void {
  const ids = Array.from({ length: to - from }, (_, at) => id(from + at));
  const run = Uint32Array.from(ids.keys());
  run.sort((x, y) => ((ids[x] as string) < (ids[y] as string) ? -1 : 1));
  for (const [at, place] of run.entries()) {
    order[from + at] = from + place;
    sorted.push(ids[place] as string);
  }
}

/** The next id of a run, and where it is in the order. */
interface Head {
  id: string;
  place: number;
  readonly end: number;
}

/** Takes the smallest id of all runs again and again, by a heap of the runs; gives each article its rank. */
function mergeRuns(order: Uint32Array, sorted: StringColumn): Uint32Array {
  const ranks = new Uint32Array(order.length);
  const heap: Head[] = [];
  for (let place = 0; place < order.length; place += RUN) {
    heap.push({ id: sorted.at(place) as string, place, end: Math.min(order.length, place + RUN) });
  }
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, at);
  for (let rank = 0; rank < order.length; rank++) {
    const top = heap[0] as Head;
    ranks[order[top.place] as number] = rank;
    top.place++;
    if (top.place < top.end) top.id = sorted.at(top.place) as string;
    else {
      const last = heap.pop() as Head;
      if (heap.length > 0) heap[0] = last;
    }
    sink(heap, 0);
  }
  return ranks;
}

/** Moves a head down to where it belongs. */
function sink(heap: Head[], from: number): void {
  for (let at = from; ; ) {
    const left = 2 * at + 1;
    if (left >= heap.length) return;
    const right = left + 1;
    const child = right < heap.length && (heap[right] as Head).id < (heap[left] as Head).id ? right : left;
    if ((heap[at] as Head).id <= (heap[child] as Head).id) return;
    [heap[at], heap[child]] = [heap[child] as Head, heap[at] as Head];
    at = child;
  }
}
