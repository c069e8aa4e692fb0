import { encodeEligible } from "../index/eligible-text.js";
import type { KeyFilter } from "../index/key-filter.js";
import { PickedKeys, packPicks } from "../index/picked-keys.js";
import { BLOCK_TEXTS, type PackedText, packTextsNow } from "../index/text-block.js";
import type { ShingleSet } from "../model/fingerprint.js";
import type { Range } from "../model/span.js";
import type { Picked, PreparedArticle } from "./index-prepare.js";

/**
 * What of prepared articles is made of numbers, on its way between threads, in one buffer, which is handed over and not
 * copied: first the shingles of all articles, two words each, then of every article its bands, samples and ranges. The
 * texts come packed as they are stored, BLOCK_TEXTS at a time; what is left of them goes without.
 */
export interface PackedParts {
  readonly words: Uint32Array<ArrayBuffer>;
  readonly texts: Uint8Array<ArrayBuffer>;
  /** Bytes of each block in `texts`. */
  readonly blocks: readonly number[];
  /** Which keys pass the filters that the packing thread knows: of every article its bands, then its samples. */
  readonly picks: Uint32Array<ArrayBuffer>;
  /** Those filters, as the receiver has them; none where absent. */
  readonly filters?: readonly KeyFilter[];
}

/** Words of each part of an article. */
export type PartSizes = readonly [shingles: number, bands: number, samples: number, ranges: number];

/** The parts of one article. */
export interface Parts {
  readonly shingles: ShingleSet;
  readonly bands: Uint32Array;
  readonly samples: Uint32Array;
  readonly ranges: readonly Range[];
  readonly packed: PackedText | undefined;
  /** Absent where no filter was asked. */
  readonly picked: Picked | undefined;
}

/** The sizes of an article's parts. */
export function sizesOf({ print, keys, text }: PreparedArticle): PartSizes {
  return [print.shingles.length * 2, keys.bands.length, keys.samples.length, text.ranges.length * 2];
}

/** Packs the parts of articles. @param filters that their keys are to be asked of ahead. */
export function packParts(articles: readonly PreparedArticle[], filters: readonly KeyFilter[]): PackedParts {
  const words = new Uint32Array(articles.reduce((sum, one) => sum + wordsIn(sizesOf(one)), 0));
  let at = 0;
  const put = (part: Uint32Array): void => {
    words.set(part, at);
    at += part.length;
  };
  for (const { print } of articles) put(wordsOf(print.shingles));
  for (const { keys, text } of articles) {
    put(keys.bands);
    put(keys.samples);
    for (const { start, end } of text.ranges) {
      words[at++] = start;
      words[at++] = end;
    }
  }
  const lists = articles.flatMap(({ keys: { bands, samples } }) => [bands, samples]);
  return { words, ...packedTexts(articles), picks: packPicks(filters, lists) };
}

const wordsIn = (sizes: PartSizes): number => sizes.reduce((sum, size) => sum + size, 0);

const wordsOf = (set: ShingleSet): Uint32Array => new Uint32Array(set.buffer, set.byteOffset, set.length * 2);

function packedTexts(articles: readonly PreparedArticle[]): Pick<PackedParts, "texts" | "blocks"> {
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

/**
 * Takes the parts of articles out, one article a call, in the order they were packed: views, which keep the packet alive.
 * @param shingleWords of all articles together.
 */
export function createPartReader({ words, texts, blocks, picks, filters = [] }: PackedParts, shingleWords: number) {
  let shinglesAt = 0;
  let at = shingleWords;
  const take = (size: number): Uint32Array => {
    at += size;
    return words.subarray(at - size, at);
  };
  const places = packedPlaces(texts, blocks);
  const nextPicked = pickReader(picks, filters);
  return ([size, bands, samples, ranges]: PartSizes): Parts => {
    const start = shinglesAt * 4;
    shinglesAt += size;
    const keys = { bands: take(bands), samples: take(samples) };
    const rest = { ranges: rangesOf(take(ranges)), packed: places.next().value, picked: nextPicked() };
    // Last: where it throws, the next article's parts are found all the same.
    return {
      shingles: new BigUint64Array(words.buffer, start, size / 2) as BigUint64Array as ShingleSet,
      ...keys,
      ...rest,
    };
  };
}

/** Takes out what was found ahead for each article, in their order. */
function pickReader(picks: Uint32Array, filters: readonly KeyFilter[]): () => Picked | undefined {
  if (filters.length === 0) return () => undefined;
  let at = 0;
  const next = (): PickedKeys => {
    const picked = new PickedKeys(filters, picks, at);
    at = picked.end;
    return picked;
  };
  return () => {
    const bands = next();
    return { bands, samples: next() };
  };
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

function rangesOf(words: Uint32Array): Range[] {
  const ranges: Range[] = [];
  for (let i = 0; i < words.length; i += 2) ranges.push({ start: words[i] as number, end: words[i + 1] as number });
  return ranges;
}
