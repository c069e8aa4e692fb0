import type { CatalogEntry, Entries } from "../model/catalog.js";

/** Ids that are strings at the same time while they are sorted. */
const RUN = 1 << 15;

/**
 * The rank of each article by its id, as strings compare. Ids are sorted in runs and the runs merged two by two, so that
 * only one run's ids are held as strings at a time. O(n log n).
 */
export function idRanks(entries: Entries): Uint32Array {
  const id = (article: number): string => (entries.at(article) as CatalogEntry).id;
  let order = new Uint32Array(entries.length);
  for (let from = 0; from < order.length; from += RUN) sortRun(order, from, Math.min(order.length, from + RUN), id);
  let other = new Uint32Array(order.length);
  for (let width = RUN; width < order.length; width *= 2) {
    for (let from = 0; from < order.length; from += 2 * width) mergeRuns(order, other, from, width, id);
    [order, other] = [other, order];
  }
  for (let rank = 0; rank < order.length; rank++) other[order[rank] as number] = rank;
  return other;
}

function sortRun(order: Uint32Array, from: number, to: number, id: (article: number) => string): void {
  const ids = Array.from({ length: to - from }, (_, at) => id(from + at));
  const run = order.subarray(from, to).map((_, at) => at);
  run.sort((x, y) => ((ids[x] as string) < (ids[y] as string) ? -1 : 1));
  order.set(
    run.map((at) => from + at),
    from,
  );
}

/** Merges the run at `from` with the one behind it, as far as there are such. */
function mergeRuns(
  order: Uint32Array,
  out: Uint32Array,
  from: number,
  width: number,
  id: (article: number) => string,
): void {
  const middle = Math.min(order.length, from + width);
  const end = Math.min(order.length, middle + width);
  const idAt = (place: number, before: number): string => (place < before ? id(order[place] as number) : "");
  let [left, right] = [from, middle];
  let [leftId, rightId] = [idAt(left, middle), idAt(right, end)];
  for (let at = from; at < end; at++) {
    if (left < middle && (right >= end || leftId <= rightId)) {
      out[at] = order[left++] as number;
      leftId = idAt(left, middle);
    } else {
      out[at] = order[right++] as number;
      rightId = idAt(right, end);
    }
  }
}
