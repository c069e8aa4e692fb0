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
  /**
   * What `bestLink` finds among the links of an article, seen from it; only that link becomes an object.
   * @param isCanonical 1 for each canonical. @param rank places in keep order, by article.
   */
  best(article: number, isCanonical: Uint8Array, rank: Uint32Array): CopyLink | undefined;
  /** How many articles contain an article. */
  containers(article: number): number;
  /** Visits the articles that an article contains. */
  visitContained(article: number, visit: (other: number) => void): void;
  /** The same rows, of other kinds; those of kind 0 when they were sorted stay out. */
  withKinds(kinds: Uint8Array): LinksByArticle;
}

/** Sorts the links by article: 8 bytes a link and 4 an article. */
export function linksByArticle(columns: LinkColumns): LinksByArticle {
  return viewOf(columns, sortRows(columns));
}

/** Rows of links, article by article. */
interface SortedRows {
  readonly articles: number;
  readonly rows: Uint32Array;
  /** Where the rows of each article begin. */
  readonly ends: Uint32Array;
}

function sortRows({ article, other, kinds }: LinkColumns): SortedRows {
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
  return { articles, rows, ends };
}

function viewOf({ article, other, kinds, scores }: LinkColumns, sorted: SortedRows): LinksByArticle {
  const { articles, rows, ends } = sorted;
  const linkAt = (row: number): CopyLink => ({
    article: article[row] as number,
    other: other[row] as number,
    relation: KINDS[kinds[row] as number] as CopyLink["relation"],
    jaccard: scores[row * SCORES] as number,
    containment: [scores[row * SCORES + 1] as number, scores[row * SCORES + 2] as number],
  });
  const rowsOf = (of: number): Uint32Array => (of < articles ? rows.subarray(ends[of], ends[of + 1]) : NO_ROWS);
  const seenFrom = (of: number, row: number): CopyLink => (article[row] === of ? linkAt(row) : turn(linkAt(row)));
  /** What the pair of a row is, seen from an article of it. */
  const kindFrom = (of: number, row: number): number =>
    article[row] === of ? (kinds[row] as number) : (TURNED[kinds[row] as number] as number);
  const otherOf = (of: number, row: number): number => (article[row] === of ? other[row] : article[row]) as number;
  const shareOf = (of: number, row: number): number =>
    scores[row * SCORES + (article[row] === of ? OWN_SHARE : OTHER_SHARE)] as number;
  /** Of two links that are no `contains`, as `bestLink` has it. */
  const isStronger = (of: number, x: number, y: number, rank: Uint32Array): boolean => {
    const difference =
      kindFrom(of, y) - kindFrom(of, x) ||
      (scores[x * SCORES] as number) - (scores[y * SCORES] as number) ||
      shareOf(of, x) - shareOf(of, y);
    return difference !== 0 ? difference > 0 : (rank[otherOf(of, x)] as number) < (rank[otherOf(of, y)] as number);
  };
  return {
    articles,
    best(of, isCanonical, rank) {
      let best = NO_ROW;
      for (let at = 0, own = rowsOf(of); at < own.length; at++) {
        const row = own[at] as number;
        const kind = kindFrom(of, row);
        if (kind === NO_LINK || kind === CONTAINS || isCanonical[otherOf(of, row)] !== 1) continue;
        if (best === NO_ROW || isStronger(of, row, best, rank)) best = row;
      }
      return best === NO_ROW ? undefined : seenFrom(of, best);
    },
    containers(of) {
      let count = 0;
      for (const row of rowsOf(of)) if (kindFrom(of, row) === CONTAINED) count++;
      return count;
    },
    visitContained(of, visit) {
      for (const row of rowsOf(of)) if (kindFrom(of, row) === CONTAINS) visit(otherOf(of, row));
    },
    withKinds: (others) => viewOf({ article, other, kinds: others, scores }, sorted),
  };
}

/** Places in KINDS: the smaller of `near` and `contained` is the stronger link. */
const NO_LINK = 0;
const CONTAINS = 2;
const CONTAINED = 3;
/** Kinds seen from the other article. */
const TURNED = [0, 1, CONTAINED, CONTAINS] as const;
/** Where a row's scores have the share of its first article in the second, and the other way round. */
const OWN_SHARE = 1;
const OTHER_SHARE = 2;
const NO_ROW = -1;
const NO_ROWS = new Uint32Array(0);

function mostOf(column: Uint32Array): number {
  let most = -1;
  for (const value of column) if (value > most) most = value;
  return most;
}
