import { entryOf } from "../src/engine/entry.js";
import { verifyHere } from "../src/engine/verify-with.js";
import { keepOrder } from "../src/group/keep-order.js";
import { createCatalogBuilder } from "../src/match/catalog-builder.js";
import { collapseExact } from "../src/match/exact-copies.js";
import type { Article } from "../src/model/article.js";
import type { CatalogEntry, Shelf } from "../src/model/catalog.js";
import type { Fingerprint, ShingleSet } from "../src/model/fingerprint.js";
import type { Cleaned } from "../src/model/span.js";
import { resolveOptions } from "../src/options.js";
import { createPipeline, type Pipeline } from "../src/pipeline.js";
import { readArticles } from "../src/read/read.js";
import { exactJoin, type JoinedPair } from "./exact-join.js";

/** Tokens from which the recall of containment is promised. */
export const PROMISED_TOKENS = 100;

/** Pairs of one kind that exist, and how many of them a run of the job has rows for. */
export interface RecallCount {
  pairs: number;
  found: number;
}

/** Recall among real articles at one threshold, for Jaccard and containment alike. */
export interface ArticleRecall {
  readonly threshold: number;
  readonly jaccard: RecallCount;
  /** The contained text has PROMISED_TOKENS or more. */
  readonly containment: RecallCount;
  /** It has fewer. */
  readonly shortContainment: RecallCount;
  readonly candidates: number;
  /** Ids and similarity of pairs that are not found, the first of them. */
  readonly missed: readonly string[];
}

/** Missed pairs that are listed. */
const LISTED = 20;

/** Articles cleaned and fingerprinted. */
export interface ArticleSet {
  readonly articles: readonly Article[];
  readonly cleaned: readonly Cleaned[];
  readonly prints: readonly Fingerprint[];
  readonly entries: readonly CatalogEntry[];
}

/** Reads and prepares a file of articles. */
export async function loadArticles(file: string): Promise<ArticleSet> {
  const pipeline = await createPipeline(resolveOptions());
  const set = {
    articles: [] as Article[],
    cleaned: [] as Cleaned[],
    prints: [] as Fingerprint[],
    entries: [] as CatalogEntry[],
  };
  for await (const reading of readArticles([{ path: file, relative: file }])) {
    if (reading.kind === "reject") continue;
    const prepared = pipeline.prepare(reading.article);
    set.articles.push(reading.article);
    set.cleaned.push(prepared.cleaned);
    set.prints.push(prepared.print);
    set.entries.push(entryOf(reading.article, prepared));
  }
  return set;
}

/** Articles that are equal to no earlier one; exact copies are found without a search. */
export function distinctArticles({ entries }: ArticleSet): readonly number[] {
  return [...collapseExact(entries, keepOrder(entries, resolveOptions().keep)).first].sort((x, y) => x - y);
}

/** All pairs of distinct articles of which one contains `least` of the other, as places in the set. */
export function joinArticles({ prints }: ArticleSet, distinct: readonly number[], least: number): JoinedPair[] {
  const sets = distinct.map((index) => (prints[index] as Fingerprint).shingles);
  return [...exactJoin(sets, least)].map(({ a, b, shared }) => {
    return { a: distinct[a] as number, b: distinct[b] as number, shared };
  });
}

/** Runs matching at one threshold, and looks up every joined pair that reaches it. */
export async function measureArticles(
  set: ArticleSet,
  joined: readonly JoinedPair[],
  threshold: number,
): Promise<ArticleRecall> {
  const options = resolveOptions({ threshold, containment: threshold, passages: false });
  const { pairs, candidates } = await findRows(set, await createPipeline(options));
  const jaccard = { pairs: 0, found: 0 };
  const containment = { pairs: 0, found: 0 };
  const shortContainment = { pairs: 0, found: 0 };
  const missed: string[] = [];
  for (const { a, b, shared } of joined) {
    const [sizeA, sizeB] = [shinglesOf(set, a).length, shinglesOf(set, b).length];
    const [j, c] = [shared / (sizeA + sizeB - shared), shared / Math.min(sizeA, sizeB)];
    const shorter = sizeA < sizeB ? a : b;
    const isFound = pairs.has(pairKey(a, b));
    const isLong = (set.entries[shorter] as CatalogEntry).tokens >= PROMISED_TOKENS;
    if (j >= threshold) count(jaccard, isFound);
    if (c >= threshold) count(isLong ? containment : shortContainment, isFound);
    if (!isFound && c >= threshold && missed.length < LISTED) missed.push(describe(set, a, b, j, c));
  }
  return { threshold, jaccard, containment, shortContainment, candidates, missed };
}

async function findRows(set: ArticleSet, pipeline: Pipeline) {
  const builder = createCatalogBuilder();
  for (const [i, entry] of set.entries.entries()) builder.add(entry, pipeline.keysOf(set.prints[i] as Fingerprint));
  const shelf: Shelf = {
    shingles: (index) => shinglesOf(set, index),
    original: (index) => ({
      text: (set.articles[index] as Article).text,
      spans: (set.cleaned[index] as Cleaned).spans,
    }),
  };
  const { matches } = await pipeline.find(builder.finish(), verifyHere(pipeline.verifier(shelf, CACHE_BYTES)));
  const pairs = new Set(Array.from(matches.pairs, ({ first, second }) => pairKey(first, second)));
  return { pairs, candidates: matches.counts.candidates };
}

/** Bytes of tokens kept at hand while pairs are verified. */
const CACHE_BYTES = 64 << 20;

function count(recall: RecallCount, isFound: boolean): void {
  recall.pairs++;
  if (isFound) recall.found++;
}

function describe({ entries }: ArticleSet, a: number, b: number, jaccard: number, containment: number): string {
  const name = (index: number): string =>
    `${(entries[index] as CatalogEntry).id} (${(entries[index] as CatalogEntry).tokens} tokens)`;
  return `${name(a)} ~ ${name(b)}: Jaccard ${jaccard.toFixed(3)}, containment ${containment.toFixed(3)}`;
}

const shinglesOf = ({ prints }: ArticleSet, index: number): ShingleSet => (prints[index] as Fingerprint).shingles;

/** One number for a pair of places, whichever comes first; places are below 2^26. */
const pairKey = (a: number, b: number): number => Math.min(a, b) * 2 ** 26 + Math.max(a, b);
