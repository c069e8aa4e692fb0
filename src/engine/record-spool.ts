import { restore } from "../clean/restore.js";
import type { Original } from "../model/catalog.js";
import type { Span } from "../model/span.js";
import { decodeUtf8 } from "../read/decode.js";
import { OWN_FIELD } from "../read/fields.js";
import type { RecordParts } from "../read/record.js";
import type { RecordField } from "./field.js";
import type { Spool } from "./spool.js";

/**
 * A record as it waits for grouping: up to the end of its spans, and behind it, as u32 with the low byte first, where in
 * it the text's JSON begins and ends, and where the spans' JSON begins.
 *
 *     {"id":"a1","text":"Clean text.","dittograph":{"schema":1,"profile":"conservative","spans":[…] ● ● ●
 *                       ^            ^                                                          ^
 *
 * What only grouping knows goes in behind the spans, then RECORD_TAIL. The original is put together from clean text and
 * spans when it is asked for: kept as well, it would be a third of all bytes that wait on disk.
 */
const MARKS_BYTES = 12;

/** The end of an output record. */
export const RECORD_TAIL = "}}\n";

/** Appends a record to a spool. @returns the bytes of the item. */
export function appendRecord(spool: Spool, { before, text, after }: RecordParts, field: RecordField): number {
  const start = spool.length;
  const marks = Buffer.allocUnsafe(MARKS_BYTES);
  const mark = (n: number): void => void marks.writeUInt32LE(spool.length - start, n * 4);
  for (const bytes of before) spool.append(bytes);
  mark(0);
  for (const part of text) spool.append(part);
  mark(1);
  for (const bytes of after) spool.append(bytes);
  const { spans, ...head } = field;
  spool.append(`,"${OWN_FIELD}":${JSON.stringify(head).slice(0, -1)},"spans":`);
  mark(2);
  spool.append(JSON.stringify(spans));
  spool.append(marks);
  return spool.length - start;
}

/** The record of an item, up to the end of its spans; a view. */
export function recordOf(item: Uint8Array): Uint8Array {
  return item.subarray(0, item.length - MARKS_BYTES);
}

/** The original and the spans of an item. */
export function originalOf(item: Buffer): Original {
  const end = item.length - MARKS_BYTES;
  const mark = (n: number): number => item.readUInt32LE(end + n * 4);
  // Whatever was not UTF-8 was written anew as it went into the spool.
  const valueAt = (from: number, to: number): unknown => JSON.parse(decodeUtf8(item.subarray(from, to), true));
  const spans = valueAt(mark(2), end) as Span[];
  const clean = valueAt(mark(0), mark(1)) as string;
  return { text: restore(clean, spans), spans };
}
