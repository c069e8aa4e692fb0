/** Sentences as lines, for texts that lost their line ends. */
import { CHARACTERS, DIGIT, LETTER, SPACE, SPACELESS, UPPER } from "../text/characters.js";
import type { Lines } from "../text/lines.js";
import { isLineEnd } from "../text/lines.js";
import { isCloser, QUOTES } from "./signs.js";

/** A text with fewer line ends than one in so many units has lost them (notes: sentence mode). */
export const UNITS_A_LINE_END = 1000;
/** Shorter texts are one paragraph by right. */
export const LEAST_UNITS = 600;

/** Whether a text of so many units and lines has too few line ends to be read by lines. */
export function lostLineEnds(units: number, lines: number): boolean {
  return units >= LEAST_UNITS && (lines - 1) * UNITS_A_LINE_END < units;
}

/** Quotes and brackets that close one sentence. */
const MOST_CLOSERS = 4;

/** Units that a line or a sentence may end in. */
const ENDS = /[\n-\r\u0085\u2028\u2029.!?\u061f\u0964\u3002\uff01\uff1f]/;

/** Splits at ends of sentences and at line ends; white space behind a sentence belongs to it. Linear. */
export function splitSentences(text: string): Lines {
  const bounds: number[] = [];
  let start = 0;
  const ends = new RegExp(ENDS, "g");
  while (ends.test(text)) {
    const at = ends.lastIndex - 1;
    if (!isLineEnd(text.charCodeAt(at)) && !endsSentence(text, at, start)) continue;
    start = skipSpace(text, closeSentence(text, at));
    bounds.push(start);
    ends.lastIndex = start;
  }
  if (start < text.length) bounds.push(text.length);
  return columns(text, bounds);
}

function columns(text: string, bounds: readonly number[]): Lines {
  const count = bounds.length;
  const lines = { count, start: new Int32Array(count), end: new Int32Array(count), next: new Int32Array(count) };
  let start = 0;
  for (const [line, next] of bounds.entries()) {
    let end = next;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    lines.start[line] = start;
    lines.end[line] = end;
    lines.next[line] = next;
    start = next;
  }
  return lines;
}

function endsSentence(text: string, at: number, start: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 0x3002 || unit === 0xff01 || unit === 0xff1f) return true;
  if (unit !== 0x2e && unit !== 0x21 && unit !== 0x3f && unit !== 0x61f && unit !== 0x964) return false;
  const behind = closeSentence(text, at);
  if (behind < text.length && !isSpace(text.charCodeAt(behind))) return false;
  const next = skipSpace(text, behind);
  if (next >= text.length) return true;
  if (unit === 0x2e && isInitial(text, at, start)) return false;
  return startsSentence(text.charCodeAt(next));
}

/** `J. Doe`, `U.S. Senate`, `Mr. Roe`: a capital and at most two small letters before the point. */
function isInitial(text: string, at: number, start: number): boolean {
  let from = at;
  while (from > start && (kind(text, from - 1) & LETTER) !== 0 && at - from < 4) from--;
  const letters = at - from;
  return letters > 0 && letters <= 3 && (kind(text, from) & UPPER) !== 0;
}

/** Whether a stretch of text ends in an initial or a short form: `in the U.S.`, `Acme Inc.”`, `at 9 a.m.`; in constant time. */
export function endsInAbbreviation(text: string, start: number, end: number): boolean {
  let at = end - 1;
  while (at > start && end - at <= MOST_CLOSERS && isCloser(text.charCodeAt(at))) at--;
  if (text.charCodeAt(at) !== 0x2e) return false;
  const dotted = at - 2 > start && text.charCodeAt(at - 2) === 0x2e && (kind(text, at - 1) & LETTER) !== 0;
  return dotted || isInitial(text, at, start);
}

function startsSentence(unit: number): boolean {
  const bits = CHARACTERS[unit] ?? 0;
  return (
    (bits & (UPPER | DIGIT | SPACELESS)) !== 0 ||
    QUOTES.has(unit) ||
    bits === 0 ||
    ((bits & LETTER) !== 0 && unit > 0x52f)
  );
}

/** Behind the marks that close a sentence. */
function closeSentence(text: string, at: number): number {
  let behind = at + 1;
  while (behind < text.length && isCloser(text.charCodeAt(behind)) && !isSpace(text.charCodeAt(behind))) behind++;
  return behind;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(unit: number): boolean {
  return ((CHARACTERS[unit] ?? 0) & SPACE) !== 0;
}

function kind(text: string, at: number): number {
  return CHARACTERS[text.charCodeAt(at)] ?? 0;
}
