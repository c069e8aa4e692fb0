import { type ArticleInput, articleOf } from "../../src/engine/article-input.js";
import { entryOf } from "../../src/engine/entry.js";
import { type CleanedArticle, createPreparer, type Preparer } from "../../src/engine/index-prepare.js";
import { verifyHere } from "../../src/engine/verify-with.js";
import { createCatalogBuilder } from "../../src/match/catalog-builder.js";
import { copyLinks } from "../../src/match/copy-links.js";
import type { Shelf } from "../../src/model/catalog.js";
import type { ShingleSet } from "../../src/model/fingerprint.js";
import { type Options, resolveOptions } from "../../src/options.js";
import { createPipeline, type Findings } from "../../src/pipeline.js";

/** Room for what verification reads again. */
const CACHE_BYTES = 64 << 20;

/** Articles cleaned and fingerprinted once, to be compared in several ways and orders. */
export interface PreparedSet {
  readonly options: Options;
  readonly preparer: Preparer;
  readonly articles: readonly ReturnType<Preparer["prepare"]>[];
}

export async function prepareSet(inputs: readonly ArticleInput[], given: Partial<Options> = {}): Promise<PreparedSet> {
  const options = resolveOptions({ ...given, keep: "first" });
  const preparer = await createPreparer(options, {});
  const articles = inputs.map((input, place) => preparer.prepare(articleOf(input, place)));
  const byId = new Map(articles.map((prepared) => [prepared.article.id, prepared]));
  const known: Preparer = {
    ...preparer,
    prepare: (article) => byId.get(article.id) ?? preparer.prepare(article),
  };
  return { options, preparer: known, articles };
}

/** What an answer says of an article, without what only an index knows. */
export type Outcome = {
  readonly of: string;
  readonly relation: string;
  readonly jaccard: number;
  readonly share: number;
} | null;

/** What `dedup --keep first` finds, by the stages of the batch. */
export async function findInBatch({ options, articles }: PreparedSet): Promise<Findings> {
  const pipeline = await createPipeline(options);
  const builder = createCatalogBuilder();
  for (const prepared of articles) {
    builder.add(entryOf(prepared.article, prepared), pipeline.keysOf(prepared.print));
  }
  const shelf: Shelf = {
    shingles: (index) => (articles[index] as CleanedArticle).print.shingles as ShingleSet,
    original(index) {
      const { article, cleaned } = articles[index] as CleanedArticle;
      return { text: article.text, spans: cleaned.spans };
    },
  };
  return pipeline.find(builder.finish(), verifyHere(pipeline.verifier(shelf, CACHE_BYTES)));
}

export function outcomesOf({ articles }: PreparedSet, { stars }: Findings): Outcome[] {
  return articles.map((_, index) => {
    const link = stars.get(index);
    if (link === undefined) return null;
    const of = (articles[link.other] as CleanedArticle).article.id;
    return { of, relation: link.relation, jaccard: link.jaccard, share: link.containment[0] };
  });
}

/**
 * What the rule of docs/index.md says of each article, from the verified pairs of the batch: written for plainness.
 * Undefined for a copy of a text for which nothing stands any more: the batch has no pairs of its own for it.
 */
export function answersByRule({ articles }: PreparedSet, { matches }: Findings) {
  const ids = articles.map(({ article }) => article.id);
  const links = copyLinks(matches.pairs).flatMap((link) => [
    link,
    {
      ...link,
      article: link.other,
      other: link.article,
      relation: TURNED[link.relation],
      containment: swap(link.containment),
    },
  ]);
  const linksOf = new Map<number, (typeof links)[number][]>();
  for (const link of links) linksOf.set(link.article, [...(linksOf.get(link.article) ?? []), link]);
  const firstOf = firstOfText(articles);
  const outcomes: (Outcome | undefined)[] = [];
  const supersedes: (readonly string[])[] = [];
  /** What each article stands by: itself, or its link. */
  const joined = new Map<number, (typeof links)[number]>();
  const kept = new Set<number>();
  for (const index of ids.keys()) {
    const first = firstOf[index] as number;
    if (first !== index) {
      const link = joined.get(first);
      const stands = link === undefined ? kept.has(first) : kept.has(link.other);
      outcomes.push(
        !stands
          ? undefined
          : link === undefined
            ? { of: ids[first] as string, relation: "exact", jaccard: 1, share: 1 }
            : {
                of: ids[link.other] as string,
                relation: link.relation,
                jaccard: link.jaccard,
                share: link.containment[0],
              },
      );
      supersedes.push([]);
      continue;
    }
    const earlier = (linksOf.get(index) ?? []).filter(({ other }) => other < index);
    const [best] = earlier
      .filter(({ other, relation }) => kept.has(other) && relation !== "contains")
      .sort(
        (x, y) =>
          Number(y.relation === "near") - Number(x.relation === "near") ||
          y.jaccard - x.jaccard ||
          y.containment[0] - x.containment[0] ||
          x.other - y.other,
      );
    if (best !== undefined) {
      joined.set(index, best);
      outcomes.push({
        of: ids[best.other] as string,
        relation: best.relation,
        jaccard: best.jaccard,
        share: best.containment[0],
      });
      supersedes.push([]);
      continue;
    }
    const contained = earlier.filter(({ relation }) => relation === "contains");
    const replaced = contained.filter(({ other }) => kept.has(other)).map(({ other }) => other);
    for (const link of contained) {
      const former = joined.get(link.other);
      const moves = replaced.includes(link.other) || (former !== undefined && replaced.includes(former.other));
      if (moves)
        joined.set(link.other, {
          ...link,
          article: link.other,
          other: index,
          relation: "contained",
          containment: swap(link.containment),
        });
    }
    for (const other of replaced) kept.delete(other);
    kept.add(index);
    outcomes.push(null);
    supersedes.push(replaced.sort((x, y) => x - y).map((other) => ids[other] as string));
  }
  return { outcomes, supersedes };
}

const TURNED = { exact: "exact", near: "near", contains: "contained", contained: "contains" } as const;
const swap = ([x, y]: readonly [number, number]): readonly [number, number] => [y, x];

function firstOfText(articles: readonly CleanedArticle[]): number[] {
  const seen = new Map<string, number>();
  return articles.map(({ print: { exact } }, index) => {
    const first = exact === "" ? undefined : seen.get(exact);
    if (first === undefined) seen.set(exact, index);
    return first ?? index;
  });
}
