/** Places in the memory of pages, limits, and offsets of columns in a page; see assembly/page-memory.ts. */
type Place =
  | (
      | "CLASSES"
      | "MARKS"
      | "EDGES"
      | "SIGNS"
      | "TABLE"
      | "FACTORS"
      | "CHAINED"
      | "SPELLED"
      | "LETTERS"
      | "LETTERS_OF"
      | "TRAITS"
    )
  | (
      | "SILENT"
      | "WALKS"
      | "MOST_WALKS"
      | "SECONDS_OF"
      | "SECONDS"
      | "WIDE_FOLD"
      | "GRAM_SLOTS"
      | "GRAM_HASHES"
      | "GRAM_LINES"
      | "GRAM_ORDINALS"
    )
  | (
      | "MOST_LINES"
      | "MOST_KNOWN"
      | "MOST_LETTERS"
      | "MOST_SECONDS"
      | "MOST_GRAMS"
      | "MOST_PAGE_UNITS"
      | "PAGES_AT"
      | "PAGE_BYTES"
    )
  | ("LINE_START" | "LINE_END" | "LINE_NEXT" | "FIRST_WORD" | "FIRST_START" | "LINE_BITS" | "WORD_COUNT")
  | ("STOP_COUNT" | "CAPITAL_COUNT" | "CAPS_COUNT" | "NUMBER_COUNT" | "INTERFACE_COUNT" | "COMMAS" | "LENGTH")
  | (
      | "HASH_A"
      | "HASH_B"
      | "RULES"
      | "TEXT_UNITS"
      | "WORD_HASH"
      | "WORD_START"
      | "WORD_END"
      | "WORD_ID"
      | "WORD_BITS"
      | "STARTS"
    );

/** What assembly/kernel.ts exports for pages; `page` is the address of one. */
export interface PageExports extends Readonly<Record<Place, WebAssembly.Global>> {
  splitLines(page: number, units: number): number;
  scanPage(page: number, lines: number): number;
  scanAgain(page: number, line: number, words: number): number;
  setTable(slots: number, factors: number): void;
  gatherFacts(numbers: number, stride: number): void;
  setWalks(ints: number): void;
  moveLines(from: number, to: number, first: number, stop: number, at: number, moved: number): void;
  hasEqualLines(page: number, lines: number): number;
  hasGallery(page: number, lines: number): number;
  isQuiet(page: number, lines: number, words: number): number;
  areApart(page: number, lines: number, words: number): number;
  slotsOfRuns(words: number): number;
  clearRuns(slots: number): void;
  nextKnownRun(page: number, line: number, lines: number): number;
  runLine(): number;
}
