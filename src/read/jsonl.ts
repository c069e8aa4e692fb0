import type { Reading } from "../model/reading.js";
import type { ByteSource } from "./byte-source.js";
import { readRecord } from "./json-record.js";
import { type Line, LineSplitter } from "./lines.js";
import type { RecordReader } from "./record-reader.js";
import { rejected } from "./reject.js";
import type { ReadSettings } from "./settings.js";

/**
 * JSON lines: one object a line, UTF-8, LF or CRLF, blank lines and byte order marks skipped. Every line that is not
 * blank is an article or a reject, and a bad one does not disturb the next.
 */
export async function* readJsonLines(source: ByteSource, settings: ReadSettings): AsyncGenerator<Reading> {
  const splitter = new LineSplitter(settings.maxRecordBytes);
  const file = source.input.path;
  for await (const chunk of source.chunks) {
    for (const line of splitter.push(chunk)) yield readLine(line, file, settings);
  }
  yield* readEnd(splitter, source, settings);
}

/** The line without an end; where the file broke off, a reject holds what is left of it. To be asked for once all bytes are split. */
export function* readEnd(splitter: LineSplitter, source: ByteSource, settings: ReadSettings): Generator<Reading> {
  const file = source.input.path;
  const last = splitter.finish();
  const reading = last === null ? null : readLine(last, file, settings);
  const fault = source.fault();
  if (reading !== null && (fault === null || reading.kind === "article")) yield reading;
  if (fault === null) return;
  const broken = reading?.kind === "reject" ? last : null;
  const place = { file, line: broken?.number ?? splitter.number, offset: broken?.offset ?? splitter.offset };
  yield rejected(place, `expected whole gzip data, found ${fault}`, broken?.bytes ?? new Uint8Array());
}

/** One line of JSONL as a reading. @param read reads its record; default: the reference. */
export function readLine(line: Line, file: string, settings: ReadSettings, read?: RecordReader): Reading {
  const place = { file, line: line.number, offset: line.offset };
  if (line.whole) return read === undefined ? readRecord(line.bytes, place, settings.names) : read(line.bytes, place);
  return rejected(
    place,
    `expected a line of at most ${settings.maxRecordBytes} bytes, found ${line.length}`,
    line.bytes,
  );
}
