import { hasEqualLines } from "./page-equals";
import { FIRST_WORD, GRAM_SLOTS, LENGTH, LINE_BITS, SILENT, WORD_BITS, WORD_COUNT, WORD_HASH } from "./page-memory";
import { SYMBOL } from "./page-plain";
import { areApart, clearRuns, nextKnownRun, slotsOfRuns } from "./page-runs";
import { NOTHING } from "./page-walks";

/** Constants of src/clean/galleries.ts, and bits of a line. */
const LEAST_WORDS: u32 = 40;
const HEADING_MIN: u32 = 3;
const HEADING_MAX: u32 = 16;
const OPEN_QUOTE: u32 = 16;

/** What `nextKnownRun` answers where there is none. */
const NONE: u32 = 0xffffffff;

/**
 * Whether nothing is to be found in so many lines by their words: no rule fires, none is a gallery, none equals an
 * earlier one (`hasEqualLines`), none nearly repeats another, which is not asked where `words` is 0. Lines of no length are
 * passed over. Ends the table of runs.
 */
export function isQuiet(page: u32, lines: u32, words: u32): bool {
  for (let line: u32 = 0; line < lines; line++)
    if (<u32>load<u8>(page + line, SILENT) !== NOTHING && load<u32>(page + (line << 2), LENGTH) !== 0) return false;
  return !hasGallery(page, lines) && !hasEqualLines(page, lines) && (words === 0 || isApart(page, lines, words));
}

function isApart(page: u32, lines: u32, words: u32): bool {
  if (areApart(page, lines, words)) return true;
  clearRuns(slotsOfRuns(words));
  return nextKnownRun(page, 0, lines) === NONE;
}

export function hasGallery(page: u32, lines: u32): bool {
  for (let line: u32 = 0; line < lines; line++) if (isGallery(page, line)) return true;
  return false;
}

/** Whether the first words of a line stand twice in a row. */
function isGallery(page: u32, line: u32): bool {
  const row = page + (line << 2);
  if (load<u32>(row, WORD_COUNT) < LEAST_WORDS) return false;
  if ((<u32>load<u16>(page + (line << 1), LINE_BITS) & OPEN_QUOTE) !== 0) return false;
  const words = copyHashes(page, load<u32>(row, FIRST_WORD), load<u32>(row + 4, FIRST_WORD));
  for (let heading = HEADING_MIN; heading << 1 <= words; heading++) if (standsTwice(heading)) return true;
  return false;
}

/** Copies the hashes of the first words of a line, without signs, to the table of runs. @returns how many. */
function copyHashes(page: u32, first: u32, stop: u32): u32 {
  let count: u32 = 0;
  for (let word = first; word < stop && count < HEADING_MAX << 1; word++) {
    if ((<u32>load<u8>(page + word, WORD_BITS) & SYMBOL) !== 0) continue;
    store<u32>(GRAM_SLOTS + (count << 2), load<u32>(page + (word << 2), WORD_HASH));
    count++;
  }
  return count;
}

function standsTwice(heading: u32): bool {
  const again = GRAM_SLOTS + (heading << 2);
  for (let at: u32 = 0; at < heading << 2; at += 4)
    if (load<u32>(GRAM_SLOTS + at) !== load<u32>(again + at)) return false;
  return true;
}
