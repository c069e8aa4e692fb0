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
  const count = countLines(text);
  const lines = { count, start: new Int32Array(count), end: new Int32Array(count), next: new Int32Array(count) };
  let start = 0;
  for (let line = 0; line < count; line++) {
    const end = findLineEnd(text, start);
    const next = end === text.length ? end : end + widthOfEnd(text, end);
    lines.start[line] = start;
    lines.end[line] = end;
    lines.next[line] = next;
    start = next;
  }
  return lines;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; count++) {
    const end = findLineEnd(text, at);
    at = end === text.length ? end : end + widthOfEnd(text, end);
  }
  return count;
}

function findLineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

function widthOfEnd(text: string, end: number): number {
  return text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1;
}
