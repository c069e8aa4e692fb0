import type { Original } from "../model/catalog.js";
import type { Span } from "../model/span.js";
import { decodeUtf8 } from "../read/decode.js";

/**
 * An original as bytes: 4 bytes, the length of the text's bytes and in the top bit whether a unit takes two; the text, one
 * or two bytes a UTF-16 unit, so that any string comes back; the spans as JSON without the cut text, nothing where
 * there are none. Or, of a text without spans: JSON_HEAD, which is no length, and the text's string of JSON as a record holds it.
 */
const HEAD_BYTES = 4;
const WIDE = 0x80000000;
const JSON_HEAD = 0xffffffff;

/** Packs a text of less than 2^30 units and its spans. */
export function packOriginal(text: string, spans: readonly Span[]): Buffer {
  const isWide = /[^\0-\xff]/.test(text);
  const textBytes = isWide ? text.length * 2 : text.length;
  const rows = spans.length === 0 ? "" : JSON.stringify(spans.map(({ removed: _, ...span }) => span));
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + textBytes + Buffer.byteLength(rows));
  bytes.writeUInt32LE((textBytes | (isWide ? WIDE : 0)) >>> 0, 0);
  bytes.write(text, HEAD_BYTES, textBytes, isWide ? "utf16le" : "latin1");
  bytes.write(rows, HEAD_BYTES + textBytes);
  return bytes;
}

/** What stands before a text's string of JSON, which is UTF-8 without fault: the two make an original without spans. */
export function headOfJson(): Uint8Array {
  return new Uint8Array(HEAD_BYTES).fill(JSON_HEAD & 0xff);
}

/** What was packed. */
export function unpackOriginal(bytes: Buffer): Original {
  const head = bytes.readUInt32LE(0);
  if (head === JSON_HEAD)
    return { text: JSON.parse(decodeUtf8(bytes.subarray(HEAD_BYTES), true)) as string, spans: [] };
  const end = HEAD_BYTES + (head & ~WIDE);
  const text = bytes.toString(head >= WIDE ? "utf16le" : "latin1", HEAD_BYTES, end);
  return { text, spans: end === bytes.length ? [] : readSpans(bytes.toString("utf8", end), text) };
}

function readSpans(rows: string, text: string): Span[] {
  return (JSON.parse(rows) as Span[]).map((span) =>
    span.action === "flag" ? span : { ...span, removed: text.slice(span.start, span.end) },
  );
}
