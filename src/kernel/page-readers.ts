import type { Lexis, PageColumns, PageReader, RunTable, UnitMarks } from "../model/page-reader.js";
import { FOLDED_CLASSES } from "../text/fold.js";
import type { KernelExports } from "./exports.js";

/** Answers of the kernel where something has no room, read as signed numbers, and what this module then says. */
const NONE = -1;

/** The two pages of a kernel. Tables of units are written at once, those of a lexis when it is not the one that is held. */
export function createPageReaders(exports: KernelExports, marks: UnitMarks): readonly [PageReader, PageReader] {
  const { buffer } = exports.memory;
  writeUnitTables(exports, marks);
  let held: Lexis | undefined;
  const hold = (lexis: Lexis): boolean => {
    if (held === lexis) return true;
    if (!hasRoom(exports, lexis)) return false;
    writeLexis(exports, lexis);
    held = lexis;
    return true;
  };
  const runs = runTable(exports);
  const reader = (index: number): PageReader => {
    const page = exports.PAGES_AT.value + index * exports.PAGE_BYTES.value;
    const other = exports.PAGES_AT.value + (1 - index) * exports.PAGE_BYTES.value;
    return {
      ...{ columns: columnsAt(buffer, exports, page), mostUnits: exports.MOST_PAGE_UNITS.value },
      mostLines: exports.MOST_LINES.value,
      split: (units) => exports.splitLines(page, units) | 0,
      scan: (lines, lexis) => (hold(lexis) ? exports.scanPage(page, lines) : NONE),
      scanAgain: (line, words) => exports.scanAgain(page, line, words),
      takeLines: (first, stop, at, moved) => exports.moveLines(other, page, first, stop, at, moved),
      hasEqualLines: (lines) => exports.hasEqualLines(page, lines) !== 0,
      hasGallery: (lines) => exports.hasGallery(page, lines) !== 0,
      isQuiet: (lines, words) => exports.isQuiet(page, lines, words) !== 0,
      areApart: (lines, words) => exports.areApart(page, lines, words) !== 0,
      clearRuns(words) {
        const slots = exports.slotsOfRuns(words);
        exports.clearRuns(slots);
        runs.mask = slots - 1;
        return runs;
      },
      nextKnownRun: (line, lines) => exports.nextKnownRun(page, line, lines) | 0,
      runLine: () => exports.runLine(),
    };
  };
  return [reader(0), reader(1)];
}

function writeUnitTables(exports: KernelExports, { marks, edges }: UnitMarks): void {
  const { buffer } = exports.memory;
  new Int32Array(buffer, exports.CLASSES.value, FOLDED_CLASSES.length).set(FOLDED_CLASSES);
  new Uint8Array(buffer, exports.MARKS.value, marks.length).set(marks);
  new Uint16Array(buffer, exports.EDGES.value, edges.length).set(edges);
}

function hasRoom(exports: KernelExports, { traits, table, factors, letters, seconds }: Lexis): boolean {
  const most = exports.MOST_KNOWN.value;
  return (
    traits.length <= most &&
    table.length > 0 &&
    table.length <= most * 4 &&
    factors.length <= most &&
    letters.length <= exports.MOST_LETTERS.value &&
    seconds.length <= exports.MOST_SECONDS.value
  );
}

function writeLexis(exports: KernelExports, lexis: Lexis): void {
  const { buffer } = exports.memory;
  const write = (place: WebAssembly.Global, column: Uint8Array | Uint16Array | Uint32Array | Int32Array): void => {
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    new Uint8Array(buffer, place.value, bytes.length).set(bytes);
  };
  write(exports.TABLE, lexis.table);
  write(exports.FACTORS, lexis.factors);
  write(exports.CHAINED, lexis.chained);
  write(exports.SPELLED, lexis.spelled);
  write(exports.LETTERS, lexis.letters);
  write(exports.LETTERS_OF, lexis.lettersOf);
  write(exports.TRAITS, lexis.traits);
  write(exports.SIGNS, lexis.signs);
  write(exports.SECONDS_OF, lexis.secondsOf);
  write(exports.SECONDS, lexis.seconds);
  exports.setTable(lexis.table.length, lexis.factors.length);
  exports.gatherFacts(lexis.traits.length, lexis.stride);
  // Without room for the trie no line is silent to the kernel, and the host walks it in all of them.
  const walks = lexis.walks.length <= exports.MOST_WALKS.value ? lexis.walks : lexis.walks.subarray(0, 0);
  write(exports.WALKS, walks);
  exports.setWalks(walks.length);
}

function runTable(exports: KernelExports): RunTable & { mask: number } {
  const { buffer } = exports.memory;
  const column = (place: WebAssembly.Global, length: number) => new Int32Array(buffer, place.value, length);
  const words = exports.MOST_PAGE_UNITS.value;
  return {
    ...{ mask: 0, slots: column(exports.GRAM_SLOTS, exports.MOST_GRAMS.value) },
    ...{ hashes: column(exports.GRAM_HASHES, words), lines: column(exports.GRAM_LINES, words) },
    ordinals: column(exports.GRAM_ORDINALS, words),
  };
}

function columnsAt(buffer: ArrayBuffer, exports: KernelExports, page: number): PageColumns {
  const [lines, units] = [exports.MOST_LINES.value, exports.MOST_PAGE_UNITS.value];
  const byLine = (offset: WebAssembly.Global, more = 0) => new Int32Array(buffer, page + offset.value, lines + more);
  const byWord = (offset: WebAssembly.Global) => new Int32Array(buffer, page + offset.value, units);
  return {
    units: new Uint16Array(buffer, page + exports.TEXT_UNITS.value, units + 1),
    lines: { start: byLine(exports.LINE_START), end: byLine(exports.LINE_END), next: byLine(exports.LINE_NEXT) },
    words: {
      ...{ hash: byWord(exports.WORD_HASH), start: byWord(exports.WORD_START), end: byWord(exports.WORD_END) },
      id: new Uint16Array(buffer, page + exports.WORD_ID.value, units),
      bits: new Uint8Array(buffer, page + exports.WORD_BITS.value, units),
    },
    ...{ firstWord: byLine(exports.FIRST_WORD, 1), firstStart: byLine(exports.FIRST_START, 1) },
    bits: new Uint16Array(buffer, page + exports.LINE_BITS.value, lines),
    silent: new Uint8Array(buffer, page + exports.SILENT.value, lines),
    ...{ wordCount: byLine(exports.WORD_COUNT), stopCount: byLine(exports.STOP_COUNT) },
    ...{ capitalCount: byLine(exports.CAPITAL_COUNT), capsCount: byLine(exports.CAPS_COUNT) },
    ...{ numberCount: byLine(exports.NUMBER_COUNT), interfaceCount: byLine(exports.INTERFACE_COUNT) },
    ...{ commas: byLine(exports.COMMAS), length: byLine(exports.LENGTH) },
    ...{
      hashA: byLine(exports.HASH_A),
      hashB: byLine(exports.HASH_B),
      rules: byLine(exports.RULES),
      starts: byWord(exports.STARTS),
    },
  };
}
