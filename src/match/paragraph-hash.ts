/**
 * The hash of a paragraph: of its line in lower case, trimmed, every run of white space and controls as one space. Two
 * lanes of 32 bits, a unit at a time.
 *
 * Lines of Latin and Cyrillic letters and common punctuation, which are nearly all, are folded by a table while they are
 * hashed; no string is made. Others are folded by the runtime, and give the same.
 */

/** Signed: beginning with an unsigned number, the loop would run on doubles and take twice as long. */
const SEED_LO = 0x811c9dc5 | 0;
const SEED_HI = 0x9747b28c | 0;
const PRIME_LO = 0x01000193;
const PRIME_HI = 0x5bd1e995;

const BLANK = 32;
const NO_BREAK_SPACE = 0xa0;
/** Its lower case depends on the letters around it. */
const SIGMA = 0x3a3;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Cyrillic ends here; of the units above, only some punctuation folds by table. */
const LETTERS_END = 0x530;
/** Dashes, quotes, bullets and dots, which are neither letters nor white space and fold to themselves. */
const PUNCTUATION_START = 0x2010;
/** Units below this have an entry of FOLDS. */
const TABLED = 0x2028;
/** Bits of an entry: the folded unit; and whether the unit is a letter or digit. An entry of 0 is for the runtime. */
const FOLD = 0x7fff;
const WORD = 0x8000;
/** By unit; the kernel is given it. */
export const FOLDS: Uint16Array = tabulate();

/** Takes both halves of a hash. */
export type TakeHash = (lo: number, hi: number) => void;

/** Hashes the line [start, end) of a text, one that has a letter or digit; others are not taken. */
export function hashParagraph(text: string, start: number, end: number, take: TakeHash): void {
  if (hashByTable(text, start, end, take)) return;
  const line = text.slice(start, end);
  if (LETTER_OR_DIGIT.test(line)) hashFolded(line.trim().toLowerCase(), take);
}

/** @returns false where the line has a unit that is for the runtime; nothing is taken then. */
function hashByTable(text: string, start: number, end: number, take: TakeHash): boolean {
  let first = start;
  let last = end;
  while (first < last && isTrimmed(text.charCodeAt(first))) first++;
  while (last > first && isTrimmed(text.charCodeAt(last - 1))) last--;
  let lo = SEED_LO;
  let hi = SEED_HI;
  let previous = 0;
  let seen = 0;
  for (let i = first; i < last; i++) {
    const unit = text.charCodeAt(i);
    const entry = unit < TABLED ? (FOLDS[unit] as number) : 0;
    if (entry === 0) return false;
    const fold = entry & FOLD;
    // One test that is nearly always false: a branch at every space would be guessed wrong once a word.
    if (((fold ^ BLANK) | (previous ^ BLANK)) === 0) continue;
    previous = fold;
    seen |= entry;
    lo = Math.imul(lo ^ fold, PRIME_LO);
    hi = (Math.imul(hi ^ fold, PRIME_HI) + (hi >>> 17)) | 0;
  }
  if ((seen & WORD) !== 0) take((lo ^ (hi >>> 16)) >>> 0, (hi ^ (lo >>> 15)) >>> 0);
  return true;
}

function hashFolded(folded: string, take: TakeHash): void {
  let lo = SEED_LO;
  let hi = SEED_HI;
  let space = false;
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i);
    const isSpace = isBlank(unit);
    if (isSpace && space) continue;
    space = isSpace;
    const value = isSpace ? BLANK : unit;
    lo = Math.imul(lo ^ value, PRIME_LO);
    hi = (Math.imul(hi ^ value, PRIME_HI) + (hi >>> 17)) | 0;
  }
  take((lo ^ (hi >>> 16)) >>> 0, (hi ^ (lo >>> 15)) >>> 0);
}

/** What counts as white space inside of a line. */
function isBlank(unit: number): boolean {
  return unit <= BLANK || unit === NO_BREAK_SPACE;
}

/** White space that `trim` takes off, of the units that have an entry. */
function isTrimmed(unit: number): boolean {
  return unit === BLANK || (unit >= 9 && unit <= 13) || unit === NO_BREAK_SPACE;
}

function tabulate(): Uint16Array {
  const table = new Uint16Array(TABLED);
  for (let unit = 0; unit < TABLED; unit++) {
    const character = String.fromCharCode(unit);
    const lower = character.toLowerCase();
    const isKnown = unit < LETTERS_END ? unit !== SIGMA && lower.length === 1 : unit >= PUNCTUATION_START;
    const fold = isBlank(unit) ? BLANK : isKnown ? lower.charCodeAt(0) : 0;
    table[unit] = fold === 0 ? 0 : fold | (LETTER_OR_DIGIT.test(character) ? WORD : 0);
  }
  return table;
}
