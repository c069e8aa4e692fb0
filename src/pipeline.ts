import type { CleanExtras } from "./clean/extras.js";
import { cleanerOfNone } from "./clean/none.js";
import { eligibleRanges } from "./fingerprint/eligible.js";
import { createFingerprinter, createTokenReader } from "./fingerprint/fingerprint.js";
import { createRecordFingerprinter, isKernelWork, type RecordFingerprinter } from "./fingerprint/on-kernel.js";
import { type Clusters, clustersOf } from "./group/clusters.js";
import { addExactCopies, groupStars } from "./group/group-stars.js";
import { keepOrder } from "./group/keep-order.js";
import type { StarTable } from "./group/star-table.js";
import { loadKernel, NO_KERNEL } from "./kernel/load.js";
import type { TokenReader } from "./match/article-reader.js";
import { planBands } from "./match/bands.js";
import { collapseExact, type ExactCopies } from "./match/exact-copies.js";
import { findPairs, type Matches, type Verification } from "./match/find-pairs.js";
import { type ArticleKeys, createKeyMaker } from "./match/key-maker.js";
import { linkColumns } from "./match/link-columns.js";
import { createParagraphReader, type ReadParagraphs } from "./match/paragraphs.js";
import type { SharedCounter } from "./match/similarity.js";
import { createVerifier, type Verifier } from "./match/verify.js";
import type { Article } from "./model/article.js";
import type { Catalog, Shelf } from "./model/catalog.js";
import type { Fingerprint } from "./model/fingerprint.js";
import type { Kernel } from "./model/kernel.js";
import type { Cleaned } from "./model/span.js";
import type { TextKey } from "./model/text-key.js";
import type { Options } from "./options.js";
import { createTextKey } from "./text/text-key.js";
import type { Tokeniser } from "./text/tokens.js";

/** What a run finds among its articles. */
export interface Findings {
  readonly matches: Matches;
  readonly copies: ExactCopies;
  readonly stars: StarTable;
  readonly clusters: Clusters;
}

/** The stages of one article, and what comparing it with another needs of them. */
export interface Preparation {
  /** What makes the fingerprints: `wasm`, or `reference` and why. Either gives the same. */
  readonly kernel: string;
  prepare(article: Article): { readonly cleaned: Cleaned; readonly print: Fingerprint };
  /** The fingerprint of a text in its record, where it is taken as it comes and no string of it is needed. */
  readonly printRecord?: RecordFingerprinter;
  /** The tokens that fingerprints are made of, of any ranges. */
  readonly readTokens: Tokeniser;
  /** As for `similarity`. */
  readonly countShared?: SharedCounter;
  /** What tells the texts of equal ids apart. */
  readonly keyOfText: (text: string) => TextKey;
  readonly readParagraphs: ReadParagraphs;
  /** Band keys and sampled shingles of an article, in columns that the next call overwrites. */
  keysOf(print: Fingerprint): ArticleKeys;
  /** The kernel that takes texts in for all stages, for who reads records. */
  readonly texts: Kernel | undefined;
}

/** The stages, composed: an article goes through `prepare`, all of them together through `find`. */
export interface Pipeline extends Omit<Preparation, "readTokens" | "countShared"> {
  /** Verifies candidates; keeps about `bytes` of what it reads at hand. */
  verifier(shelf: Shelf, bytes: number): Verifier;
  find(catalog: Catalog, verification: Verification): Promise<Findings>;
}

/**
 * Builds the stages once for a run.
 *
 *     clean → fingerprint → match → group
 */
export async function createPipeline(options: Options, extras: CleanExtras = {}): Promise<Pipeline> {
  const { readTokens, countShared, ...prepared } = await createPreparation(options, extras);
  return {
    ...prepared,
    verifier(shelf, bytes) {
      const tokensOf: TokenReader = ({ text, spans }) => readTokens(text, eligibleRanges(text.length, spans));
      return createVerifier(shelf, tokensOf, options, bytes, countShared);
    },
    async find(catalog, verification) {
      const { entries, known, idRanks } = catalog;
      const copies = collapseExact(entries, keepOrder(entries, options.keep, known, idRanks));
      const matches = await findPairs(catalog, copies, verification, options);
      const stars = addExactCopies(groupStars(copies.first, linkColumns(matches.pairs)), copies.firstOf);
      return { matches, copies, stars, clusters: clustersOf(entries, stars) };
    },
  };
}

/** The cleaner of clean/clean.ts, whose rules take a tenth of a second to load: only where something is cleaned. */
async function createCleaner(options: Options, extras: CleanExtras, kernel: Kernel | undefined) {
  const { createCleaner: create } = await import("./clean/clean.js");
  return create(options, extras, kernel);
}

/** The first two stages, composed once for many articles: clean → fingerprint. */
export async function createPreparation(options: Options, extras: CleanExtras = {}): Promise<Preparation> {
  const loaded = loadKernel();
  const clean = cleanerOfNone(options, extras) ?? (await createCleaner(options, extras, loaded.kernel));
  const { kernel, name } = isKernelWork(options) ? loaded : NO_KERNEL;
  const fingerprint = await createFingerprinter(options, extras.templates, kernel);
  return {
    kernel: name,
    prepare(article) {
      const cleaned = clean(article);
      return { cleaned, print: fingerprint(article.text, cleaned.spans, article.source) };
    },
    ...(kernel === undefined || options.profile !== "none"
      ? {}
      : { printRecord: createRecordFingerprinter(kernel, options) }),
    readTokens: await createTokenReader(options, kernel),
    ...(kernel === undefined ? {} : { countShared: kernel.countShared }),
    keyOfText: createTextKey(loaded.kernel),
    readParagraphs: createParagraphReader(loaded.kernel),
    keysOf: createKeyMaker(planBands(options.hashes, options.floor), kernel),
    texts: loaded.kernel,
  };
}
