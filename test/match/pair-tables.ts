import type { FoundPair } from "../../src/match/found-pair.js";
import { PairTable } from "../../src/match/pair-table.js";
import { wordsOf } from "../../src/match/passage-store.js";
import type { Entries } from "../../src/model/catalog.js";

/** The pairs as a table. */
export function tableOf(pairs: readonly FoundPair[], entries: Entries): PairTable {
  const table = new PairTable(entries);
  for (const { first, second, pair } of pairs) {
    const { relation, jaccard, containment, passages, revision } = pair;
    const found = { first, second, relation, jaccard, containment, passages: wordsOf(passages) };
    table.push(found, revision === true);
  }
  return table;
}
