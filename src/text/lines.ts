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

/** Splits a text into lines, in one pass. An empty text has none. */
export function splitLines(text: string): Lines {
  return /[\r\u0085\u2028\u2029]/.test(text) ? splitAt(text, nextLineEnd) : splitAt(text, nextLineFeed);
}

function splitAt(text: string, findEnd: (text: string, from: number) => number): Lines {
  let starts = new Int32Array(64);
  let ends = new Int32Array(64);
  let count = 0;
  for (let start = 0; start < text.length; count++) {
    if (count === starts.length) {
      starts = doubled(starts);
      ends = doubled(ends);
    }
    const end = findEnd(text, start);
    starts[count] = start;
    ends[count] = end;
    start = end === text.length ? end : end + widthOfEnd(text, end);
  }
  const next = new Int32Array(count);
  next.set(starts.subarray(1, Math.max(count, 1)));
  if (count > 0) next[count - 1] = text.length;
  return { count, start: starts.slice(0, count), end: ends.slice(0, count), next };
}

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

function doubled(column: Int32Array): Int32Array<ArrayBuffer> {
  const out = new Int32Array(column.length * 2);
  out.set(column);
  return out;
}
