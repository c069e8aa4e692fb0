import type { ArticleRow } from "../index/article-row.js";
import type { Holdings } from "../index/holdings.js";
import { createByteCache } from "../match/byte-cache.js";
import type { Facts } from "../match/facts.js";
import type { Side } from "../match/side.js";
import type { ShingleSet } from "../model/fingerprint.js";
import type { Preparer } from "./index-prepare.js";

/** What comparing takes of articles that are held. */
export interface SideReader {
  shingles(row: ArticleRow): ShingleSet;
  facts(row: ArticleRow): Facts;
  side(row: ArticleRow): Side;
}

/** Bytes kept at hand of each. The leaders of forms are compared again and again: more than a thousand fit. */
const SET_BYTES = 8 << 20;
const FACTS_BYTES = 8 << 20;
const SIDE_BYTES = 16 << 20;

/** Estimates: of an array, a fact in a set, and a token in columns, anchors and objects. */
const ARRAY_BYTES = 200;
const FACT_BYTES = 80;
const TOKEN_BYTES = 60;

/** Reads what is held through caches of a fixed size. */
export function createSideReader(holdings: Holdings, preparer: Preparer): SideReader {
  const sets = createByteCache<ShingleSet>(SET_BYTES, ({ byteLength }) => byteLength + ARRAY_BYTES);
  const facts = createByteCache<Facts>(
    FACTS_BYTES,
    (known) => (known.names.size + known.numbers.size) * FACT_BYTES + 500,
  );
  const sides = createByteCache<Side>(
    SIDE_BYTES,
    ({ text, tokens }) => tokens.count * TOKEN_BYTES + text.length * 2 + 500,
  );
  const side = (row: ArticleRow): Side => sides.get(row.sequence, () => preparer.side(holdings.text(row)));
  return {
    side,
    shingles: (row) => sets.get(row.sequence, () => holdings.shingles(row)),
    facts: (row) => facts.get(row.sequence, () => side(row).facts()),
  };
}
