/**
 * The columns that pages are read into. They grow with the longest text and are written again for the next one: making
 * twenty columns anew for every article costs more than reading it.
 */
import type { PageColumns, PageReader } from "../model/page-reader.js";
import { createLineColumns, type LineColumns, type Lines } from "../text/lines.js";
import type { Page, Words } from "./page.js";

/** A page that can be written. Reading the next text into it ends the page before. */
export interface PageBuffer extends Page {
  text: string;
  mode: "lines" | "sentences";
  /** `ownLines`, or lines made elsewhere. */
  lines: Lines;
  readonly ownLines: LineColumns;
  readonly words: WordColumns;
  units: Uint16Array;
  /** Depth of quotation in the line being read. */
  quoteDepth: number;
  firstWord: Int32Array;
  bits: Uint16Array;
  wordCount: Int32Array;
  stopCount: Int32Array;
  capitalCount: Int32Array;
  capsCount: Int32Array;
  numberCount: Int32Array;
  interfaceCount: Int32Array;
  commas: Int32Array;
  length: Int32Array;
  hashA: Int32Array;
  hashB: Int32Array;
  silent: Uint8Array;
  rules: Int32Array;
  hasStarts: boolean;
}

export interface WordColumns extends Words {
  count: number;
  hash: Int32Array;
  start: Int32Array;
  end: Int32Array;
  id: Uint16Array;
  bits: Uint8Array;
}

/** Units from which columns are not kept for the next text: one huge article must not hold its memory to the end. */
const MOST_KEPT = 1 << 22;
const LEAST_WORDS = 64;
/** First code unit in the memory of a big-endian machine differs from what text is written as. */
const IS_BIG_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** A buffer without room yet, or with the room that a kernel has for it. */
export function createPageBuffer(reader?: PageReader): PageBuffer {
  const columns = reader?.columns ?? NO_ROOM;
  const ownLines: LineColumns = { ...createLineColumns(), ...(reader?.columns.lines ?? {}) };
  return {
    ...{ text: "", mode: "lines", lines: ownLines, ownLines, quoteDepth: 0 },
    ...columns,
    ...{ lines: ownLines, firstWord: reader === undefined ? new Int32Array(1) : columns.firstWord },
    words: { count: 0, ...columns.words },
    ...{ reader, hasStarts: false, isApart: false },
  };
}

const NONE = new Int32Array(0);
/** Columns without room. */
const NO_ROOM: PageColumns = {
  ...{ units: new Uint16Array(0), lines: { start: NONE, end: NONE, next: NONE }, firstWord: NONE },
  words: { hash: NONE, start: NONE, end: NONE, id: new Uint16Array(0), bits: new Uint8Array(0) },
  ...{
    firstStart: NONE,
    starts: NONE,
    bits: new Uint16Array(0),
    silent: new Uint8Array(0),
    wordCount: NONE,
    stopCount: NONE,
  },
  ...{ capitalCount: NONE, capsCount: NONE, numberCount: NONE, interfaceCount: NONE, commas: NONE, length: NONE },
  ...{ hashA: NONE, hashB: NONE, rules: NONE },
};

/** Whether the buffer is worth keeping for the next text. */
export function isKept(buffer: PageBuffer): boolean {
  return buffer.units.length <= MOST_KEPT;
}

/** Takes a text in as units, a zero behind them. */
export function holdText(out: PageBuffer, text: string): void {
  out.text = text;
  if (out.units.length <= text.length) out.units = new Uint16Array(roomier(out.units.length, text.length + 1));
  out.units[text.length] = 0;
  const bytes = Buffer.from(out.units.buffer, out.units.byteOffset, text.length * 2);
  bytes.write(text, "utf16le");
  if (IS_BIG_ENDIAN) bytes.swap16();
}

/** Makes room for so many lines. What the line columns hold is lost. */
export function makeLineRoom(out: PageBuffer, lines: number): void {
  if (out.bits.length >= lines) return;
  const room = roomier(out.bits.length, lines);
  out.firstWord = new Int32Array(room + 1);
  out.bits = new Uint16Array(room);
  out.wordCount = new Int32Array(room);
  out.stopCount = new Int32Array(room);
  out.capitalCount = new Int32Array(room);
  out.capsCount = new Int32Array(room);
  out.numberCount = new Int32Array(room);
  out.interfaceCount = new Int32Array(room);
  out.commas = new Int32Array(room);
  out.length = new Int32Array(room);
  out.hashA = new Int32Array(room);
  out.hashB = new Int32Array(room);
  out.silent = new Uint8Array(room);
  out.rules = new Int32Array(room);
}

/** Doubles the room for words and keeps those there are. */
export function growWords(words: WordColumns): WordColumns {
  const room = Math.max(LEAST_WORDS, words.hash.length * 2);
  words.hash = copied(new Int32Array(room), words.hash);
  words.start = copied(new Int32Array(room), words.start);
  words.end = copied(new Int32Array(room), words.end);
  words.id = copied(new Uint16Array(room), words.id);
  words.bits = copied(new Uint8Array(room), words.bits);
  return words;
}

function copied<T extends Int32Array | Uint16Array | Uint8Array>(out: T, from: T): T {
  out.set(from);
  return out;
}

/** Room that grows by doubling, so that longer and longer texts do not copy it each time. */
function roomier(room: number, wanted: number): number {
  return Math.max(wanted, room * 2);
}
