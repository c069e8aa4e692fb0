import type { Reading } from "../model/reading.js";
import type { Input } from "./inputs.js";
import { readLine } from "./jsonl.js";
import { type LineBatch, linesOf } from "./line-batch.js";
import { type Line, LineSplitter } from "./lines.js";
import { type FileRange, rangeChunks } from "./range.js";
import { readArticles } from "./read.js";
import { createRecordReader, type RecordKernel } from "./record-reader.js";
import { type ReadOptions, resolveSettings } from "./settings.js";
import { underWrittenName } from "./written-name.js";

/**
 * A part of the input that can be read anywhere, by a worker as well, and in any order: pieces one behind the other give
 * what `readArticles` gives. Plain data, so that it can be sent.
 *
 * `range`: the lines that begin in a range of an unpacked JSONL file. `lines`: lines of a stream. `files`: whole files.
 * `readings`: what was read already.
 */
export type Piece =
  | { readonly kind: "range"; readonly range: FileRange; readonly bytes: number }
  | { readonly kind: "lines"; readonly file: string; readonly lines: LineBatch; readonly bytes: number }
  | { readonly kind: "files"; readonly inputs: readonly Input[]; readonly bytes: number }
  | { readonly kind: "readings"; readonly readings: readonly Reading[]; readonly bytes: number };

/** The readings of a piece. */
export interface PieceReadings {
  readonly readings: readonly Reading[];
  /** Of a `range`: its line ends; its readings count lines from 1. Of others 0: their lines are those of the file. */
  readonly lines: number;
}

/**
 * Reads a piece.
 * @param kernel reads the records of JSONL that it can; the readings are the same.
 * @throws {InputError} where a file cannot be opened or read.
 */
export async function readPiece(piece: Piece, options: ReadOptions, kernel?: RecordKernel): Promise<PieceReadings> {
  switch (piece.kind) {
    case "range":
      return readRange(piece.range, options, kernel);
    case "lines":
      return { readings: await readBatch(piece.file, piece.lines, options, kernel), lines: 0 };
    case "files":
      return { readings: await gather(readArticles(piece.inputs, options)), lines: 0 };
    case "readings":
      return { readings: piece.readings, lines: 0 };
    default:
      return piece satisfies never;
  }
}

async function readRange(range: FileRange, options: ReadOptions, kernel?: RecordKernel): Promise<PieceReadings> {
  const { path, written } = range.input;
  const settings = resolveSettings(
    written === undefined ? options : { ...written, maxRecordBytes: options.maxRecordBytes },
  );
  const read = createRecordReader(settings.names, settings.html ? undefined : kernel);
  const splitter = new LineSplitter(settings.maxRecordBytes);
  const readings: Reading[] = [];
  let begin: number | undefined;
  const take = (line: Line): void => {
    const placed = { ...line, offset: line.offset + (begin ?? 0) };
    const reading = readLine(placed, path, settings, read);
    readings.push(written === undefined ? reading : underWrittenName(reading));
  };
  for (const { offset, bytes } of rangeChunks(range)) {
    begin ??= offset;
    for (const line of splitter.push(bytes)) take(line);
  }
  const last = splitter.finish();
  if (last !== null) take(last);
  return { readings: settings.html ? await extracted(readings) : readings, lines: splitter.number - 1 };
}

async function readBatch(
  file: string,
  batch: LineBatch,
  options: ReadOptions,
  kernel?: RecordKernel,
): Promise<Reading[]> {
  const settings = resolveSettings(options);
  const read = createRecordReader(settings.names, settings.html ? undefined : kernel);
  const readings = Array.from(linesOf(batch), (line) => readLine(line, file, settings, read));
  return settings.html ? extracted(readings) : readings;
}

/** Readings of records whose text is HTML, with the text of their pages. The parser is loaded only where it is needed. */
export async function extracted(readings: readonly Reading[]): Promise<Reading[]> {
  const { extractedReading } = await import("./html/html-record.js");
  return readings.map(extractedReading);
}

async function gather(readings: AsyncIterable<Reading>): Promise<Reading[]> {
  const all: Reading[] = [];
  for await (const reading of readings) all.push(reading);
  return all;
}
