import { MOST_UNITS } from "./memory";
import { END as PAGES_END } from "./page-memory";

/**
 * The memory that records of JSON are read in, behind that of pages.
 *
 *   place        holds                                                              filled by
 *   RECORD       u8: the bytes of a record, or of one string of it; zeros behind    host
 *   MEMBERS      u32, ROW of them a member of the record's object                   json-scan.ts
 *   NARROW       u8 a unit: the text, where no unit is above 0xff                   json-text.ts
 *
 * A row: first byte of the name, its quote · byte after the name · first byte of the value · byte after the value ·
 * byte after the comma that follows, or after the value where none does · what the value is, see json-scan.ts.
 */

/** Longest record, in bytes; it is below MAX_DEPTH of src/read/json-record.ts. Longer ones are left to the reference. */
export const MOST_RECORD: u32 = 15 << 16;
/** Members of an object that have a row; one with more is left to the reference. */
export const MOST_MEMBERS: u32 = 256;
/** Words of a member's row. */
export const ROW: u32 = 6;
/** What vectors read past the end of a record, and write past the end of a text. */
const MARGIN: u32 = 256;

export const RECORD: u32 = (PAGES_END + 0xff) & ~0xff;
export const MEMBERS: u32 = RECORD + MOST_RECORD + MARGIN;
export const NARROW: u32 = MEMBERS + MOST_MEMBERS * ROW * 4;

/** Bytes in use by all. */
export const END: u32 = NARROW + MOST_UNITS + MARGIN;
