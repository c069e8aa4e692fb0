import { isUtf8 } from "node:buffer";
import type { Article } from "../model/article.js";
import {
  ESCAPED,
  type JsonText,
  KINDS,
  type MemberRows,
  NESTED,
  NULL,
  NUMBER,
  STRING,
  VALUE_END,
  VALUE_START,
  WIDE,
} from "../model/json-text.js";
import type { Kernel } from "../model/kernel.js";
import type { Reading, SourceRecord } from "../model/reading.js";
import type { Writable } from "../model/writable.js";
import type { FieldNames } from "./fields.js";
import { hasLayout, kindOf, type Layout, layoutOf, membersOf, wordOf } from "./json-layout.js";
import { hashId, ownRanges, readRecord } from "./json-record.js";
import type { Place } from "./reject.js";
import { hostOf } from "./source.js";

/** Layouts that are kept: records of one feed lack this member or that. */
const MOST_LAYOUTS = 16;

/** Reads one record, as `readRecord` does. */
export type RecordReader = (bytes: Buffer, place: Place) => Reading;

/** What reading asks of a kernel. */
export type RecordKernel = Pick<Kernel, "scanRecord" | "takeJson" | "taken" | "textKey">;

/**
 * A reader of the records of one feed. With a kernel, the members of a record are found in its bytes, and the text of its
 * article becomes a string when it is asked for; what is no plain record goes to the reference.
 */
export function createRecordReader(names: FieldNames, kernel?: RecordKernel): RecordReader {
  if (kernel === undefined) return (bytes, place) => readRecord(bytes, place, names);
  const layouts: Layout[] = [];
  const textAt = createTextReader(kernel);
  return (bytes, place) => {
    const rows = isUtf8(bytes) ? kernel.scanRecord(bytes) : undefined;
    if (rows === undefined || !areNestedSound(bytes, rows)) return readRecord(bytes, place, names);
    const layout = layouts.find((each) => hasLayout(bytes, rows, each)) ?? layoutOf(bytes, rows, names);
    if (layouts[0] !== layout) bringToFront(layouts, layout);
    return readScanned({ bytes, rows, layout }, place, kernel, textAt) ?? readRecord(bytes, place, names);
  };
}

/** Puts the layout of a record where the next record finds it first. */
function bringToFront(layouts: Layout[], layout: Layout): void {
  const place = layouts.indexOf(layout);
  layouts.splice(place < 0 ? MOST_LAYOUTS - 1 : place, 1);
  layouts.unshift(layout);
}

/** Whether what was only cut out is JSON. */
function areNestedSound(bytes: Buffer, rows: MemberRows): boolean {
  for (let member = 0; member < rows.count; member++) {
    if (kindOf(rows, member) === NESTED && !isSound(writtenOf(bytes, rows, member))) return false;
  }
  return true;
}

function isSound(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

/** A record whose members are known. */
interface Scanned {
  readonly bytes: Buffer;
  readonly rows: MemberRows;
  readonly layout: Layout;
}

/** The reading of a record; undefined where its text is none, or too long for the kernel. */
function readScanned(scanned: Scanned, place: Place, kernel: RecordKernel, textAt: TextReader): Reading | undefined {
  const { rows, layout, bytes } = scanned;
  const member = layout.of.text.find((each) => kindOf(rows, each) !== NULL);
  if (member === undefined || (kindOf(rows, member) & KINDS) !== STRING) return undefined;
  const text = { start: wordOf(rows, member, VALUE_START), end: wordOf(rows, member, VALUE_END) };
  const replaced = layout.hasOwn ? ownRanges(membersOf(rows, layout)) : [];
  const record: SourceRecord & JsonText = { kind: "json", bytes, text, replaced };
  if (kernel.takeJson(record) === undefined) return undefined;
  const id = stringOrNumber(scanned, layout.of.id);
  const article = articleOf(scanned, id ?? hashId(bytes), () => textAt(record));
  const textKey = kernel.textKey();
  return { kind: "article", article, record, textKey, hasId: id !== undefined, ...place, lossy: false };
}

type TextReader = (place: JsonText) => string;

/**
 * Gives the strings of texts, which the kernel then holds. Only the last one is kept: most are asked for while one article is
 * at hand, though the kernel may have taken what was left of it meanwhile.
 */
function createTextReader(kernel: RecordKernel): TextReader {
  let last: JsonText | undefined;
  let text: string | undefined;
  return (place) => {
    if (place !== last) text = undefined;
    kernel.takeJson(place, text);
    last = place;
    text = kernel.taken();
    return text;
  };
}

function articleOf(scanned: Scanned, id: string, textOf: () => string): Article {
  const { of } = scanned.layout;
  const url = stringAt(scanned, of.url);
  const title = stringAt(scanned, of.title);
  const date = stringOrNumber(scanned, of.date);
  const language = stringAt(scanned, of.language);
  const article: Writable<Article> = new TakenArticle(id, textOf, stringAt(scanned, of.source) ?? hostOf(url));
  if (title !== undefined) article.title = title;
  if (url !== undefined) article.url = url;
  if (date !== undefined) article.date = date;
  if (language !== undefined) article.language = language;
  return article;
}

/**
 * An article whose text becomes a string when it is asked for. The member `text` is its own, so that a spread takes the text
 * along, but one getter serves all: objects that have a getter each are tables of names to the engine, and slow.
 */
class TakenArticle implements Article {
  declare readonly text: string;
  readonly id: string;
  readonly source: string;
  readonly #textOf: () => string;

  constructor(id: string, textOf: () => string, source: string) {
    this.id = id;
    this.source = source;
    this.#textOf = textOf;
    Object.defineProperty(this, "text", TakenArticle.#member);
  }

  static readonly #member = {
    get(this: TakenArticle): string {
      return this.#textOf();
    },
    enumerable: true,
    configurable: true,
  };
}

/** The first string that is not empty. */
function stringAt({ bytes, rows }: Scanned, members: readonly number[]): string | undefined {
  for (const member of members) {
    const found = stringOf(bytes, rows, member);
    if (found !== "") return found;
  }
  return undefined;
}

function stringOrNumber({ bytes, rows }: Scanned, members: readonly number[]): string | undefined {
  for (const member of members) {
    const found = kindOf(rows, member) === NUMBER ? writtenOf(bytes, rows, member) : stringOf(bytes, rows, member);
    if (found !== "") return found;
  }
  return undefined;
}

/** The value of a member that is a string, else `""`. */
function stringOf(bytes: Buffer, rows: MemberRows, member: number): string {
  const kind = kindOf(rows, member);
  if ((kind & KINDS) !== STRING) return "";
  if ((kind & ESCAPED) !== 0) return String(JSON.parse(writtenOf(bytes, rows, member)));
  const encoding = (kind & WIDE) === 0 ? "latin1" : "utf8";
  return bytes.toString(encoding, wordOf(rows, member, VALUE_START) + 1, wordOf(rows, member, VALUE_END) - 1);
}

/** The value of a member as it was written. */
function writtenOf(bytes: Buffer, rows: MemberRows, member: number): string {
  return bytes.toString("utf8", wordOf(rows, member, VALUE_START), wordOf(rows, member, VALUE_END));
}
