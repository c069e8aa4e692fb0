import { type CopyLink, turn } from "./stars.js";

/** Copy links of all articles as columns; a pair stands once, and is seen from both its ends. */
export interface LinkColumns {
  readonly article: Uint32Array;
  readonly other: Uint32Array;
  /** 1 `near`, 2 `contains`, 3 `contained`; 0 where a row makes no link. */
  readonly kinds: Uint8Array;
  /** Jaccard and both containments, three a row. */
  readonly scores: Float64Array;
}

const KINDS = [undefined, "near", "contains", "contained"] as const;
const SCORES = 3;

/** The links of each article, found at once. */
export interface LinksByArticle {
  /** Articles that may have links: all that do are below. */
  readonly articles: number;
  /** The links of an article, seen from it. */
  of(article: number): CopyLink[];
  /** How many articles contain an article. */
  containers(article: number): number;
}

/** Sorts the links by article: 8 bytes a link and 4 an article. */
export function linksByArticle({ article, other, kinds, scores }: LinkColumns): LinksByArticle {
  const articles = Math.max(mostOf(article), mostOf(other)) + 1;
  const ends = new Uint32Array(articles + 1);
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] === 0) continue;
    (ends[article[row] as number] as number)++;
    (ends[other[row] as number] as number)++;
  }
  for (let at = 1; at <= articles; at++) ends[at] = (ends[at] as number) + (ends[at - 1] as number);
  const rows = new Uint32Array(ends[articles] as number);
  const put = (end: number, row: number): void => {
    ends[end] = (ends[end] as number) - 1;
    rows[ends[end] as number] = row;
  };
  for (let row = kinds.length - 1; row >= 0; row--) {
    if (kinds[row] === 0) continue;
    put(other[row] as number, row);
    put(article[row] as number, row);
  }
  const linkAt = (row: number): CopyLink => ({
    article: article[row] as number,
    other: other[row] as number,
    relation: KINDS[kinds[row] as number] as CopyLink["relation"],
    jaccard: scores[row * SCORES] as number,
    containment: [scores[row * SCORES + 1] as number, scores[row * SCORES + 2] as number],
  });
  const rowsOf = (of: number): Uint32Array => (of < articles ? rows.subarray(ends[of], ends[of + 1]) : NO_ROWS);
  return {
    articles,
    of: (of) =>
      Array.from(rowsOf(of), (row) => {
        const link = linkAt(row);
        return link.article === of ? link : turn(link);
      }),
    containers(of) {
      let count = 0;
      for (const row of rowsOf(of)) if (kinds[row] === (article[row] === of ? CONTAINED : CONTAINS)) count++;
      return count;
    },
  };
}

const CONTAINS = 2;
const CONTAINED = 3;
const NO_ROWS = new Uint32Array(0);

function mostOf(column: Uint32Array): number {
  let most = -1;
  for (const value of column) if (value > most) most = value;
  return most;
}
