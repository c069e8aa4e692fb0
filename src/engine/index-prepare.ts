import type { CleanExtras } from "../clean/extras.js";
import { rulesetOf } from "../clean/ruleset.js";
import { eligibleRanges } from "../fingerprint/eligible.js";
import type { EligibleText } from "../index/eligible-text.js";
import { exactKey, KEY_KINDS, type Key, type KeyKind, type Keys, stringKey } from "../index/keys.js";
import type { PickedKeys } from "../index/picked-keys.js";
import type { PackedText } from "../index/text-block.js";
import { pageOf } from "../match/addresses.js";
import type { ArticleKeys } from "../match/key-maker.js";
import { createSide, type Side } from "../match/side.js";
import type { SharedCounter } from "../match/similarity.js";
import type { Article } from "../model/article.js";
import type { Fingerprint } from "../model/fingerprint.js";
import type { Kernel } from "../model/kernel.js";
import type { Cleaned } from "../model/span.js";
import type { Writable } from "../model/writable.js";
import type { Options } from "../options.js";
import { createPreparation } from "../pipeline.js";
import { createRoom } from "../text/slab.js";
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
  /** Which of `samples` and of `bands` pass some filters, where that was found ahead. */
  readonly picked?: Picked;
}

/** What was found ahead for the keys of an article. */
export interface Picked {
  readonly samples: PickedKeys;
  readonly bands: PickedKeys;
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
  const { prepare, readTokens, countShared, texts, keysOf: keyColumns } = await createPreparation(options, extras);
  const side = ({ text, ranges }: EligibleText): Side => createSide(text, readTokens(text, ranges));
  const { lexicon, templates } = extras;
  return {
    side,
    texts,
    words: { options, ruleset: rulesetOf(options, lexicon), ...(templates === undefined ? {} : { templates }) },
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
      const keys = keysOfArticle(article, print, keyColumns(print));
      return { article, length: cleaned.text.length, cleaned, print, text, textHash, keys, side: ownSide };
    },
  };
}

function keysOfArticle(article: Article, print: Fingerprint, columns: ArticleKeys): SearchKeys {
  const { bands, samples } = columns;
  const page = article.url === undefined ? undefined : pageOf(article.url);
  return searchKeys(
    keysOf("sample", columns, bands, samples),
    keysOf("band", columns, 0, bands),
    page === undefined ? undefined : stringKey("address", page),
    print.exact,
  );
}

/** The keys of an article. @param exact its digest; "" where it has none. */
export function searchKeys(
  samples: Keys,
  bands: Keys,
  address: Key | undefined,
  exact: string,
  picked?: Picked,
): SearchKeys {
  const keys: Writable<SearchKeys> = { samples, bands };
  if (address !== undefined) keys.address = address;
  if (exact !== "") keys.exact = exactKey(exact);
  if (picked !== undefined) keys.picked = picked;
  return keys;
}

const roomForKeys = createRoom((length) => new Uint32Array(length));

/** The keys of one kind: `count` of the columns, from a place on. */
function keysOf(kind: KeyKind, { lo, hi }: ArticleKeys, from: number, count: number): Keys {
  const mask = KEY_KINDS[kind];
  const keys = roomForKeys(count * 2);
  for (let i = 0; i < count; i++) {
    keys[2 * i] = lo[from + i] as number;
    keys[2 * i + 1] = (hi[from + i] as number) ^ mask;
  }
  return keys;
}
