import type { CleanExtras } from "../clean/extras.js";
import { UsageError } from "../errors.js";
import { createCatalogBuilder } from "../match/catalog-builder.js";
import type { Article } from "../model/article.js";
import type { CatalogEntry, Original, Shelf } from "../model/catalog.js";
import type { Cluster } from "../model/cluster.js";
import type { ShingleSet } from "../model/fingerprint.js";
import type { Pair, Relation, Similarity } from "../model/pair.js";
import type { Cleaned } from "../model/span.js";
import { type Options, resolveOptions } from "../options.js";
import { createPipeline, type Pipeline } from "../pipeline.js";
import { type ArticleInput, articleOf } from "./article-input.js";
import { entryOf } from "./entry.js";
import { verifyHere } from "./verify-with.js";

/** Bytes of tokens kept at hand while pairs are verified. */
const CACHE_BYTES = 64 << 20;

/** An article of a run and what became of it. */
export interface Outcome {
  readonly article: Article;
  readonly cleaned: Cleaned;
  /** The copy that is kept instead, absent where this article is kept. */
  readonly duplicateOf?: { readonly id: string; readonly relation: Relation } & Similarity;
}

/** Everything found among a source's articles. */
export interface Duplicates {
  /** One an article, in the order of the source. */
  readonly outcomes: readonly Outcome[];
  /** Sorted by ids. */
  readonly pairs: readonly Pair[];
  readonly clusters: readonly Cluster[];
}

/**
 * Finds copies among articles, in memory. Memory grows with the text and 8 bytes a distinct shingle; for feeds larger
 * than memory use the command.
 * @throws {UsageError} for a wrong option, an article without text, or an id that appears twice.
 */
export async function findDuplicates(
  source: Iterable<ArticleInput> | AsyncIterable<ArticleInput>,
  given: Partial<Options> = {},
  extras: CleanExtras = {},
): Promise<Duplicates> {
  const pipeline = await createPipeline(resolveOptions(given), extras);
  const { articles, cleaned, catalog, shelf } = await gather(source, pipeline);
  const { matches, stars, clusters } = await pipeline.find(catalog, verifyHere(pipeline.verifier(shelf, CACHE_BYTES)));
  const outcomes = articles.map((article, index): Outcome => {
    const kept = { article, cleaned: cleaned[index] as Cleaned };
    const link = stars.get(index);
    if (link === undefined) return kept;
    const { id } = catalog.entries.at(link.other) as CatalogEntry;
    const { relation, jaccard, containment } = link;
    return { ...kept, duplicateOf: { id, relation, jaccard, containment } };
  });
  const pairs = Array.from(matches.pairs, ({ pair }) => pair);
  pairs.sort((x, y) => compareStrings(x.a, y.a) || compareStrings(x.b, y.b));
  return { outcomes, pairs, clusters: [...clusters] };
}

async function gather(source: Iterable<ArticleInput> | AsyncIterable<ArticleInput>, pipeline: Pipeline) {
  const articles: Article[] = [];
  const cleaned: Cleaned[] = [];
  const sets: ShingleSet[] = [];
  const ids = new Set<string>();
  const builder = createCatalogBuilder();
  for await (const input of source) {
    const article = articleOf(input, articles.length);
    if (ids.has(article.id))
      throw new UsageError(`article id ${JSON.stringify(article.id)}: expected it once, found it twice`);
    ids.add(article.id);
    const prepared = pipeline.prepare(article);
    articles.push(article);
    cleaned.push(prepared.cleaned);
    sets.push(prepared.print.shingles);
    builder.add(entryOf(article, prepared), pipeline.keysOf(prepared.print));
  }
  const shelf: Shelf = {
    shingles: (index) => sets[index] as ShingleSet,
    original: (index): Original => ({
      text: (articles[index] as Article).text,
      spans: (cleaned[index] as Cleaned).spans,
    }),
  };
  return { articles, cleaned, catalog: builder.finish(), shelf };
}

const compareStrings = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
