import { type JsonText, MEMBER_WORDS, type MemberRows } from "../model/json-text.js";
import type { KernelExports } from "./exports.js";

/** Answer of the kernel where the reference must do, read as a signed number. */
const NONE = -1;

/** What a kernel does with records of JSON, over its memory. */
export interface JsonViews {
  /** As `scanRecord` of model/kernel.ts. */
  scan(record: Uint8Array): MemberRows | undefined;
  /** Writes a text to TEXT. @returns its units; undefined where there is no room. */
  decode(place: JsonText): number | undefined;
  /** The text of so many units that was decoded last, while it lies in TEXT. */
  readText(units: number): string;
}

/** @throws {Error} where the kernel's rows are not those of model/json-text.ts. */
export function createJsonViews(exports: KernelExports): JsonViews {
  if (exports.ROW.value !== MEMBER_WORDS)
    throw new Error(`expected rows of ${MEMBER_WORDS}, found ${exports.ROW.value}`);
  const bytes = Buffer.from(exports.memory.buffer);
  const [record, text, narrow] = [exports.RECORD.value, exports.TEXT.value, exports.NARROW.value];
  const rows = { count: 0, words: wordsAt(exports, exports.MEMBERS.value, exports.MOST_MEMBERS.value) };
  /** The record that lies in RECORD; undefined where that is a string only. */
  let held: Uint8Array | undefined;
  return {
    scan(next) {
      if (next.length > exports.MOST_RECORD.value) return undefined;
      bytes.set(next, record);
      held = next;
      rows.count = exports.scanRecord(next.length);
      return rows.count === NONE ? undefined : rows;
    },
    decode({ bytes: from, text: { start, end } }) {
      if (from !== held) {
        if (end - start > exports.MOST_RECORD.value) return undefined;
        bytes.set(from.subarray(start, end), record);
        held = undefined;
      }
      const first = held === undefined ? 0 : start;
      const units = exports.decodeText(first + 1, first + end - start - 1);
      return units === NONE ? undefined : units;
    },
    readText(units) {
      if (exports.isNarrow() === 0) return bytes.toString("utf16le", text, text + 2 * units);
      exports.narrowText(units);
      return bytes.toString("latin1", narrow, narrow + units);
    },
  };
}

function wordsAt({ memory }: KernelExports, address: number, members: number): Uint32Array {
  return new Uint32Array(memory.buffer, address, members * MEMBER_WORDS);
}
