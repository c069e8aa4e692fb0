import type { PageExports } from "./page-exports.js";

/** What assembly/kernel.ts exports; numbers are addresses and counts as unsigned 32-bit integers. */
export interface KernelExports extends PageExports {
  readonly memory: WebAssembly.Memory;
  readonly MOST_UNITS: WebAssembly.Global;
  readonly MOST_RANGES: WebAssembly.Global;
  readonly MOST_ROWS: WebAssembly.Global;
  readonly MOST_FOLDS: WebAssembly.Global;
  readonly DIRECTORY: WebAssembly.Global;
  readonly PAGES: WebAssembly.Global;
  readonly FOLDS: WebAssembly.Global;
  readonly ROWS: WebAssembly.Global;
  readonly RANGES: WebAssembly.Global;
  readonly TEXT: WebAssembly.Global;
  readonly SLOTS: WebAssembly.Global;
  readonly KEYS_HIGH: WebAssembly.Global;
  readonly KEYS: WebAssembly.Global;
  readonly SHINGLES: WebAssembly.Global;
  readonly SIGNATURE: WebAssembly.Global;
  readonly FOLDED: WebAssembly.Global;
  readonly LINE_FOLDS: WebAssembly.Global;
  readonly TABLED: WebAssembly.Global;
  readonly RECORD: WebAssembly.Global;
  readonly MOST_RECORD: WebAssembly.Global;
  readonly MEMBERS: WebAssembly.Global;
  readonly MOST_MEMBERS: WebAssembly.Global;
  /** Words of a member's row. */
  readonly ROW: WebAssembly.Global;
  readonly NARROW: WebAssembly.Global;
  /** Bytes in use; the memory has no less. */
  readonly END: WebAssembly.Global;
  tokenise(units: number, ranges: number): number;
  writeColumns(count: number): void;
  shingle(tokens: number, width: number): number;
  sketch(shingles: number, rows: number): void;
  writeKeys(shingles: number, bands: number, rows: number): number;
  foldExact(ranges: number): number;
  hashParagraphs(units: number): number;
  keyOfText(units: number): void;
  markSet(count: number): void;
  countShared(left: number, right: number, least: number): number;
  scanRecord(bytes: number): number;
  decodeText(start: number, end: number): number;
  findEdges(start: number, end: number, edges: number): number;
  isNarrow(): number;
  narrowText(units: number): void;
}
