import type { Original } from "../model/catalog.js";
import type { Span } from "../model/span.js";
import { decodeUtf8 } from "../read/decode.js";

/**
 * An original as bytes: 4 bytes, the length of the text's bytes and in the top two bits how it is written; the text, so
 * that any string comes back; the spans as JSON without the cut text, nothing where there are none. The text is one byte
 * a UTF-16 unit where that does, else UTF-8 where that is shorter than two bytes a unit. Or, of a text without spans:
 * JSON_HEAD, which is no length, and the text's string of JSON as a record holds it.
 */
const HEAD_BYTES = 4;
const WIDE = 0x80000000;
/** Beside no WIDE; of texts of less than UTF8 bytes. */
const UTF8 = 0x40000000;
const JSON_HEAD = 0xffffffff;

type Encoding = "latin1" | "utf8" | "utf16le";

const MARKS: Readonly<Record<Encoding, number>> = { latin1: 0, utf8: UTF8, utf16le: WIDE };

/** Packs a text of less than 2^30 units and its spans. */
export function packOriginal(text: string, spans: readonly Span[]): Buffer {
  const { encoding, textBytes } = encodingOf(text);
  const rows = spans.length === 0 ? "" : JSON.stringify(spans.map(({ removed: _, ...span }) => span));
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + textBytes + Buffer.byteLength(rows));
  bytes.writeUInt32LE((textBytes | MARKS[encoding]) >>> 0, 0);
  bytes.write(text, HEAD_BYTES, textBytes, encoding);
  bytes.write(rows, HEAD_BYTES + textBytes);
  return bytes;
}

function encodingOf(text: string): { readonly encoding: Encoding; readonly textBytes: number } {
  if (!/[^\0-\xff]/.test(text)) return { encoding: "latin1", textBytes: text.length };
  const wide = { encoding: "utf16le", textBytes: text.length * 2 } as const;
  if (!text.isWellFormed()) return wide;
  const textBytes = Buffer.byteLength(text);
  return textBytes < Math.min(wide.textBytes, UTF8) ? { encoding: "utf8", textBytes } : wide;
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
  const isUtf8 = head < WIDE && head >= UTF8;
  const end = HEAD_BYTES + (isUtf8 ? head - UTF8 : head & ~WIDE);
  const text = isUtf8
    ? decodeUtf8(bytes.subarray(HEAD_BYTES, end), true)
    : bytes.toString(head >= WIDE ? "utf16le" : "latin1", HEAD_BYTES, end);
  return { text, spans: end === bytes.length ? [] : readSpans(bytes.toString("utf8", end), text) };
}

function readSpans(rows: string, text: string): Span[] {
  return (JSON.parse(rows) as Span[]).map((span) =>
    span.action === "flag" ? span : { ...span, removed: text.slice(span.start, span.end) },
  );
}
