/**
 * The kernel's memory, laid out once. Every region has a fixed place and size, so that a text costs no allocation and
 * memory never grows; what was never written costs no RAM. All numbers are little-endian.
 *
 *   place        holds                                                              filled by
 *   DIRECTORY    u32 a page of 256 code points: address of its entries, 0: unknown  host
 *   PAGES        u32 a code point: an entry as in fold.ts                           host
 *   FOLDS        u16: folds of more than one code point, one behind the other       host
 *   ROWS         per 4 rows of a signature: 4 × a, 4 × b, 4 × c (u32)               host
 *   RANGES       u32 pairs: start, end                                              host
 *   TEXT         u16: the text                                                      host
 *   WORDS        a bit a unit: ASCII letter or digit                                ascii.ts
 *   WIDE         a bit a unit: not ASCII                                            ascii.ts
 *   SCRATCH      u16: the folded token at hand, where it is not ASCII               tokens.ts
 *   SPANS        u32 pairs: start and end of a token                                ascii.ts, tokens.ts
 *   HASHES       u64: hash of a token                                               tokens.ts
 *                a bit a mark: which hashes the set in SHINGLES may hold            shared.ts
 *   KEYS         u64: shingles in text order; the set that is compared              shingles.ts, host
 *                u32: the numbers of long words                                     hash-words.ts
 *   SLOTS        u32: counters of a sort; u64: keys between its steps               sort.ts
 *                u64 pairs: place and end, hash of a token that is not ASCII        tokens.ts
 *                u32: columns of tokens                                             tokens.ts
 *                u32: rows of paragraphs; the key of the text                       paragraphs.ts, text-key.ts
 *                u32: low halves of an article's keys, behind them the high ones    keys.ts
 *   SHINGLES     u64: distinct shingles in ascending order                          sort.ts, host
 *   SIGNATURE    u32: minima                                                        sketch.ts
 *   FOLDED       u16: folded text that the exact key is taken of; folded lines      exact.ts, paragraphs.ts
 *   LINE_FOLDS   u16 a unit below TABLED: FOLDS of src/match/paragraph-hash.ts      host
 */

/** Longest text, in units. Longer ones are left to the reference. */
export const MOST_UNITS: u32 = 1 << 19;
export const MOST_RANGES: u32 = 1 << 16;
export const MOST_ROWS: u32 = 1024;
/** Folded units that have room; a text that folds to more is left to the reference. */
export const MOST_FOLDED: u32 = 1 << 20;
export const MOST_FOLDS: u32 = 1 << 17;
/** Pages of 256 code points up to 0x10ffff. */
const MOST_PAGES: u32 = 0x1100;
/** Units folded before they are hashed, with room for a fold more. */
const SCRATCH_UNITS: u32 = 1024 + 64;
/** What vectors may read or write past the end of a region. */
const MARGIN: u32 = 256;
/** Pairs of tokens that are not ASCII are what needs most slots: two a unit of the longest text. */
const MOST_SLOTS: u32 = MOST_UNITS * 2;
/** Units that have an entry in LINE_FOLDS. */
export const TABLED: u32 = 0x2028;
/** The furthest a key may be from its place before the last step of a sort. */
export const MOST_MOVES: u32 = 128;

export const DIRECTORY: u32 = 1 << 12;
export const PAGES: u32 = DIRECTORY + MOST_PAGES * 4;
export const FOLDS: u32 = PAGES + MOST_PAGES * 1024;
export const ROWS: u32 = FOLDS + MOST_FOLDS * 2;
export const RANGES: u32 = ROWS + MOST_ROWS * 12;
export const TEXT: u32 = RANGES + MOST_RANGES * 8;
export const WORDS: u32 = TEXT + MOST_UNITS * 2 + MARGIN;
export const WIDE: u32 = WORDS + MOST_UNITS / 8 + MARGIN;
export const SCRATCH: u32 = WIDE + MOST_UNITS / 8 + MARGIN;
export const SPANS: u32 = SCRATCH + SCRATCH_UNITS * 2;
export const HASHES: u32 = SPANS + MOST_UNITS * 8 + MARGIN;
export const KEYS: u32 = HASHES + MOST_UNITS * 8;
export const SLOTS: u32 = KEYS + MOST_UNITS * 8;
export const SHINGLES: u32 = SLOTS + MOST_SLOTS * 8;
export const SIGNATURE: u32 = SHINGLES + MOST_UNITS * 8;
export const FOLDED: u32 = SIGNATURE + MOST_ROWS * 4;
export const LINE_FOLDS: u32 = FOLDED + MOST_FOLDED * 2 + MARGIN;
/** Where the regions end that fingerprints use; page-memory.ts goes on. */
export const PRINT_END: u32 = LINE_FOLDS + TABLED * 2;
