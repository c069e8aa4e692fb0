import { PRINT_END } from "./memory";

/**
 * The memory that pages are read into, behind that of fingerprints. A page is a cleaner's view of a text, as in
 * src/clean/page.ts: columns of its lines and words. There are two, as the rest of a text is made of the page before.
 *
 *   place      holds                                                                filled by
 *   CLASSES    i32 a unit: FOLDED_CLASSES of src/text/fold.ts                       host
 *   MARKS      u8 a unit: MARKS of src/clean/signs.ts                               host
 *   EDGES      u16 a unit: EDGES of src/clean/line-edges.ts                         host
 *   SIGNS      u16: numbers of signs, by their place in SIGN_SPELLINGS              host
 *   TABLE      u16: number of a known word, by its hash; 0: none                    host
 *   FACTORS    u16: what hashes are multiplied by, so that no two hashes share a place host
 *   CHAINED    u16 a number: the next word of the same hash; 0: none                host
 *   SPELLED    u64 a number: a word of up to 8 ASCII units, a byte each, the last   host
 *              one highest; of any other the hash, and ones above
 *   LETTERS    u16: folded units of all known words, one behind the other           host
 *   LETTERS_OF u32 a number: where its letters start; one entry more                host
 *   TRAITS     u16 a number                                                         host
 *   SECONDS_OF u16 a number: row in SECONDS of the words behind it                  host
 *   SECONDS    a bit a number, `stride` bytes a row: may a rule go on with it?      host
 *   FACTS      u32 a number: the low byte of its traits, offset of its row << 8     page-sums.ts
 *   WALKS      i32: the trie of rules, see src/clean/lexicon/walks.ts                host
 *   WIDE_FOLD  u16: the fold of the unit that was asked for                         host
 *   BLOCKS     8 × u64 per 64 units, a bit a unit: see page-marks.ts                page-marks.ts
 *   SMALL      u8 a unit: ASCII letters small, a straight apostrophe for a curly one page-marks.ts
 *   TOLD       u8 a word of the page: the low byte of its traits                    page-plain.ts, page-any.ts
 *   GRAM_…     i32: the table of src/clean/gram-table.ts                            page-runs.ts, host
 *   PAGES_AT   two pages, each with the columns below at fixed offsets              host, all of page-*.ts
 */
/** Longest text and most lines of a page; a text with more, one in many thousands, is left to the reference. */
export const MOST_PAGE_UNITS: u32 = 1 << 17;
export const MOST_LINES: u32 = 1 << 14;
/** Words of a vocabulary; one with more is left to the reference. */
export const MOST_KNOWN: u32 = 1 << 14;
export const MOST_TABLE: u32 = MOST_KNOWN * 4;
export const MOST_LETTERS: u32 = 1 << 18;
export const MOST_SECONDS: u32 = 1 << 20;
/** Numbers of a trie. */
export const MOST_WALKS: u32 = 1 << 18;
export const MOST_GRAMS: u32 = MOST_PAGE_UNITS * 4;
const MOST_FOLD: u32 = 64;
const UNITS: u32 = 1 << 16;
/** What vectors read before the first unit, and bits behind the last one. */
const MARGIN: u32 = 256;

export const CLASSES: u32 = (PRINT_END + 0xff) & ~0xff;
export const MARKS: u32 = CLASSES + UNITS * 4;
export const EDGES: u32 = MARKS + UNITS;
export const SIGNS: u32 = EDGES + UNITS * 2;
export const TABLE: u32 = SIGNS + 64;
export const FACTORS: u32 = TABLE + MOST_TABLE * 2;
export const CHAINED: u32 = FACTORS + MOST_KNOWN * 2;
export const SPELLED: u32 = CHAINED + MOST_KNOWN * 2;
export const LETTERS: u32 = SPELLED + MOST_KNOWN * 8;
export const LETTERS_OF: u32 = LETTERS + MOST_LETTERS * 2;
export const TRAITS: u32 = LETTERS_OF + (MOST_KNOWN + 16) * 4;
export const SECONDS_OF: u32 = TRAITS + MOST_KNOWN * 2;
export const SECONDS: u32 = SECONDS_OF + MOST_KNOWN * 2;
export const FACTS: u32 = SECONDS + MOST_SECONDS;
export const WALKS: u32 = FACTS + MOST_KNOWN * 4;
export const WIDE_FOLD: u32 = WALKS + MOST_WALKS * 4;
export const BLOCKS: u32 = WIDE_FOLD + MOST_FOLD * 2;
export const SMALL: u32 = BLOCKS + MOST_PAGE_UNITS + 2 * MARGIN;
export const TOLD: u32 = SMALL + MOST_PAGE_UNITS + MARGIN;
export const GRAM_SLOTS: u32 = TOLD + MOST_PAGE_UNITS + MARGIN;
export const GRAM_HASHES: u32 = GRAM_SLOTS + MOST_GRAMS * 4;
export const GRAM_LINES: u32 = GRAM_HASHES + MOST_PAGE_UNITS * 4;
export const GRAM_ORDINALS: u32 = GRAM_LINES + MOST_PAGE_UNITS * 4;
export const PAGES_AT: u32 = GRAM_ORDINALS + MOST_PAGE_UNITS * 4;

/** Bytes of a column of lines and of words; both have an entry more than there are. */
const BY_LINE: u32 = (MOST_LINES + 4) * 4;
const BY_WORD: u32 = (MOST_PAGE_UNITS + 4) * 4;

/** Offsets of the columns of a page. By line, i32 but for the last two; the bits are u16: */
export const LINE_START: u32 = 0;
export const LINE_END: u32 = LINE_START + BY_LINE;
export const LINE_NEXT: u32 = LINE_END + BY_LINE;
export const FIRST_WORD: u32 = LINE_NEXT + BY_LINE;
export const FIRST_START: u32 = FIRST_WORD + BY_LINE;
export const WORD_COUNT: u32 = FIRST_START + BY_LINE;
export const STOP_COUNT: u32 = WORD_COUNT + BY_LINE;
export const CAPITAL_COUNT: u32 = STOP_COUNT + BY_LINE;
export const CAPS_COUNT: u32 = CAPITAL_COUNT + BY_LINE;
export const NUMBER_COUNT: u32 = CAPS_COUNT + BY_LINE;
export const INTERFACE_COUNT: u32 = NUMBER_COUNT + BY_LINE;
export const COMMAS: u32 = INTERFACE_COUNT + BY_LINE;
export const LENGTH: u32 = COMMAS + BY_LINE;
export const HASH_A: u32 = LENGTH + BY_LINE;
export const HASH_B: u32 = HASH_A + BY_LINE;
/** Rules that may fire, see page-walks.ts. */
export const RULES: u32 = HASH_B + BY_LINE;
export const LINE_BITS: u32 = RULES + BY_LINE;
/** The text, u16, a zero behind it. */
/** u8: what rules may fire. */
export const SILENT: u32 = LINE_BITS + BY_LINE;
export const TEXT_UNITS: u32 = SILENT + BY_LINE + MARGIN;
/** By word, i32, but for the number, u16, and the bits, u8: */
export const WORD_HASH: u32 = TEXT_UNITS + MOST_PAGE_UNITS * 2 + MARGIN;
export const WORD_START: u32 = WORD_HASH + BY_WORD;
export const WORD_END: u32 = WORD_START + BY_WORD;
export const WORD_ID: u32 = WORD_END + BY_WORD;
export const WORD_BITS: u32 = WORD_ID + BY_WORD / 2;
/** i32: the words that free rules may start with, in text order; what is left of them by page-walks.ts. */
export const STARTS: u32 = WORD_BITS + BY_WORD / 4;
export const PAGE_BYTES: u32 = STARTS + BY_WORD;

/** Where pages end; json-memory.ts goes on. */
export const END: u32 = PAGES_AT + 2 * PAGE_BYTES;
