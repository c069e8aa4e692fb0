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

/**
 * Writes entries of one page, whose triples stand from word `from` to word `to`, at byte `at` on. Numbers are written as
 * whole words, of which what follows takes back what is too much: one byte after the entries is written over.
 * @returns where they end.
 */
export function writePage(
  triples: Uint32Array,
  [from, to]: readonly [number, number],
  format: PageFormat,
  out: DataView,
  at: number,
): number {
  const articleAt = LO_BYTES + hiBytesOf(format);
  const size = articleAt + format.articleBytes;
  let end = at;
  for (let i = from; i < to; i += TRIPLE, end += size) {
    out.setUint32(end, triples[i] as number, true);
    out.setUint32(end + LO_BYTES, triples[i + 1] as number, true);
    out.setUint32(end + articleAt, triples[i + 2] as number, true);
  }
  return end;
}

/** Entries in so many bytes of a page. */
export function entriesIn(bytes: number, format: PageFormat): number {
  return Math.floor(bytes / entryBytes(format));
}

/** Puts the triples of a page into `out`, which has room for them, at word `at` on. @returns where they end. */
export function readPage(page: Uint8Array, number: number, format: PageFormat, out: Uint32Array, at: number): number {
  const hiBytes = hiBytesOf(format);
  const size = entryBytes(format);
  const high = highOf(number, hiBytes, format.bits);
  const hiMask = rest(0xffffffff, hiBytes);
  // The last four bytes of an entry are its article, behind a byte of its high lane where that takes three.
  const [articleAt, articleShift] = [size - 4, 32 - format.articleBytes * 8];
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  const end = at + entriesIn(page.length, format) * TRIPLE;
  for (let i = at, from = 0; i < end; i += TRIPLE, from += size) {
    out[i] = view.getUint32(from, true);
    out[i + 1] = high | (view.getUint32(from + LO_BYTES, true) & hiMask);
    out[i + 2] = view.getUint32(from + articleAt, true) >>> articleShift;
  }
  return end;
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
