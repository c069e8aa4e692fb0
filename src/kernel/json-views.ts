import { type JsonText, MEMBER_WORDS, type MemberRows } from "../model/json-text.js";
import type { KernelExports } from "./exports.js";

/** Answer of the kernel where the reference must do, read as a signed number. */
const NONE = -1;

/** What a kernel does with records of JSON, over its memory. */
export interface JsonViews {
  /** As `scanRecord` of model/kernel.ts. */
  scan(record: Uint8Array): MemberRows | undefined;
  /** Where edges stand in the string, as `findCuts` gives them; their units stand in RANGES. */
  findEdges(place: JsonText, edges: number): Uint32Array | undefined;
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
  const mostRecord = exports.MOST_RECORD.value;
  const members = wordsAt(exports, exports.MEMBERS.value, exports.MOST_MEMBERS.value * MEMBER_WORDS);
  const rows = { count: 0, words: members };
  const places = wordsAt(exports, exports.RANGES.value, exports.MOST_RANGES.value * 2);
  /** The record that lies in RECORD, or the one string of it that does; and where in RECORD that string begins. */
  let held: Uint8Array | undefined;
  let heldString: JsonText | undefined;
  let first = 0;
  /** Has a string in memory. @returns false where it is too long. */
  const hold = (place: JsonText): boolean => {
    const { bytes: from, text } = place;
    if (place === heldString) return true;
    if (from !== held) {
      if (lengthOf(place) > mostRecord) return false;
      bytes.set(from.subarray(text.start, text.end), record);
      held = undefined;
    }
    first = held === undefined ? 0 : text.start;
    heldString = place;
    return true;
  };
  return {
    scan(next) {
      if (next.length > mostRecord) return undefined;
      bytes.set(next, record);
      held = next;
      heldString = undefined;
      rows.count = exports.scanRecord(next.length);
      return rows.count === NONE ? undefined : rows;
    },
    decode(place) {
      if (!hold(place)) return undefined;
      const units = exports.decodeText(first + 1, first + lengthOf(place) - 1);
      return units === NONE ? undefined : units;
    },
    findEdges(place, edges) {
      if (!hold(place) || exports.findEdges(first + 1, first + lengthOf(place) - 1, edges) === 0) return undefined;
      for (let edge = 0; edge < edges; edge++) places[edge] = (places[edge] as number) + 1;
      return places.subarray(0, edges);
    },
    readText(units) {
      if (exports.isNarrow() === 0) return bytes.toString("utf16le", text, text + 2 * units);
      exports.narrowText(units);
      return bytes.toString("latin1", narrow, narrow + units);
    },
  };
}

const lengthOf = ({ text }: JsonText): number => text.end - text.start;

function wordsAt({ memory }: KernelExports, address: number, count: number): Uint32Array {
  return new Uint32Array(memory.buffer, address, count);
}
