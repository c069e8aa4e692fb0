import { createCleaner } from "../clean/clean.js";
import type { CleanExtras } from "../clean/extras.js";
import { eligibleRanges } from "../fingerprint/eligible.js";
import { createFingerprinter, createTokenReader } from "../fingerprint/fingerprint.js";
import { judge, type Named } from "../match/compare.js";
import { createSide, type Side } from "../match/side.js";
import { similarity } from "../match/similarity.js";
import type { Fingerprint } from "../model/fingerprint.js";
import type { Passage, Relation, Similarity } from "../model/pair.js";
import type { Cleaned } from "../model/span.js";
import { type Options, resolveOptions } from "../options.js";
import { type ArticleInput, articleOf } from "./article-input.js";

/** How two articles relate, seen from the first: `contains` means that a contains b. */
export interface Comparison extends Similarity {
  readonly relation: Relation | "unrelated";
  readonly passages: readonly Passage[];
  /** What cleaning made of each before they were compared. */
  readonly cleaned: readonly [Cleaned, Cleaned];
  /** Tokens of each that were compared. */
  readonly tokens: readonly [number, number];
}

/**
 * Cleans, fingerprints and compares two articles, with the decisions of `findDuplicates`. Compiles the rules on each
 * call: for many pairs take `createComparer` once.
 * @throws {UsageError} for a wrong option or an article without text.
 */
export async function compareArticles(
  a: ArticleInput,
  b: ArticleInput,
  given: Partial<Options> = {},
  extras: CleanExtras = {},
): Promise<Comparison> {
  return (await createComparer(resolveOptions(given), extras))(a, b);
}

/** Compares two articles, see `compareArticles`. */
export type Comparer = (a: ArticleInput, b: ArticleInput) => Comparison;

/** Gives the comparer; it is pure, and throws {UsageError} for an article without text. */
export async function createComparer(options: Options, extras: CleanExtras = {}): Promise<Comparer> {
  const clean = createCleaner(options, extras);
  const fingerprint = await createFingerprinter(options, extras.templates);
  const readTokens = await createTokenReader(options);
  const prepare = (input: ArticleInput, place: number): Prepared => {
    const article = articleOf(input, place);
    const cleaned = clean(article);
    const ranges = eligibleRanges(article.text.length, cleaned.spans);
    return {
      named: { ...article, date: article.date ?? null, url: article.url ?? null },
      cleaned,
      print: fingerprint(article.text, cleaned.spans, article.source),
      side: () => createSide(article.text, readTokens(article.text, ranges)),
    };
  };
  return (a, b) => comparisonOf(prepare(a, 0), prepare(b, 1), options);
}

function comparisonOf(left: Prepared, right: Prepared, options: Options): Comparison {
  const cleaned = [left.cleaned, right.cleaned] as const;
  const tokens = [left.print.tokens, right.print.tokens] as const;
  if (left.print.exact !== "" && left.print.exact === right.print.exact) {
    return { relation: "exact", jaccard: 1, containment: [1, 1], passages: [], cleaned, tokens };
  }
  const found = similarity(left.print.shingles, right.print.shingles);
  const pair = judge(left.named, right.named, found, () => [left.side(), right.side()], options);
  return { relation: pair?.relation ?? "unrelated", ...found, passages: pair?.passages ?? [], cleaned, tokens };
}

interface Prepared {
  readonly cleaned: Cleaned;
  readonly print: Fingerprint;
  readonly named: Named;
  readonly side: () => Side;
}
