/**
 * Physical lines of a text, as columns. A line's content is `start` to `end`; its line end is `end` to `next`, and
 * belongs to it: cutting `start` to `next` of some lines leaves the others as they were.
 * Line ends: \n, \r\n, \r, U+0085, U+2028, U+2029. A text that ends in a line end has no empty line behind it.
 */
export interface Lines {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly next: Int32Array;
}

const LF = 0x0a;
const CR = 0x0d;

/** Whether a unit ends a line. */
export function isLineEnd(unit: number): boolean {
  return unit === LF || unit === CR || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

/** Lines whose columns are written again and again; they may be longer than `count`. */
export interface LineColumns extends Lines {
  count: number;
  start: Int32Array;
  end: Int32Array;
  next: Int32Array;
}

/** Columns without a line yet. */
export function createLineColumns(): LineColumns {
  return { count: 0, start: new Int32Array(0), end: new Int32Array(0), next: new Int32Array(0) };
}

/** Splits a text into lines, in one pass. An empty text has none. */
export function splitLines(text: string): Lines {
  const lines = createLineColumns();
  splitInto(text, lines);
  const { count, start, end, next } = lines;
  return { count, start: start.slice(0, count), end: end.slice(0, count), next: next.slice(0, count) };
}

/** Splits a text into lines, in columns that grow where they must. The searches are the runtime's own, for speed. */
export function splitInto(text: string, out: LineColumns): void {
  const find = RARE_ENDS.some((end) => text.includes(end)) ? nextLineEnd : nextLineFeed;
  let count = 0;
  for (let start = 0; start < text.length; count++) {
    if (count === out.start.length) grow(out);
    const end = find(text, start);
    const next = end === text.length ? end : end + widthOfEnd(text, end);
    out.start[count] = start;
    out.end[count] = end;
    out.next[count] = next;
    start = next;
  }
  out.count = count;
}

/** Line ends other than the line feed. */
const RARE_ENDS = ["\r", "\u0085", "\u2028", "\u2029"] as const;

function nextLineFeed(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at;
}

function nextLineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

function widthOfEnd(text: string, end: number): number {
  return text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1;
}

const LEAST_ROOM = 64;

function grow(out: LineColumns): void {
  const room = Math.max(LEAST_ROOM, out.start.length * 2);
  out.start = widened(out.start, room);
  out.end = widened(out.end, room);
  out.next = widened(out.next, room);
}

function widened(column: Int32Array, room: number): Int32Array {
  const out = new Int32Array(room);
  out.set(column);
  return out;
}
