import type { Kernel } from "../model/kernel.js";
import type { Range, Span, SpanClass } from "../model/span.js";
import { FOLDS, hashParagraph } from "./paragraph-hash.js";

/** A paragraph (line) that stands in several articles, equal after folding case and white space. */
export interface RecurringParagraph extends Range {
  /** 64-bit hash of the folded paragraph, 16 hex digits. */
  readonly hash: string;
  /** Index of the first article that has it, where `start` and `end` point. */
  readonly article: number;
  readonly articles: number;
  /** Distinct sources. */
  readonly sources: number;
}

/** Words of a row: both halves of the hash, article, start, end. */
export const PARAGRAPH_WORDS = 5;

/** Takes rows of both halves of a hash, start and end. A view, good until it returns. */
export type TakeParagraphs = (rows: Uint32Array) => void;
/** Reads every paragraph of a text that has a letter or digit, in order, some rows at a time. */
export type ReadParagraphs = (text: string, take: TakeParagraphs) => void;
type TakeParagraph = (lo: number, hi: number, start: number, end: number) => void;

/** Words of what is read of a paragraph. */
export const READ_WORDS = 4;
/** Rows that are taken at once without a kernel: a text may have more lines than an array of them has room. */
export const BLOCK_ROWS = 4096;

/** @param kernel hashes the texts it has room for, and of these the lines it knows; the hashes are the same. */
export function createParagraphReader(kernel?: Kernel): ReadParagraphs {
  const room = new Uint32Array(BLOCK_ROWS * READ_WORDS);
  const readHere: ReadParagraphs = (text, take) => inBlocks(room, take, (add) => visitParagraphs(text, add));
  if (kernel === undefined) return readHere;
  const read = kernel.paragraphs(FOLDS);
  return (text, take) => {
    if (!kernel.take(text)) return readHere(text, take);
    const rows = read();
    if (areAllHashed(rows)) take(rows);
    else inBlocks(room, take, (add) => visitWithOthers(text, rows, add));
  };
}

/** Gathers the rows that `visit` adds, and gives them on whenever the room is full, and at the end. */
function inBlocks(room: Uint32Array, take: TakeParagraphs, visit: (add: TakeParagraph) => void): void {
  let used = 0;
  visit((lo, hi, start, end) => {
    if (used === room.length) {
      take(room);
      used = 0;
    }
    room[used] = lo;
    room[used + 1] = hi;
    room[used + 2] = start;
    room[used + 3] = end;
    used += READ_WORDS;
  });
  if (used > 0) take(room.subarray(0, used));
}

/** Lines that a kernel does not know have no hash. */
function areAllHashed(rows: Uint32Array): boolean {
  for (let at = 0; at < rows.length; at += READ_WORDS) if (rows[at] === 0 && rows[at + 1] === 0) return false;
  return true;
}

/** Visits the rows of a text, with those of the lines that have no hash yet. */
function visitWithOthers(text: string, rows: Uint32Array, visit: TakeParagraph): void {
  for (let at = 0; at < rows.length; at += READ_WORDS) {
    const [lo, hi] = [rows[at] as number, rows[at + 1] as number];
    const [start, end] = [rows[at + 2] as number, rows[at + 3] as number];
    if (lo !== 0 || hi !== 0) visit(lo, hi, start, end);
    else hashParagraph(text, start, end, (own, other) => visit(own, other, start, end));
  }
}

/** Visits the paragraphs that a `ReadParagraphs` reads, without a kernel. */
export function visitParagraphs(text: string, visit: TakeParagraph): void {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (end > start) hashParagraph(text, start, end, (lo, hi) => visit(lo, hi, start, end));
    start = end + 1;
  }
}

/**
 * Finds the paragraphs of at least two articles among rows of PARAGRAPH_WORDS words, in any order; equal paragraphs must
 * all be among them. O(rows), and some 12 bytes a row.
 * @param sourceOf a number for the source of an article.
 */
export function recurringParagraphs(rows: Uint32Array, sourceOf: (article: number) => number): RecurringParagraph[] {
  const count = rows.length / PARAGRAPH_WORDS;
  const { next, heads } = chainEqual(rows, count);
  const found: RecurringParagraph[] = [];
  for (const head of heads) {
    if (next[head] === NONE) continue;
    const places: number[] = [];
    for (let row = head; row !== NONE; row = next[row] as number) places.push(row * PARAGRAPH_WORDS);
    const paragraph = recurringAt(rows, places, sourceOf);
    if (paragraph.articles > 1) found.push(paragraph);
  }
  return found;
}

/** Most articles first; equal ones by hash. */
export function byFrequency(x: RecurringParagraph, y: RecurringParagraph): number {
  return y.articles - x.articles || (x.hash < y.hash ? -1 : 1);
}

const NONE = 0xffffffff;

/** Chains rows of one hash: `next` of each row, and the first row of each chain. */
function chainEqual(rows: Uint32Array, count: number) {
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, count * 2)));
  const slots = new Uint32Array(capacity).fill(NONE);
  const next = new Uint32Array(count).fill(NONE);
  for (let row = 0; row < count; row++) {
    const at = row * PARAGRAPH_WORDS;
    let slot = (rows[at] as number) & (capacity - 1);
    while (slots[slot] !== NONE && !isSameHash(rows, (slots[slot] as number) * PARAGRAPH_WORDS, at)) {
      slot = (slot + 1) & (capacity - 1);
    }
    next[row] = slots[slot] as number;
    slots[slot] = row;
  }
  return { next, heads: slots.filter((head) => head !== NONE) };
}

const isSameHash = (rows: Uint32Array, x: number, y: number): boolean =>
  rows[x] === rows[y] && rows[x + 1] === rows[y + 1];

/** @param places first words of the rows of one paragraph. */
function recurringAt(
  rows: Uint32Array,
  places: readonly number[],
  sourceOf: (article: number) => number,
): RecurringParagraph {
  const articles = new Set(places.map((at) => rows[at + 2] as number));
  const first = places.reduce((least, at) => (isBefore(rows, at, least) ? at : least));
  return {
    hash: hex(rows[first + 1] as number) + hex(rows[first] as number),
    article: rows[first + 2] as number,
    start: rows[first + 3] as number,
    end: rows[first + 4] as number,
    articles: articles.size,
    sources: new Set(Array.from(articles, sourceOf)).size,
  };
}

/** In input order: by article, then by place. */
function isBefore(rows: Uint32Array, x: number, y: number): boolean {
  const difference = (rows[x + 2] as number) - (rows[y + 2] as number);
  return difference !== 0 ? difference < 0 : (rows[x + 3] as number) < (rows[y + 3] as number);
}

/** Class of the span over the middle of a paragraph, or null where it is the article's own text. */
export function classAt(spans: readonly Span[], { start, end }: Range): SpanClass | null {
  const middle = (start + end) / 2;
  return spans.find((span) => span.start <= middle && middle < span.end)?.class ?? null;
}

const hex = (half: number): string => half.toString(16).padStart(8, "0");
