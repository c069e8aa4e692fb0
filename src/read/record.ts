import { isUtf8 } from "node:buffer";
import type { Article } from "../model/article.js";
import type { JsonText } from "../model/json-text.js";
import type { Kernel } from "../model/kernel.js";
import type { SourceRecord } from "../model/reading.js";
import type { Range } from "../model/span.js";
import { cutAtPlaces, cutJson } from "./cut-json.js";
import { OWN_FIELD } from "./fields.js";
import { jsonValue } from "./json-string.js";

const CLOSE_BRACE = 0x7d;
const LF = 0x0a;

/** What writing asks of a kernel. */
export type CutKernel = Pick<Kernel, "findCuts">;

/**
 * The record as one line of JSON with its LF: the input object with the clean text in place of the text and
 * `dittograph` as its last member. All other bytes stay as they were; so do the text's where it did not change and was
 * UTF-8. Former `dittograph` members go, see `countReplaced`. A plain file becomes a new object.
 * @param article as it was read; its text is the original.
 * @param dittograph any JSON value; undefined writes no member.
 */
export function writeRecord(record: SourceRecord, article: Article, cleanText: string, dittograph: unknown): Buffer {
  const { before, text, after, end } = partsOf(record, article, cleanText);
  const value = text.map((part) => (typeof part === "string" ? Buffer.from(part) : part));
  return Buffer.concat([...before, ...value, ...after, ownMember(dittograph), end, Buffer.of(LF)]);
}

/** How many `dittograph` members of the input `writeRecord` leaves out. */
export function countReplaced(record: SourceRecord): number {
  return record.kind === "json" ? record.replaced.length : 0;
}

/** A record as it will be written, in parts one behind the other; bytes of the input are views of it. */
export interface RecordParts {
  /** Up to the text's JSON value. */
  readonly before: readonly Uint8Array[];
  /** The text's JSON value: bytes of UTF-8, and well-formed strings. */
  readonly text: readonly (Uint8Array | string)[];
  /** Members behind the text. */
  readonly after: readonly Uint8Array[];
  /** The object's closing brace, and what stands behind it. */
  readonly end: Uint8Array;
}

/**
 * The parts of a record without a `dittograph` member, which belongs before `end`; see `writeRecord`.
 * @param cuts what the clean text lacks of the article's: with them it is mostly cut in the record's bytes. Sorted, disjoint.
 * @param kernel finds the cuts in the bytes where it can; the parts are the same.
 */
export function partsOf(
  record: SourceRecord,
  article: Article,
  cleanText: string,
  cuts: readonly Range[] = [],
  kernel?: CutKernel,
): RecordParts {
  if (record.kind === "plain") return plainParts(article, cleanText);
  const bytes = Buffer.from(record.bytes.buffer, record.bytes.byteOffset, record.bytes.length);
  const { text, replaced } = record;
  const written = bytes.subarray(text.start, text.end);
  const close = bytes.lastIndexOf(CLOSE_BRACE);
  return {
    before: leftOf(bytes, { start: 0, end: text.start }, replaced),
    text: textOf(written, article.text, cleanText, () => cutBytes(record, written, cuts, kernel)),
    after: leftOf(bytes, { start: text.end, end: close }, replaced),
    end: bytes.subarray(close),
  };
}

/** The clean text's JSON: the bytes as they were written, those that are left of them, or new ones. */
function textOf(
  written: Buffer,
  text: string,
  cleanText: string,
  cutBytes: () => readonly Buffer[] | undefined,
): readonly (Uint8Array | string)[] {
  if (!isUtf8(written)) return [jsonValue(cleanText)];
  return cleanText === text ? [written] : (cutBytes() ?? [jsonValue(cleanText)]);
}

/** What the cuts leave of the text's bytes; undefined where there are none, or the text must be written anew. */
function cutBytes(
  place: JsonText,
  written: Buffer,
  cuts: readonly Range[],
  kernel: CutKernel | undefined,
): readonly Buffer[] | undefined {
  if (cuts.length === 0) return undefined;
  const places = kernel?.findCuts(place, cuts);
  return places === undefined ? cutJson(written, cuts) : cutAtPlaces(written, places);
}

/** A stretch without the ranges that are replaced; these are in order, and inside of it or outside. */
function leftOf(bytes: Buffer, { start, end }: Range, replaced: readonly Range[]): Buffer[] {
  const left: Buffer[] = [];
  let from = start;
  for (const range of replaced) {
    if (range.start < start || range.end > end) continue;
    left.push(bytes.subarray(from, range.start));
    from = range.end;
  }
  left.push(bytes.subarray(from, end));
  return left;
}

function plainParts(article: Article, cleanText: string): RecordParts {
  const { id, title, url, source, date, language, author } = article;
  const head = JSON.stringify({ id, title, url, source: source === "" ? undefined : source, date, language, author });
  return {
    before: [Buffer.from(`${head.slice(0, -1)},"text":`)],
    text: [jsonValue(cleanText)],
    after: [],
    end: Buffer.of(CLOSE_BRACE),
  };
}

function ownMember(dittograph: unknown): Buffer {
  const value: string | undefined = JSON.stringify(dittograph);
  return Buffer.from(value === undefined ? "" : `,"${OWN_FIELD}":${value}`);
}
