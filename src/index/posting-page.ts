import { TRIPLE } from "./run.js";

/**
 * A page of postings: entries of equal size, sorted by high lane, low lane, article. Of the high lane only the bytes stay
 * that the page's number does not say.
 *
 *     low lane (4 bytes) · low bytes of the high lane (hiBytes) · article (articleBytes), all little-endian
 */
export interface PageFormat {
  /** Pages are 2^bits: a page's number is the first `bits` bits of the high lanes in it. */
  readonly bits: number;
  /** Bytes of an article's number, 3 or 4. */
  readonly articleBytes: number;
}

const LO_BYTES = 4;

const hiBytesOf = ({ bits }: PageFormat): number => Math.max(1, (32 - bits + 7) >>> 3);

/** Bytes of an entry. */
export function entryBytes(format: PageFormat): number {
  return LO_BYTES + hiBytesOf(format) + format.articleBytes;
}

/** The page that a key lies in. */
export function pageOf(hi: number, bits: number): number {
  return bits === 0 ? 0 : hi >>> (32 - bits);
}

/** @param triples of one page. */
export function encodePage(triples: Uint32Array, format: PageFormat): Buffer {
  const hiBytes = hiBytesOf(format);
  const { articleBytes } = format;
  const page = Buffer.allocUnsafe((triples.length / TRIPLE) * entryBytes(format));
  for (let i = 0, at = 0; i < triples.length; i += TRIPLE) {
    at = put(page, at, triples[i] as number, LO_BYTES);
    at = put(page, at, triples[i + 1] as number, hiBytes);
    at = put(page, at, triples[i + 2] as number, articleBytes);
  }
  return page;
}

/** The triples of a page. */
export function decodePage(page: Buffer, number: number, format: PageFormat): Uint32Array {
  const hiBytes = hiBytesOf(format);
  const size = entryBytes(format);
  const high = highOf(number, hiBytes, format.bits);
  const triples = new Uint32Array(Math.floor(page.length / size) * TRIPLE);
  for (let i = 0, at = 0; i < triples.length; i += TRIPLE, at += size) {
    triples[i] = take(page, at, LO_BYTES);
    triples[i + 1] = high | take(page, at + LO_BYTES, hiBytes);
    triples[i + 2] = take(page, at + LO_BYTES + hiBytes, format.articleBytes);
  }
  return triples;
}

/** Appends the articles of a key, which lies in this page, to `out`. O(log entries). */
export function searchPage(page: Buffer, lo: number, hi: number, format: PageFormat, out: number[]): void {
  const hiBytes = hiBytesOf(format);
  const size = entryBytes(format);
  const wanted = rest(hi, hiBytes);
  let from = 0;
  let to = Math.floor(page.length / size);
  while (from < to) {
    const middle = (from + to) >>> 1;
    const high = take(page, middle * size + LO_BYTES, hiBytes);
    if (high < wanted || (high === wanted && take(page, middle * size, LO_BYTES) < lo)) from = middle + 1;
    else to = middle;
  }
  for (let at = from * size; at + size <= page.length; at += size) {
    if (take(page, at, LO_BYTES) !== lo || take(page, at + LO_BYTES, hiBytes) !== wanted) return;
    out.push(take(page, at + LO_BYTES + hiBytes, format.articleBytes));
  }
}

/** Writes the low bytes of a word, least first; `Buffer`'s own way takes three times as long. @returns where they end. */
function put(page: Uint8Array, at: number, word: number, bytes: number): number {
  for (let i = 0, left = word; i < bytes; i++, left >>>= 8) page[at + i] = left;
  return at + bytes;
}

/** Reads up to four bytes, least first, as an unsigned number. */
function take(page: Uint8Array, at: number, bytes: number): number {
  let word = 0;
  for (let i = bytes - 1; i >= 0; i--) word = (word << 8) | (page[at + i] as number);
  return word >>> 0;
}

/** The stored bytes of a high lane. They overlap the page's number where that does not end between two bytes. */
function rest(hi: number, hiBytes: number): number {
  return hiBytes === 4 ? hi >>> 0 : hi & ((1 << (hiBytes * 8)) - 1);
}

/** The bits of the high lane that the stored bytes do not hold. */
function highOf(page: number, hiBytes: number, bits: number): number {
  return hiBytes === 4 ? 0 : ((page << (32 - bits)) >>> (hiBytes * 8)) << (hiBytes * 8);
}
