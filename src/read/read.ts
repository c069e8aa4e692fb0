import type { Reading } from "../model/reading.js";
import { type ByteSource, openBytes, peek } from "./byte-source.js";
import { detectFormat, type Format } from "./formats.js";
import { type Input, STDIN } from "./inputs.js";
import { readJsonLines } from "./jsonl.js";
import { readPlain } from "./plain.js";
import { rejected } from "./reject.js";
import { type ReadOptions, type ReadSettings, resolveSettings } from "./settings.js";

/** Bytes looked at to find a format. */
export const HEAD_BYTES = 4096;

/** The one contract of all formats: unpacked bytes in, readings out, in the order they stand. */
type FormatReader = (source: ByteSource, settings: ReadSettings) => AsyncIterable<Reading>;

const READERS: Readonly<Record<Format, FormatReader>> = { jsonl: readJsonLines, plain: readPlain, html: readPages };

/** Where texts are HTML: those of records are extracted, and plain files are pages. */
const HTML_READERS: Readonly<Record<Format, FormatReader>> = {
  jsonl: readJsonPages,
  plain: readPages,
  html: readPages,
};

/** The parser of web pages is loaded only where there are any. */
async function* readPages(source: ByteSource, settings: ReadSettings): AsyncGenerator<Reading> {
  const { readHtml } = await import("./html/read-html.js");
  yield* readHtml(source, settings);
}

async function* readJsonPages(source: ByteSource, settings: ReadSettings): AsyncGenerator<Reading> {
  const { withExtractedTexts } = await import("./html/html-record.js");
  yield* withExtractedTexts(readJsonLines(source, settings));
}

/**
 * Reads articles, in the order of the inputs and of their records. What cannot be read is a reject in its place; a file
 * that is of no known format, or that breaks off, is one reject.
 * @throws {UsageError} for a bad option, and for `-` without `stdin`.
 * @throws {InputError} where a file cannot be opened or read.
 */
export async function* readArticles(inputs: readonly Input[], options: ReadOptions = {}): AsyncGenerator<Reading> {
  const settings = resolveSettings(options);
  for (const input of inputs) {
    for await (const source of openBytes(input, options.stdin)) yield* readSource(source, settings);
  }
}

/** Reads one source, in the format its name and first bytes tell. */
export async function* readSource(source: ByteSource, settings: ReadSettings): AsyncGenerator<Reading> {
  const { path } = source.input;
  const readers = settings.html ? HTML_READERS : READERS;
  if (path === STDIN && settings.stdinFormat !== undefined) {
    yield* readers[settings.stdinFormat](source, settings);
    return;
  }
  const peeked = await peek(source.chunks, HEAD_BYTES);
  try {
    const detected = detectFormat(path, peeked.head.subarray(0, HEAD_BYTES));
    if (detected.kind === "format") {
      yield* readers[detected.format]({ ...source, chunks: peeked.chunks }, settings);
    } else {
      yield rejected({ file: path, line: 1, offset: 0 }, detected.reason, peeked.head);
    }
  } finally {
    await peeked.close();
  }
}
