import type { CleanExtras } from "../clean/extras.js";
import { rulesetName } from "../clean/ruleset.js";
import { eligibleRanges } from "../fingerprint/eligible.js";
import type { EligibleText } from "../index/eligible-text.js";
import { exactKey, KEY_KINDS, type Key, type KeyKind, type Keys, stringKey } from "../index/keys.js";
import type { PackedText } from "../index/text-block.js";
import { pageOf } from "../match/addresses.js";
import { type BandPlan, bandKeys, planBands } from "../match/bands.js";
import { sample, sampleSize } from "../match/sampling.js";
import { createSide, type Side } from "../match/side.js";
import type { SharedCounter } from "../match/similarity.js";
import type { Article } from "../model/article.js";
import type { Fingerprint } from "../model/fingerprint.js";
import type { Kernel } from "../model/kernel.js";
import type { Cleaned } from "../model/span.js";
import type { Options } from "../options.js";
import { createPreparation } from "../pipeline.js";
import type { RecordWords } from "./field.js";
import { textHashOf } from "./index-names.js";

/** An article as an index compares it. */
export interface PreparedArticle {
  readonly article: Article;
  /** UTF-16 units of the clean text. */
  readonly length: number;
  readonly print: Omit<Fingerprint, "signature">;
  readonly text: EligibleText;
  /** The text as it is stored, where that was made ahead. */
  readonly packed?: PackedText;
  /** Of the original text, see `textHashOf`. */
  readonly textHash: string;
  readonly keys: SearchKeys;
  /** Tokens and facts, read when first asked for. */
  readonly side: () => Side;
}

/** With what cleaning made of it. */
export interface CleanedArticle extends PreparedArticle {
  readonly cleaned: Cleaned;
}

/** What an article is looked up by; the channels of `searchCandidates`, and its exact digest. */
export interface SearchKeys {
  readonly samples: Keys;
  readonly bands: Keys;
  readonly address?: Key;
  /** Absent without tokens. */
  readonly exact?: Key;
}

/** Turns articles into what is compared, and stored texts into sides. */
export interface Preparer {
  prepare(article: Article): CleanedArticle & { readonly print: Fingerprint };
  side(text: EligibleText): Side;
  /** As for `similarity`. */
  readonly countShared?: SharedCounter;
  /** What records say of their cleaning. */
  readonly words: RecordWords;
  /** Reads records, where there is one. */
  readonly texts: Kernel | undefined;
}

/** @throws {UsageError} for a wrong analyzer or lexicon, and for templates learned with other shingles. */
export async function createPreparer(options: Options, extras: CleanExtras): Promise<Preparer> {
  const { prepare, readTokens, countShared, texts } = await createPreparation(options, extras);
  const plan = planBands(options.hashes, options.floor);
  const side = ({ text, ranges }: EligibleText): Side => createSide(text, readTokens(text, ranges));
  const { lexicon, templates } = extras;
  return {
    side,
    texts,
    words: { options, ruleset: rulesetName(lexicon), ...(templates === undefined ? {} : { templates }) },
    ...(countShared === undefined ? {} : { countShared }),
    prepare(article) {
      const { cleaned, print } = prepare(article);
      const text = { text: article.text, ranges: eligibleRanges(article.text.length, cleaned.spans) };
      let own: Side | undefined;
      const ownSide = (): Side => {
        own ??= side(text);
        return own;
      };
      const textHash = textHashOf(article.text);
      const keys = searchKeys(article, print, plan);
      return { article, length: cleaned.text.length, cleaned, print, text, textHash, keys, side: ownSide };
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

function keysOf(kind: KeyKind, count: number, fill: (lo: Uint32Array, hi: Uint32Array) => void): Keys {
  const [lo, hi] = [new Uint32Array(count), new Uint32Array(count)];
  if (count > 0) fill(lo, hi);
  const keys = new Uint32Array(count * 2);
  for (let i = 0; i < count; i++) {
    keys[2 * i] = lo[i] as number;
    keys[2 * i + 1] = (hi[i] as number) ^ KEY_KINDS[kind];
  }
  return keys;
}
