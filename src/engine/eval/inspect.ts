import { eligibleRanges } from "../../fingerprint/eligible.js";
import { createTokenReader } from "../../fingerprint/fingerprint.js";
import { judge } from "../../match/compare.js";
import { createSide } from "../../match/side.js";
import { similarity } from "../../match/similarity.js";
import type { Catalog, CatalogEntry, Shelf } from "../../model/catalog.js";
import type { Relation, Similarity } from "../../model/pair.js";
import type { Options } from "../../options.js";
import type { Findings } from "../../pipeline.js";

/** Two articles of a run, a < b by id: their exact scores, and what the run made of them. */
export interface Inspected extends Similarity {
  readonly a: string;
  readonly b: string;
  /** The relation reported, else the one their texts have by themselves. */
  readonly relation: Relation | "unrelated";
  /** A reported copy, or both in one cluster. */
  readonly isFound: boolean;
  /** Whether the relation was reported; where it was not, the search did not compare them or they are unrelated. */
  readonly isReported: boolean;
  readonly isExact: boolean;
  readonly isForm: boolean;
}

/** Looks at any two articles of a run, by their places in the catalog. */
export interface Inspector {
  inspect(first: number, second: number): Inspected;
  /** The place of the copy that is kept of each article. */
  readonly clusterOf: Uint32Array;
}

export const COPY_RELATIONS: ReadonlySet<string> = new Set(["exact", "near", "contains", "contained"]);

/** An inspector of a run whose shelf is still open. Pairs without a row are judged from their texts. */
export async function createInspector(
  { entries }: Catalog,
  shelf: Shelf,
  { matches, stars }: Findings,
  options: Options,
): Promise<Inspector> {
  const readTokens = await createTokenReader(options);
  const key = (first: number, second: number): number =>
    Math.min(first, second) * entries.length + Math.max(first, second);
  const reported = new Map<number, Relation>();
  for (const { first, second, pair } of matches.pairs) reported.set(key(first, second), pair.relation);
  const clusterOf = new Uint32Array(entries.length).map((_, article) => stars.canonicalOf(article));
  const entry = (article: number): CatalogEntry => entries.at(article) as CatalogEntry;
  const sideOf = (article: number) => {
    const { text, spans } = shelf.original(article);
    return createSide(text, readTokens(text, eligibleRanges(text.length, spans)));
  };
  const relationOf = (first: number, second: number, found: Similarity): Relation | "unrelated" =>
    judge(entry(first), entry(second), found, () => [sideOf(first), sideOf(second)], { ...options, passages: false })
      ?.relation ?? "unrelated";
  return {
    clusterOf,
    inspect(x, y) {
      const [first, second] = entry(x).id < entry(y).id ? [x, y] : [y, x];
      const [a, b] = [entry(first), entry(second)];
      const isExact = a.exact !== "" && a.exact === b.exact;
      const scores = isExact ? SAME : similarity(shelf.shingles(first), shelf.shingles(second));
      const row = reported.get(key(first, second)) ?? (isExact ? "exact" : undefined);
      const relation = row ?? relationOf(first, second, scores);
      const together = clusterOf[first] === clusterOf[second];
      return {
        ...{ a: a.id, b: b.id, relation, ...scores, isExact },
        isFound: together || (row !== undefined && COPY_RELATIONS.has(row)),
        isReported: row !== undefined,
        isForm: relation === "form",
      };
    },
  };
}

const SAME: Similarity = { jaccard: 1, containment: [1, 1] };
