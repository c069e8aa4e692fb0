import {
  KIND,
  MEMBER_WORDS,
  type MemberRows,
  NAME_END,
  NAME_START,
  NEXT,
  VALUE_END,
  VALUE_START,
} from "../model/json-text.js";
import { type FieldNames, OWN_FIELD, type Role } from "./fields.js";
import type { JsonMember } from "./json-members.js";

/**
 * Which members of a record are what, by their names alone. Records of a feed mostly have the same names in the same
 * order: their layout is worked out once, and known again by comparing bytes.
 */
export interface Layout {
  /** The name of each member, and its bytes, quotes included. */
  readonly names: readonly string[];
  readonly bytes: readonly Uint8Array[];
  /** For each role the members that may play it, in the order they are tried. Of members of one name the last counts. */
  readonly of: Readonly<Record<Role, readonly number[]>>;
  /** Whether there is a member of ours. */
  readonly hasOwn: boolean;
}

/** A word of a member's row. */
export function wordOf({ words }: MemberRows, member: number, word: number): number {
  return words[member * MEMBER_WORDS + word] as number;
}

/** The layout of a record. */
export function layoutOf(record: Buffer, rows: MemberRows, fields: FieldNames): Layout {
  const members = Array.from({ length: rows.count }, (_, member) => member);
  const bytes = members.map((member) =>
    Uint8Array.from(record.subarray(wordOf(rows, member, NAME_START), wordOf(rows, member, NAME_END))),
  );
  const names = bytes.map((name) => Buffer.from(name).toString("utf8", 1, name.length - 1));
  const named = (wanted: readonly string[]): readonly number[] =>
    wanted.map((name) => names.lastIndexOf(name)).filter((member) => member >= 0);
  const of = {
    ...{ text: named(fields.text), id: named(fields.id), title: named(fields.title), url: named(fields.url) },
    ...{ date: named(fields.date), source: named(fields.source), language: named(fields.language) },
  };
  return { names, bytes, of, hasOwn: names.includes(OWN_FIELD) };
}

/** Whether a record has these names in this order. */
export function hasLayout(record: Uint8Array, rows: MemberRows, { bytes }: Layout): boolean {
  if (rows.count !== bytes.length) return false;
  for (let member = 0; member < rows.count; member++) {
    const name = bytes[member] as Uint8Array;
    const start = wordOf(rows, member, NAME_START);
    if (wordOf(rows, member, NAME_END) - start !== name.length) return false;
    for (let at = 0; at < name.length; at++) if (record[start + at] !== name[at]) return false;
  }
  return true;
}

/** The members as `scanMembers` gives them. */
export function membersOf(rows: MemberRows, { names }: Layout): JsonMember[] {
  return names.map((name, member) => ({
    name,
    start: wordOf(rows, member, NAME_START),
    valueStart: wordOf(rows, member, VALUE_START),
    valueEnd: wordOf(rows, member, VALUE_END),
    next: wordOf(rows, member, NEXT),
  }));
}

/** What the value of a member is, see model/json-text.ts. */
export function kindOf(rows: MemberRows, member: number): number {
  return wordOf(rows, member, KIND);
}
