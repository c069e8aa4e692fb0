import { beginsHtml } from "./html/begins-html.js";

/** Formats that are read; one file each, see read.ts. */
export type Format = "jsonl" | "plain" | "html";

/** What a file turned out to be. */
export type Detected =
  | { readonly kind: "format"; readonly format: Format }
  | { readonly kind: "refused"; readonly reason: string };

const JSONL_NAMES = new Set(["jsonl", "ndjson", "json"]);
const PLAIN_NAMES = new Set(["txt", "text", "md"]);
const HTML_NAMES = new Set(["html", "htm", "xhtml"]);
// biome-ignore format: a list of names
const OTHER_NAMES = new Set([
  "csv", "tsv", "parquet", "arrow", "avro", "warc", "wet", "xml", "rss", "pdf", "doc", "docx",
  "zip", "tar", "tgz", "zst", "bz2", "xz", "7z", "lz4", "br",
]);

/** First bytes, as latin1, of formats that are not text, for files whose name says nothing. */
const OTHER_MAGICS: readonly (readonly [name: string, magic: string])[] = [
  ["Parquet", "PAR1"],
  ["Arrow", "ARROW1"],
  ["WARC", "WARC/1."],
  ["PDF", "%PDF-"],
  ["zip", "PK\x03\x04"],
  ["zstd", "\x28\xb5\x2f\xfd"],
  ["xz", "\xfd7zXZ\x00"],
  ["bzip2", "BZh9"],
];

const READ_HERE =
  "JSON lines (.jsonl, .ndjson, .json), plain text (.txt, .text, .md) or web pages (.html, .htm, .xhtml), perhaps with .gz";
const LINES_WANTED = "expected one JSON object a line";

/**
 * Finds the format from the name (without `.gz`) and the first bytes (unpacked; some hundred are enough).
 * Names that say nothing are judged by the bytes: `{` begins JSON lines, `<!doctype html` or `<html` a web page, anything
 * else is plain text, and nothing at all is JSON lines without a line. UTF-16 is read of web pages only.
 */
export function detectFormat(name: string, head: Buffer): Detected {
  const extension = extensionOf(name);
  if (HTML_NAMES.has(extension)) return { kind: "format", format: "html" };
  const utf16 = markOfUtf16(head);
  if (utf16 !== null && !(isUnknown(extension) && beginsHtml(head)))
    return refused(`expected UTF-8, found UTF-16 (${utf16} byte order mark)`);
  if (OTHER_NAMES.has(extension)) return refused(`expected ${READ_HERE}, found the name .${extension}`);
  if (PLAIN_NAMES.has(extension)) return { kind: "format", format: "plain" };
  if (extension === "jsonl" || extension === "ndjson") return { kind: "format", format: "jsonl" };
  return JSONL_NAMES.has(extension) ? detectJson(head) : sniff(head);
}

/** Whether a name says nothing of the format. */
function isUnknown(extension: string): boolean {
  return ![OTHER_NAMES, PLAIN_NAMES, JSONL_NAMES].some((names) => names.has(extension));
}

function sniff(head: Buffer): Detected {
  if (head.length === 0) return { kind: "format", format: "jsonl" };
  const start = head.toString("latin1", 0, 16);
  const other = OTHER_MAGICS.find(([, magic]) => start.startsWith(magic));
  if (other !== undefined) return refused(`expected ${READ_HERE}, found ${other[0]} data`);
  if (beginsHtml(head)) return { kind: "format", format: "html" };
  return /^(\{|\[\s*\{)/.test(beginning(head)) ? detectJson(head) : { kind: "format", format: "plain" };
}

/** JSON of many lines would be rejected line by line: it is refused once, by what it is. */
function detectJson(head: Buffer): Detected {
  const start = beginning(head);
  if (start.startsWith("[")) return refused(`${LINES_WANTED}, found an array`);
  if (/^\{[ \t\r]*\n/.test(start)) return refused(`${LINES_WANTED}, found an object over several lines`);
  return { kind: "format", format: "jsonl" };
}

/** The text from the first byte that is neither byte order mark nor white space. */
function beginning(head: Buffer): string {
  return head.toString("utf8").trimStart();
}

function markOfUtf16(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "little-endian";
  return head[0] === 0xfe && head[1] === 0xff ? "big-endian" : null;
}

/** The last extension in lower case, `.gz` not counted; `""` where there is none. */
function extensionOf(name: string): string {
  const base = withoutGz(name).split("/").at(-1) as string;
  const dot = base.lastIndexOf(".");
  return dot <= 0 ? "" : base.slice(dot + 1).toLowerCase();
}

/** Whether the name promises gzip. */
export function isGzName(name: string): boolean {
  return /\.gz$/i.test(name);
}

function withoutGz(name: string): string {
  return isGzName(name) ? name.slice(0, -3) : name;
}

function refused(reason: string): Detected {
  return { kind: "refused", reason };
}
