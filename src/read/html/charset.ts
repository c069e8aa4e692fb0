/** Finds the charset of a page and decodes it: byte order mark, then what the first bytes declare, then UTF-8. */
import { isUtf8 } from "node:buffer";
import { decodeWindows1252 } from "./windows-1252.js";

export interface Decoded {
  readonly html: string;
  /** Bytes that stand for nothing were replaced, or the charset is not known. */
  readonly lossy: boolean;
}

/** Bytes in which a page declares its charset (the HTML standard says 1024; pages are later than that). */
const DECLARED_WITHIN = 4096;

const BYTE_ORDER_MARKS: readonly (readonly [charset: string, bytes: readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Labels of the Encoding Standard for windows-1252 that pages use. */
const WINDOWS_1252 = new Set([
  ...[
    "windows-1252",
    "cp1252",
    "x-cp1252",
    "iso-8859-1",
    "iso8859-1",
    "iso_8859-1",
    "iso88591",
    "latin1",
    "latin-1",
    "l1",
  ],
  ...["ascii", "us-ascii", "ansi_x3.4-1968"],
]);
/** A page that declares itself so in ASCII letters is not; the standard reads it as UTF-8. */
const UTF_16 = /^(?:utf-?16|ucs-?2|unicode|iso-10646)/;

/** Decodes a page. Never throws. */
export function decodeHtml(bytes: Buffer): Decoded {
  const mark = BYTE_ORDER_MARKS.find(([, start]) => start.every((byte, i) => bytes[i] === byte));
  if (mark !== undefined) return decode(bytes.subarray(mark[1].length), mark[0]);
  return decode(bytes, utf16Of(bytes) ?? declaredCharset(bytes) ?? "utf-8");
}

/**
 * UTF-16 without its mark, told by the zero beside the first bracket of a page (HTML Living Standard, §13.2.3.2 gives
 * the same for XML declarations). What such a page declares in itself could only be read once it is known.
 */
export function utf16Of(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  for (let at = 0; at + 3 < Math.min(bytes.length, DECLARED_WITHIN); at += 2) {
    const unit = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    if (unit === 0x003c) return "utf-16be";
    if (unit === 0x3c00) return "utf-16le";
    if (!BLANKS.has(unit)) return undefined;
  }
  return undefined;
}

/** Blank, tab and line ends of UTF-16 in both orders. */
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d].flatMap((unit) => [unit, unit << 8]));

/** The charset that <meta> or an XML declaration names, in lower case. */
function declaredCharset(bytes: Buffer): string | undefined {
  const head = bytes.toString("latin1", 0, DECLARED_WITHIN).replace(/<!--[\s\S]*?-->/g, "");
  const found =
    /<meta\b[^>]{0,500}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})/i.exec(head) ??
    /^\s{0,99}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([\w:.-]{1,40})/i.exec(head);
  const name = found?.[1]?.toLowerCase();
  return name === undefined ? undefined : UTF_16.test(name) ? "utf-8" : name;
}

function decode(bytes: Buffer, charset: string): Decoded {
  if (charset === "utf-8" || charset === "utf8") return { html: bytes.toString("utf8"), lossy: !isUtf8(bytes) };
  if (WINDOWS_1252.has(charset)) return { html: decodeWindows1252(bytes), lossy: false };
  const decoder = decoderOf(charset);
  if (decoder === undefined) return { html: bytes.toString("utf8"), lossy: true };
  const html = decoder.decode(bytes);
  return { html, lossy: html.includes("\ufffd") };
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(charset, { ignoreBOM: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
