/**
 * What the host may call, and where it reads and writes. The maps of the memory are in memory.ts, for pages in
 * page-memory.ts, and for records in json-memory.ts.
 */
import { END } from "./json-memory";

export { foldExact } from "./exact";
export { END, MEMBERS, MOST_MEMBERS, MOST_RECORD, NARROW, RECORD, ROW } from "./json-memory";
export { scanRecord } from "./json-scan";
export { decodeText, findEdges, isNarrow, narrowText } from "./json-text";
export { KEYS_HIGH, writeKeys } from "./keys";
export {
  DIRECTORY,
  FOLDED,
  FOLDS,
  KEYS,
  LINE_FOLDS,
  MOST_FOLDS,
  MOST_RANGES,
  MOST_ROWS,
  MOST_UNITS,
  PAGES,
  RANGES,
  ROWS,
  SHINGLES,
  SIGNATURE,
  SLOTS,
  TABLED,
  TEXT,
} from "./memory";
export { hasEqualLines } from "./page-equals";
export { scanAgain, scanPage } from "./page-lines";
export { splitLines } from "./page-marks";
export {
  CAPITAL_COUNT,
  CAPS_COUNT,
  CHAINED,
  CLASSES,
  COMMAS,
  EDGES,
  FACTORS,
  FIRST_START,
  FIRST_WORD,
  GRAM_HASHES,
  GRAM_LINES,
  GRAM_ORDINALS,
  GRAM_SLOTS,
  HASH_A,
  HASH_B,
  INTERFACE_COUNT,
  LENGTH,
  LETTERS,
  LETTERS_OF,
  LINE_BITS,
  LINE_END,
  LINE_NEXT,
  LINE_START,
  MARKS,
  MOST_GRAMS,
  MOST_KNOWN,
  MOST_LETTERS,
  MOST_LINES,
  MOST_PAGE_UNITS,
  MOST_SECONDS,
  MOST_WALKS,
  NUMBER_COUNT,
  PAGE_BYTES,
  PAGES_AT,
  RULES,
  SECONDS,
  SECONDS_OF,
  SIGNS,
  SILENT,
  SPELLED,
  STARTS,
  STOP_COUNT,
  TABLE,
  TEXT_UNITS,
  TRAITS,
  WALKS,
  WIDE_FOLD,
  WORD_BITS,
  WORD_COUNT,
  WORD_END,
  WORD_HASH,
  WORD_ID,
  WORD_START,
} from "./page-memory";
export { moveLines } from "./page-moves";
export { hasGallery, isQuiet } from "./page-quiet";
export { areApart, clearRuns, nextKnownRun, runLine, slotsOfRuns } from "./page-runs";
export { gatherFacts } from "./page-sums";
export { setWalks } from "./page-trie";
export { setTable } from "./page-vocabulary";
export { hashParagraphs } from "./paragraphs";
export { countShared, markSet } from "./shared";
export { shingle } from "./shingles";
export { sketch } from "./sketch";
export { keyOfText } from "./text-key";
export { tokenise, writeColumns } from "./tokens";

memory.grow(((END + 0xffff) >> 16) - memory.size());
