import type { Relation } from "../model/pair.js";
import { type PairTable, RELATIONS } from "./pair-table.js";
import { type Limits, relationOf } from "./relation.js";

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

/** What `copyLinks` gives, for all pairs at once: 33 bytes a link. */
export function linkColumns(pairs: PairTable): FoundLinks {
  return columnsOf(pairs, (place) => KINDS[pairs.relationCode(place)] ?? 0);
}

/** The links that pairs may make under some limits. */
export interface PossibleLinks {
  /** The links, all of them taken for `near`. */
  readonly columns: FoundLinks;
  /** Their kinds under these limits; 0 where a pair makes no link. */
  kindsAt(limits: Limits): Uint8Array;
}

/** The links of all pairs but exact copies and forms, which stay what they are under all limits. */
export function possibleLinks(pairs: PairTable): PossibleLinks {
  const columns = columnsOf(pairs, (place) => {
    const relation = pairs.relation(place);
    return relation === "exact" || relation === "form" ? 0 : 1;
  });
  return {
    columns,
    kindsAt(limits) {
      const { scores } = columns;
      const kinds = new Uint8Array(columns.kinds.length);
      for (let row = 0, at = 0; row < kinds.length; row++, at += SCORES) {
        const copy = relationOf(scores[at] as number, scores[at + 1] as number, scores[at + 2] as number, limits);
        if (copy !== undefined) kinds[row] = COPIES.indexOf(copy) + 1;
      }
      return kinds;
    },
  };
}

function columnsOf(pairs: PairTable, kindAt: (place: number) => number): FoundLinks {
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
