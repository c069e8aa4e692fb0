import type { Range } from "./span.js";

/** Where a text stands as a string of JSON: UTF-8 and escapes without fault. */
export interface JsonText {
  readonly bytes: Uint8Array;
  /** Its bytes, quotes included. */
  readonly text: Range;
}

/** Words of a member in `MemberRows`, and what they tell, as byte offsets. */
export const MEMBER_WORDS = 6;
export const NAME_START = 0;
export const NAME_END = 1;
export const VALUE_START = 2;
export const VALUE_END = 3;
/** Byte after the comma that follows, or after the value where none does. */
export const NEXT = 4;
/** What the value is: one of the following, of a string ESCAPED and WIDE as well. */
export const KIND = 5;

export const STRING = 1;
export const NUMBER = 2;
export const NULL = 3;
// 4 is a boolean, which nothing asks for.
/** An object or an array, cut out by its brackets: whether it is JSON is still to be asked. */
export const NESTED = 5;
export const KINDS = 7;
/** It holds escapes. */
export const ESCAPED = 8;
/** It holds bytes that are not ASCII. */
export const WIDE = 16;

/** The members of an object of JSON, in order, duplicates included; names have no escapes. */
export interface MemberRows {
  readonly count: number;
  /** MEMBER_WORDS a member; good until the next record is read. */
  readonly words: Uint32Array;
}
