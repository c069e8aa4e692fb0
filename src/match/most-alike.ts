import type { Pair } from "../model/pair.js";
import type { PairTable } from "./pair-table.js";

/** The pairs that are no copies, those of most Jaccard first, then by ids: the first `most` of them. O(pairs · most) at worst. */
export function mostAlike(pairs: PairTable, most: number): Pair[] {
  const best: Pair[] = [];
  for (let place = 0; place < pairs.length; place++) {
    const relation = pairs.relation(place);
    if (relation !== "partial" && relation !== "form") continue;
    if (best.length >= most && pairs.jaccard(place) < (best.at(-1) as Pair).jaccard) continue;
    insert(best, pairs.at(place).pair);
    if (best.length > most) best.pop();
  }
  return best;
}

function insert(best: Pair[], pair: Pair): void {
  let at = best.length;
  while (at > 0 && isBefore(pair, best[at - 1] as Pair)) at--;
  best.splice(at, 0, pair);
}

function isBefore(x: Pair, y: Pair): boolean {
  return x.jaccard !== y.jaccard ? x.jaccard > y.jaccard : x.a + x.b < y.a + y.b;
}
