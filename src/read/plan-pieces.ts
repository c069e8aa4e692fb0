import { closeSync, openSync, readSync, statSync } from "node:fs";
import { InputError } from "../errors.js";
import type { Reading } from "../model/reading.js";
import { type ByteSource, openBytes, peek } from "./byte-source.js";
import { detectFormat, isGzName } from "./formats.js";
import { isGzip } from "./gunzip.js";
import { type Input, STDIN } from "./inputs.js";
import { readEnd } from "./jsonl.js";
import { packLines } from "./line-batch.js";
import { type Line, LineSplitter } from "./lines.js";
import { extracted, type Piece } from "./pieces.js";
import { HEAD_BYTES, readSource } from "./read.js";
import { type ReadOptions, type ReadSettings, resolveSettings } from "./settings.js";

/** Bytes a piece: enough to make handing it over cheap, few enough to share the last ones out evenly. */
export const PIECE_BYTES = 2 << 20;

/** Files in one piece at most. */
const FILES_A_PIECE = 256;

/**
 * Cuts inputs into pieces, in the order of the inputs and of their records. Unpacked JSONL files are only looked at;
 * packed ones and standard input are unpacked and split here.
 * @param pieceBytes about the bytes of a piece, 1 or more. @param streamBytes those of a piece of what can only be read in
 * order; 1: whatever comes in is handed on at once.
 * @throws {UsageError} for a bad option, and for `-` without `stdin`.
 * @throws {InputError} where a file cannot be opened or read.
 */
export async function* planPieces(
  inputs: readonly Input[],
  options: ReadOptions,
  pieceBytes: number = PIECE_BYTES,
  streamBytes: number = pieceBytes,
): AsyncGenerator<Piece> {
  const settings = resolveSettings(options);
  let files: Input[] = [];
  let bytes = 0;
  for (const input of inputs) {
    const way = wayOf(input);
    if (way.kind === "whole" && files.length < FILES_A_PIECE && bytes + way.bytes <= pieceBytes) {
      files.push(input);
      bytes += way.bytes;
      continue;
    }
    if (files.length > 0) yield { kind: "files", inputs: files, bytes };
    [files, bytes] = way.kind === "whole" ? [[input], way.bytes] : [[], 0];
    if (way.kind === "ranges") yield* ranges(input, way.bytes, pieceBytes);
    if (way.kind === "stream") yield* streamed(input, options, settings, streamBytes);
  }
  if (files.length > 0) yield { kind: "files", inputs: files, bytes };
}

type Way =
  | { readonly kind: "ranges"; readonly bytes: number }
  | { readonly kind: "whole"; readonly bytes: number }
  | { readonly kind: "stream" };

/** How an input is best read: packed data and what is no regular file can only be read in order, once. */
function wayOf({ path }: Input): Way {
  if (path === STDIN) return { kind: "stream" };
  const { head, bytes } = lookAt(path);
  if (head === undefined || isGzip(head) || isGzName(path)) return { kind: "stream" };
  const detected = detectFormat(path, head);
  const isLines = detected.kind === "format" && detected.format === "jsonl";
  return { kind: isLines ? "ranges" : "whole", bytes };
}

/** The first bytes of a regular file and its size. */
function lookAt(path: string): { readonly head?: Buffer; readonly bytes: number } {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return { bytes: 0 };
    const file = openSync(path, "r");
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      return { head: head.subarray(0, readSync(file, head, 0, HEAD_BYTES, 0)), bytes: stats.size };
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new InputError(path, `expected a readable file, found an error (${code})`, { cause });
  }
}

function* ranges(input: Input, bytes: number, pieceBytes: number): Generator<Piece> {
  for (let start = 0; start < bytes; start += pieceBytes) {
    const end = Math.min(bytes, start + pieceBytes);
    yield { kind: "range", range: { input, start, end }, bytes: end - start };
  }
}

async function* streamed(
  input: Input,
  options: ReadOptions,
  settings: ReadSettings,
  pieceBytes: number,
): AsyncGenerator<Piece> {
  for await (const source of openBytes(input, options.stdin)) {
    const peeked = await peek(source.chunks, HEAD_BYTES);
    const whole = { ...source, chunks: peeked.chunks };
    try {
      const detected = detectFormat(input.path, peeked.head.subarray(0, HEAD_BYTES));
      const isLines = detected.kind === "format" && detected.format === "jsonl";
      yield* isLines
        ? lineBatches(whole, settings, pieceBytes)
        : readingBatches(readSource(whole, settings), pieceBytes);
    } finally {
      await peeked.close();
    }
  }
}

async function* lineBatches(source: ByteSource, settings: ReadSettings, pieceBytes: number): AsyncGenerator<Piece> {
  const splitter = new LineSplitter(settings.maxRecordBytes);
  const file = source.input.path;
  let lines: Line[] = [];
  let bytes = 0;
  for await (const chunk of source.chunks) {
    for (const line of splitter.push(chunk)) {
      lines.push(line);
      bytes += line.bytes.length;
    }
    if (bytes < pieceBytes) continue;
    yield { kind: "lines", file, lines: packLines(lines), bytes };
    [lines, bytes] = [[], 0];
  }
  if (lines.length > 0) yield { kind: "lines", file, lines: packLines(lines), bytes };
  const end = [...readEnd(splitter, source, settings)];
  const readings = settings.html ? await extracted(end) : end;
  if (readings.length > 0) yield { kind: "readings", readings, bytes: 0 };
}

/** Readings as pieces of about `pieceBytes`. */
export async function* readingBatches(
  all: AsyncIterable<Reading>,
  pieceBytes: number = PIECE_BYTES,
): AsyncGenerator<Piece> {
  let readings: Reading[] = [];
  let bytes = 0;
  for await (const reading of all) {
    readings.push(reading);
    bytes += sizeOf(reading);
    if (bytes < pieceBytes) continue;
    yield { kind: "readings", readings, bytes };
    [readings, bytes] = [[], 0];
  }
  if (readings.length > 0) yield { kind: "readings", readings, bytes };
}

function sizeOf(reading: Reading): number {
  if (reading.kind === "reject") return reading.reject.raw.length;
  return reading.record.kind === "json" ? reading.record.bytes.length : reading.article.text.length;
}
