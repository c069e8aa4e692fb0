import { isUtf8 } from "node:buffer";
import type { Reading, Reject } from "../model/reading.js";

/** Bytes of a record kept in a reject: enough to find and mend it, little enough to list many. */
export const REJECT_RAW_MAX = 1 << 20;

/** Where a record stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly offset: number;
}

/** A reject with a copy of the record's first bytes, cut at a character's border. */
export function rejected(place: Place, reason: string, bytes: Uint8Array): Reading {
  const { file, line, offset } = place;
  return { kind: "reject", reject: { file, line, offset, reason, raw: new Uint8Array(cutRaw(bytes)) } };
}

/** One row of rejected.jsonl, without line end: `raw` is text where it is UTF-8, else base64 with `"encoding":"base64"`. */
export function rejectRow(reject: Reject): string {
  const raw = cutRaw(reject.raw);
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  const { file, line, offset, reason } = reject;
  if (isUtf8(bytes)) return JSON.stringify({ file, line, offset, reason, raw: bytes.toString("utf8") });
  return JSON.stringify({ file, line, offset, reason, raw: bytes.toString("base64"), encoding: "base64" });
}

/** At most REJECT_RAW_MAX bytes; a UTF-8 character (at most four bytes) that does not fit is left out whole. */
function cutRaw(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= REJECT_RAW_MAX) return bytes;
  let end = REJECT_RAW_MAX;
  while (end > REJECT_RAW_MAX - 3 && isContinuation(bytes[end])) end--;
  return bytes.subarray(0, isContinuation(bytes[end]) ? REJECT_RAW_MAX : end);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
