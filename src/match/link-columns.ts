import type { Relation } from "../model/pair.js";
import { type PairTable, RELATIONS } from "./pair-table.js";

/** Copy relations of articles as grouping wants them; structurally the links of the group stage. */
export interface FoundLinks {
  readonly article: Uint32Array;
  readonly other: Uint32Array;
  /** 1 `near`, 2 `contains`, 3 `contained`. */
  readonly kinds: Uint8Array;
  /** Jaccard and both containments. */
  readonly scores: Float64Array;
}

const COPIES: readonly Relation[] = ["near", "contains", "contained"];
const KINDS = Uint8Array.from(RELATIONS, (relation) => COPIES.indexOf(relation) + 1);

/** In a column of relations: the pair has none. */
export const NO_RELATION = 0xff;

/**
 * What `copyLinks` gives, for all pairs at once: 33 bytes a link.
 * @param relations what the pairs are taken for, as places in RELATIONS or NO_RELATION; default: what they are.
 */
export function linkColumns(pairs: PairTable, relations?: Uint8Array): FoundLinks {
  const kindAt = (place: number): number => KINDS[relations?.[place] ?? pairs.relationCode(place)] ?? 0;
  let count = 0;
  for (let place = 0; place < pairs.length; place++) if (kindAt(place) !== 0) count++;
  const links = {
    article: new Uint32Array(count),
    other: new Uint32Array(count),
    kinds: new Uint8Array(count),
    scores: new Float64Array(count * SCORES),
  };
  let row = 0;
  for (let place = 0; place < pairs.length; place++) {
    const kind = kindAt(place);
    if (kind === 0) continue;
    const { jaccard, containment } = pairs.similarity(place);
    links.article[row] = pairs.first(place);
    links.other[row] = pairs.second(place);
    links.kinds[row] = kind;
    links.scores.set([jaccard, ...containment], row * SCORES);
    row++;
  }
  return links;
}

const SCORES = 3;
