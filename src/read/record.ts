import { isUtf8 } from "node:buffer";
import type { Article } from "../model/article.js";
import type { SourceRecord } from "../model/reading.js";
import { OWN_FIELD } from "./fields.js";
import { jsonString } from "./json-string.js";

const CLOSE_BRACE = 0x7d;
const LF = 0x0a;

/**
 * The record as one line of JSON with its LF: the input object with the clean text in place of the text and
 * `dittograph` as its last member. All other bytes stay as they were; so do the text's where it did not change and was
 * UTF-8. Former `dittograph` members go, see `countReplaced`. A plain file becomes a new object.
 * @param article as it was read; its text is the original.
 * @param dittograph any JSON value; undefined writes no member.
 */
export function writeRecord(record: SourceRecord, article: Article, cleanText: string, dittograph: unknown): Buffer {
  return record.kind === "plain"
    ? writePlain(article, cleanText, dittograph)
    : writeJson(record, article, cleanText, dittograph);
}

/** How many `dittograph` members of the input `writeRecord` leaves out. */
export function countReplaced(record: SourceRecord): number {
  return record.kind === "json" ? record.replaced.length : 0;
}

type JsonRecord = Extract<SourceRecord, { readonly kind: "json" }>;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: Buffer | null;
}

function writeJson(record: JsonRecord, article: Article, cleanText: string, dittograph: unknown): Buffer {
  const bytes = Buffer.from(record.bytes.buffer, record.bytes.byteOffset, record.bytes.length);
  const { text } = record;
  const edits: Edit[] = record.replaced.map((range) => ({ ...range, by: null }));
  const kept = cleanText === article.text && isUtf8(bytes.subarray(text.start, text.end));
  if (!kept) edits.push({ ...text, by: jsonString(cleanText) });
  const close = bytes.lastIndexOf(CLOSE_BRACE);
  edits.push({ start: close, end: close, by: ownMember(dittograph) });
  return applyEdits(bytes, edits);
}

function applyEdits(bytes: Buffer, edits: Edit[]): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    pieces.push(bytes.subarray(from, edit.start));
    if (edit.by !== null) pieces.push(edit.by);
    from = edit.end;
  }
  return Buffer.concat([...pieces, bytes.subarray(from), Buffer.of(LF)]);
}

function writePlain(article: Article, cleanText: string, dittograph: unknown): Buffer {
  const { id, title, url, source, date, language, author } = article;
  const head = JSON.stringify({ id, title, url, source: source === "" ? undefined : source, date, language, author });
  const start = Buffer.from(`${head.slice(0, -1)},"text":`);
  return Buffer.concat([start, jsonString(cleanText), ownMember(dittograph), Buffer.from("}\n")]);
}

function ownMember(dittograph: unknown): Buffer {
  const value: string | undefined = JSON.stringify(dittograph);
  return Buffer.from(value === undefined ? "" : `,"${OWN_FIELD}":${value}`);
}
