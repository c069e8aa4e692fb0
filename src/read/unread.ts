import type { Reading } from "../model/reading.js";
import { type ByteSource, openBytes, peek } from "./byte-source.js";
import { detectFormat } from "./formats.js";
import { type Input, STDIN } from "./inputs.js";
import { readEnd } from "./jsonl.js";
import { type Line, LineSplitter } from "./lines.js";
import { HEAD_BYTES, readSource } from "./read.js";
import { type ReadOptions, type ReadSettings, resolveSettings } from "./settings.js";

/** Lines of a run at most: of short ones a chunk holds half a million, each an object once it is cut. */
const RUN_LINES = 512;

/** Lines of JSON that came together, to be read elsewhere by `readLine`. At least one. */
export interface LineRun {
  readonly kind: "lines";
  readonly file: string;
  readonly lines: readonly Line[];
  /** What they are to be read with. */
  readonly settings: ReadSettings;
}

/**
 * Reads articles as `readArticles` does, but for lines of JSON, which are only cut apart: each is a reading.
 * @throws {UsageError} for a bad option, and for `-` without `stdin`.
 * @throws {InputError} where a file cannot be opened or read.
 */
export async function* readUnread(
  inputs: readonly Input[],
  options: ReadOptions = {},
): AsyncGenerator<Reading | LineRun> {
  const settings = resolveSettings(options);
  for (const input of inputs) {
    for await (const source of openBytes(input, options.stdin)) {
      yield* settings.html ? readSource(source, settings) : unreadSource(source, settings);
    }
  }
}

async function* unreadSource(source: ByteSource, settings: ReadSettings): AsyncGenerator<Reading | LineRun> {
  const { path } = source.input;
  if (path === STDIN && settings.stdinFormat !== undefined) {
    yield* settings.stdinFormat === "jsonl" ? lineRuns(source, settings) : readSource(source, settings);
    return;
  }
  const peeked = await peek(source.chunks, HEAD_BYTES);
  const whole = { ...source, chunks: peeked.chunks };
  try {
    const detected = detectFormat(path, peeked.head.subarray(0, HEAD_BYTES));
    const isLines = detected.kind === "format" && detected.format === "jsonl";
    yield* isLines ? lineRuns(whole, settings) : readSource(whole, settings);
  } finally {
    await peeked.close();
  }
}

async function* lineRuns(source: ByteSource, settings: ReadSettings): AsyncGenerator<Reading | LineRun> {
  const splitter = new LineSplitter(settings.maxRecordBytes);
  for await (const chunk of source.chunks) {
    for (const lines of runsOf(splitter.push(chunk))) yield { kind: "lines", file: source.input.path, lines, settings };
  }
  yield* readEnd(splitter, source, settings);
}

function* runsOf(all: Iterable<Line>): Generator<readonly Line[]> {
  let lines: Line[] = [];
  for (const line of all) {
    lines.push(line);
    if (lines.length < RUN_LINES) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}
