import type { CleanExtras } from "../clean/extras.js";
import { createCleaner } from "../cleaner.js";
import { eligibleRanges } from "../fingerprint/eligible.js";
import { createFingerprinter, createTokenReader } from "../fingerprint/fingerprint.js";
import type { EligibleText } from "../index/eligible-text.js";
import { exactKey, type Key, keyOf, stringKey } from "../index/keys.js";
import { pageOf } from "../match/addresses.js";
import { type BandPlan, bandKeys, planBands } from "../match/bands.js";
import { sample, sampleSize } from "../match/sampling.js";
import { createSide, type Side } from "../match/side.js";
import type { Article } from "../model/article.js";
import type { Fingerprint } from "../model/fingerprint.js";
import type { Cleaned } from "../model/span.js";
import type { Options } from "../options.js";

/** An article as an index compares it. */
export interface PreparedArticle {
  readonly article: Article;
  readonly cleaned: Cleaned;
  readonly print: Fingerprint;
  readonly text: EligibleText;
  readonly keys: SearchKeys;
  /** Tokens and facts, read when first asked for. */
  readonly side: () => Side;
}

/** What an article is looked up by; the channels of `searchCandidates`, and its exact digest. */
export interface SearchKeys {
  readonly samples: readonly Key[];
  readonly bands: readonly Key[];
  readonly address?: Key;
  /** Absent without tokens. */
  readonly exact?: Key;
}

/** Turns articles into what is compared, and stored texts into sides. */
export interface Preparer {
  prepare(article: Article): PreparedArticle;
  side(text: EligibleText): Side;
}

/** @throws {UsageError} for a wrong analyzer or lexicon, and for templates learned with other shingles. */
export async function createPreparer(options: Options, extras: CleanExtras): Promise<Preparer> {
  const clean = createCleaner(options, extras);
  const fingerprint = await createFingerprinter(options, extras.templates);
  const readTokens = await createTokenReader(options);
  const plan = planBands(options.hashes, options.floor);
  const side = ({ text, ranges }: EligibleText): Side => createSide(text, readTokens(text, ranges));
  return {
    side,
    prepare(article) {
      const cleaned = clean(article);
      const print = fingerprint(article.text, cleaned.spans, article.source);
      const text = { text: article.text, ranges: eligibleRanges(article.text.length, cleaned.spans) };
      let own: Side | undefined;
      const ownSide = (): Side => {
        own ??= side(text);
        return own;
      };
      return { article, cleaned, print, text, keys: searchKeys(article, print, plan), side: ownSide };
    },
  };
}

function searchKeys(article: Article, print: Fingerprint, plan: BandPlan): SearchKeys {
  const page = article.url === undefined ? undefined : pageOf(article.url);
  return {
    samples: keysOf("sample", sampleSize(print.shingles), (lo, hi) => sample(print.shingles, lo, hi, 0)),
    bands: keysOf("band", print.shingles.length === 0 ? 0 : plan.bands, (lo, hi) =>
      bandKeys(print.signature, plan, lo, hi, 0),
    ),
    ...(page === undefined ? {} : { address: stringKey("address", page) }),
    ...(print.exact === "" ? {} : { exact: exactKey(print.exact) }),
  };
}

function keysOf(
  kind: "sample" | "band",
  count: number,
  fill: (lo: Uint32Array, hi: Uint32Array) => void,
): readonly Key[] {
  const [lo, hi] = [new Uint32Array(count), new Uint32Array(count)];
  if (count > 0) fill(lo, hi);
  return Array.from(lo, (low, i) => keyOf(kind, low, hi[i] as number));
}
