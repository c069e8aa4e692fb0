import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import type { Article } from "../model/article.js";
import type { Reading, SourceRecord } from "../model/reading.js";
import type { Range } from "../model/span.js";
import { decodeUtf8 } from "./decode.js";
import { type FieldNames, OWN_FIELD, type Role } from "./fields.js";
import { findFault } from "./json-fault.js";
import { isDeeperThan, type JsonMember, scanMembers } from "./json-members.js";
import { type Place, rejected } from "./reject.js";
import { hostOf } from "./source.js";

/** Levels of nesting up to which JSON is parsed; JSON.parse takes some fifty bytes a level outside the heap. */
export const MAX_DEPTH = 1_000_000;
/** Hex digits of a record's hash in its id: 128 bits. */
const HASH_DIGITS = 32;
/** Characters and names of the input that a reason quotes. */
const QUOTED = 40;
const QUOTED_NAMES = 8;

type JsonObject = Readonly<Record<string, unknown>>;

/** Reads one record: the bytes of one JSON object. Linear in the bytes; never throws for what they hold. */
export function readRecord(bytes: Buffer, place: Place, names: FieldNames): Reading {
  const isWhole = isUtf8(bytes);
  const parsed = parseObject(bytes, isWhole);
  if (parsed.kind === "fault") return rejected(place, parsed.reason, bytes);
  const { value } = parsed;
  const textName = names.text.find((name) => isPresent(value, name));
  const text = textName === undefined ? undefined : value[textName];
  if (typeof text !== "string") return rejected(place, textReason(value, textName, names.text), bytes);
  const members = scanMembers(bytes);
  const written = (name: string): string => bytesOf(bytes, members, name);
  const id = stringOrNumber(value, names.id, written);
  const article = articleOf(value, id ?? hashId(bytes), text, names, written);
  const record = recordOf(bytes, members, textName as string);
  return { kind: "article", article, record, hasId: id !== undefined, ...place, lossy: !isWhole };
}

type Parsed =
  | { readonly kind: "object"; readonly value: JsonObject }
  | { readonly kind: "fault"; readonly reason: string };

function parseObject(bytes: Buffer, isWhole: boolean): Parsed {
  if (bytes.length > MAX_DEPTH && isDeeperThan(bytes, MAX_DEPTH)) {
    return { kind: "fault", reason: `expected at most ${MAX_DEPTH} levels of nesting, found more` };
  }
  try {
    const value: unknown = JSON.parse(decodeUtf8(bytes, isWhole));
    if (isObject(value)) return { kind: "object", value };
    return { kind: "fault", reason: `expected a JSON object, found ${kindOf(value)}` };
  } catch (error) {
    return { kind: "fault", reason: faultReason(bytes, error) };
  }
}

function faultReason(bytes: Buffer, error: unknown): string {
  const fault = findFault(bytes);
  if (fault === null) return `expected a JSON object, found one that cannot be parsed: ${String(error)}`;
  const found = bytes.toString("utf8", fault.at, fault.at + 4);
  const character = found === "" ? "the end" : JSON.stringify(String.fromCodePoint(found.codePointAt(0) as number));
  return `expected a JSON object, found a fault at byte ${fault.at}: expected ${fault.expected}, found ${character}`;
}

function textReason(value: JsonObject, name: string | undefined, names: readonly string[]): string {
  if (name !== undefined) return `expected a string in ${quote(name)}, found ${kindOf(value[name])}`;
  const nulls = names.find((each) => Object.hasOwn(value, each));
  if (nulls !== undefined) return `expected a string in ${quote(nulls)}, found null`;
  const wanted =
    names.length === 1 ? `a field ${quote(names[0] as string)}` : `a text field (${names.slice(0, 4).join(", ")}, …)`;
  const keys = Object.keys(value);
  const shown = keys.slice(0, QUOTED_NAMES).map(quote).join(", ") + (keys.length > QUOTED_NAMES ? ", …" : "");
  return `expected ${wanted}, found ${keys.length === 0 ? "no fields" : `only ${shown}`}`;
}

function articleOf(
  value: JsonObject,
  id: string,
  text: string,
  names: FieldNames,
  written: (name: string) => string,
): Article {
  const url = stringAt(value, names.url);
  const source = stringAt(value, names.source) ?? hostOf(url);
  const title = stringAt(value, names.title);
  const date = stringOrNumber(value, names.date, written);
  const language = stringAt(value, names.language);
  return { id, text, source, ...given({ title, url, date, language }) };
}

/** Only the members that have a value: absent, not undefined, is what the model says. */
function given<T extends Partial<Record<Role, string | undefined>>>(fields: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}

function recordOf(bytes: Buffer, members: readonly JsonMember[], textName: string): SourceRecord {
  const text = lastNamed(members, textName);
  return { kind: "json", bytes, text: { start: text.valueStart, end: text.valueEnd }, replaced: ownRanges(members) };
}

/** Existing members of ours: those that lead the object with the comma behind them, others with the comma before. */
export function ownRanges(members: readonly JsonMember[]): Range[] {
  const leading = members.findIndex((member) => member.name !== OWN_FIELD);
  return members.flatMap((member, i) => {
    if (member.name !== OWN_FIELD) return [];
    if (i < leading) return [{ start: member.start, end: member.next }];
    return [{ start: (members[i - 1] as JsonMember).next - 1, end: member.valueEnd }];
  });
}

/** The value's bytes as they were written: numbers that a double cannot hold stay exact. */
function bytesOf(bytes: Buffer, members: readonly JsonMember[], name: string): string {
  const member = lastNamed(members, name);
  return bytes.toString("latin1", member.valueStart, member.valueEnd);
}

/** Of members of one name the last counts, as for JSON.parse. */
function lastNamed(members: readonly JsonMember[], name: string): JsonMember {
  const member = members.findLast((each) => each.name === name);
  if (member === undefined)
    throw new Error(`no member ${quote(name)} among ${members.length}: the scanner and JSON.parse differ`);
  return member;
}

function stringAt(value: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = Object.hasOwn(value, name) ? value[name] : undefined;
    if (typeof found === "string" && found !== "") return found;
  }
  return undefined;
}

function stringOrNumber(
  value: JsonObject,
  names: readonly string[],
  written: (name: string) => string,
): string | undefined {
  for (const name of names) {
    const found = Object.hasOwn(value, name) ? value[name] : undefined;
    if (typeof found === "string" && found !== "") return found;
    if (typeof found === "number") return written(name);
  }
  return undefined;
}

/** The id of a record that names none. */
export function hashId(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex").slice(0, HASH_DIGITS)}`;
}

function isPresent(value: JsonObject, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function quote(name: string): string {
  return JSON.stringify(name.length > QUOTED ? `${name.slice(0, QUOTED)}…` : name);
}
