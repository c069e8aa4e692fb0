import { TRIPLE } from "./run.js";

/** Entries that are moved for each of them, at most, before another way is taken. */
const MOVES = 12;

/**
 * Sorts triples [lo, hi, article, …] by high lane, low lane and article, in place. What comes in is nearly sorted, mostly:
 * then moving one by one is quickest.
 * @returns the same array.
 */
export function sortTriples(triples: Uint32Array): Uint32Array {
  if (!insertEach(triples, (triples.length / TRIPLE) * MOVES)) sortMany(triples);
  return triples;
}

/** Sorts by insertion, unless that takes more moves. @returns whether it did. */
function insertEach(triples: Uint32Array, most: number): boolean {
  let moves = 0;
  for (let from = TRIPLE; from < triples.length; from += TRIPLE) {
    const lo = triples[from] as number;
    const hi = triples[from + 1] as number;
    const article = triples[from + 2] as number;
    let at = from;
    for (; at > 0 && isAfter(triples, at - TRIPLE, lo, hi, article); at -= TRIPLE) {
      triples[at] = triples[at - 3] as number;
      triples[at + 1] = triples[at - 2] as number;
      triples[at + 2] = triples[at - 1] as number;
    }
    triples[at] = lo;
    triples[at + 1] = hi;
    triples[at + 2] = article;
    moves += (from - at) / TRIPLE;
    if (moves > most) return false;
  }
  return true;
}

function isAfter(triples: Uint32Array, at: number, lo: number, hi: number, article: number): boolean {
  const high = triples[at + 1] as number;
  if (high !== hi) return high > hi;
  const low = triples[at] as number;
  return low === lo ? (triples[at + 2] as number) > article : low > lo;
}

function sortMany(triples: Uint32Array): void {
  const all = triples.slice();
  const order = Uint32Array.from({ length: all.length / TRIPLE }, (_, i) => i * TRIPLE);
  order.sort(
    (x, y) =>
      (all[x + 1] as number) - (all[y + 1] as number) ||
      (all[x] as number) - (all[y] as number) ||
      (all[x + 2] as number) - (all[y + 2] as number),
  );
  for (let i = 0; i < order.length; i++) {
    const at = order[i] as number;
    triples.set(all.subarray(at, at + TRIPLE), i * TRIPLE);
  }
}
