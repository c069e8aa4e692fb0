import { encodeEligible } from "../index/eligible-text.js";
import { exactKey, type Key } from "../index/keys.js";
import { BLOCK_TEXTS, type PackedText, packTextsNow } from "../index/text-block.js";
import type { Article } from "../model/article.js";
import type { ShingleSet } from "../model/fingerprint.js";
import type { Cleaned, Range, Regime, Span } from "../model/span.js";
import type { PreparedArticle, Preparer } from "./index-prepare.js";
import { type Fault, packFault, unpackFault } from "./thread-messages.js";

/**
 * Prepared articles on their way between threads. What is made of numbers lies in one buffer, which is handed over and not
 * copied: first the shingles of all articles, two words each, then of every article its bands, samples and ranges. The
 * texts come packed as they are stored, BLOCK_TEXTS at a time; what is left of them goes without.
 */
export interface PreparedPacket {
  readonly items: readonly (PackedArticle | { readonly kind: "fault"; readonly fault: Fault })[];
  readonly words: Uint32Array<ArrayBuffer>;
  readonly texts: Uint8Array<ArrayBuffer>;
  /** Bytes of each block in `texts`. */
  readonly blocks: readonly number[];
}

/** An article of a packet; its receiver knows the article itself. */
interface PackedArticle {
  readonly kind: "prepared";
  /** The clean text; null where it is the original. */
  readonly text: string | null;
  /** Spans as JSON, which is quicker to make and read than clones of so many small objects. */
  readonly spans: string;
  readonly regime: Regime;
  readonly warnings: readonly string[];
  readonly exact: string;
  readonly tokens: number;
  readonly textHash: string;
  readonly address: Key | null;
  /** Words of each part. */
  readonly sizes: readonly [shingles: number, bands: number, samples: number, ranges: number];
}

/** Prepares articles for their way; what one of them throws is told in its place. */
export function packPrepared(articles: readonly Article[], prepare: Preparer["prepare"]): PreparedPacket {
  const prepared = articles.map((article) => {
    try {
      return prepare(article);
    } catch (error) {
      return { kind: "fault", fault: packFault(error) } as const;
    }
  });
  const items = prepared.map((one) => ("kind" in one ? one : packed(one)));
  const sizes = items.map((item) => (item.kind === "fault" ? 0 : item.sizes.reduce((sum, size) => sum + size, 0)));
  const words = new Uint32Array(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  const put = (part: Uint32Array): void => {
    words.set(part, at);
    at += part.length;
  };
  const done = prepared.filter((one) => "print" in one);
  for (const { print } of done) put(wordsOf(print.shingles));
  for (const { keys, text } of done) {
    put(keys.bands);
    put(keys.samples);
    put(Uint32Array.from(text.ranges.flatMap(({ start, end }) => [start, end])));
  }
  return { items, words, ...packedTexts(done) };
}

function packedTexts(articles: readonly PreparedArticle[]): Pick<PreparedPacket, "texts" | "blocks"> {
  const blocks: Buffer[] = [];
  for (let at = 0; at + BLOCK_TEXTS <= articles.length; at += BLOCK_TEXTS) {
    blocks.push(packTextsNow(articles.slice(at, at + BLOCK_TEXTS).map(({ text }) => encodeEligible(text))));
  }
  const sizes = blocks.map(({ length }) => length);
  const texts = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (const block of blocks) {
    texts.set(block, at);
    at += block.length;
  }
  return { texts, blocks: sizes };
}

function packed({ article, cleaned, print, text, keys, textHash }: PreparedArticle): PackedArticle {
  return {
    kind: "prepared",
    text: cleaned.text === article.text ? null : cleaned.text,
    spans: JSON.stringify(cleaned.spans),
    regime: cleaned.regime,
    warnings: cleaned.warnings,
    exact: print.exact,
    tokens: print.tokens,
    textHash,
    address: keys.address ?? null,
    sizes: [print.shingles.length * 2, keys.bands.length, keys.samples.length, text.ranges.length * 2],
  };
}

const wordsOf = (set: ShingleSet): Uint32Array => new Uint32Array(set.buffer, set.byteOffset, set.length * 2);

/** What became of one article of a packet. */
export type Unpacked = PreparedArticle | { readonly error: Error };

/**
 * The articles of a packet, as `prepare` would have given them here.
 * @param articles those that were sent. @param sideOf reads tokens when they are first asked for.
 */
export function unpackPrepared(
  { items, words, texts, blocks }: PreparedPacket,
  articles: readonly Article[],
  sideOf: Preparer["side"],
): Unpacked[] {
  let shinglesAt = 0;
  let at = items.reduce((sum, item) => sum + (item.kind === "fault" ? 0 : item.sizes[0]), 0);
  const take = (size: number): Uint32Array => {
    at += size;
    return words.subarray(at - size, at);
  };
  const places = packedPlaces(texts, blocks);
  return items.map((item, place) => {
    if (item.kind === "fault") return { error: unpackFault(item.fault) };
    const [size, bands, samples, ranges] = item.sizes;
    // A copy: a view would keep the whole packet alive as long as a cache keeps the set.
    const shingles = new BigUint64Array(words.buffer, shinglesAt * 4, size / 2).slice() as BigUint64Array as ShingleSet;
    shinglesAt += size;
    const keys = { bands: take(bands), samples: take(samples) };
    const parts = { shingles, ...keys, ranges: rangesOf(take(ranges)), packed: places.next().value };
    return unpacked(item, articles[place] as Article, parts, sideOf);
  });
}

/** Where each text lies, in the order of the articles. */
function* packedPlaces(texts: Uint8Array, blocks: readonly number[]): Generator<PackedText, undefined> {
  let at = 0;
  for (const size of blocks) {
    const block = { bytes: texts.subarray(at, at + size), texts: BLOCK_TEXTS };
    at += size;
    for (let place = 0; place < BLOCK_TEXTS; place++) yield { block, place };
  }
}

interface Parts {
  readonly shingles: ShingleSet;
  readonly bands: Uint32Array;
  readonly samples: Uint32Array;
  readonly ranges: readonly Range[];
  readonly packed: PackedText | undefined;
}

function unpacked(
  { text: cleanText, spans, regime, warnings, exact, tokens, textHash, address }: PackedArticle,
  article: Article,
  { shingles, bands, samples, ranges, packed }: Parts,
  sideOf: Preparer["side"],
): PreparedArticle {
  const text = { text: article.text, ranges };
  let side: ReturnType<Preparer["side"]> | undefined;
  return {
    article,
    cleaned: cleanedOf(cleanText ?? article.text, spans, regime, warnings),
    print: { shingles, exact, tokens },
    text,
    ...(packed === undefined ? {} : { packed }),
    textHash,
    keys: {
      ...{ bands, samples },
      ...(address === null ? {} : { address }),
      ...(exact === "" ? {} : { exact: exactKey(exact) }),
    },
    side() {
      side ??= sideOf(text);
      return side;
    },
  };
}

/** What cleaning made of an article in another thread: the JSON of its spans came with it. */
export interface SentCleaned extends Cleaned {
  /** Not enumerable. */
  readonly spansJson: string;
}

/** Spans are read when they are first asked for: where only the record is written, they never are. */
function cleanedOf(text: string, json: string, regime: Regime, warnings: readonly string[]): Cleaned {
  let spans: readonly Span[] | undefined;
  const cleaned: Cleaned = {
    text,
    get spans() {
      spans ??= JSON.parse(json) as Span[];
      return spans;
    },
    regime,
    warnings,
  };
  return Object.defineProperty(cleaned, "spansJson", { value: json });
}

/** The spans as JSON, however the article was cleaned. */
export function spansJsonOf(cleaned: Cleaned | SentCleaned): string {
  return "spansJson" in cleaned ? cleaned.spansJson : JSON.stringify(cleaned.spans);
}

function rangesOf(words: Uint32Array): Range[] {
  const ranges: Range[] = [];
  for (let i = 0; i < words.length; i += 2) ranges.push({ start: words[i] as number, end: words[i + 1] as number });
  return ranges;
}
