import { closeSync, openSync, readSync } from "node:fs";
import { InputError } from "../errors.js";
import { type Line, LineSplitter } from "../read/lines.js";

const CHUNK_BYTES = 1 << 20;

/** The members of a JSON object that was read from a file; nothing is known of the values. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A row of a JSONL file. */
export interface JsonRow {
  readonly value: JsonObject;
  /** `file:line`, for messages. */
  readonly place: string;
}

/**
 * Lines of a file that are not blank, as bytes without their line end. Holds one line and one chunk.
 * @throws {InputError} where the file cannot be read.
 */
export function* readLines(path: string): Generator<Line> {
  const file = attempt(path, () => openSync(path, "r"));
  const splitter = new LineSplitter(Number.MAX_SAFE_INTEGER);
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = attempt(path, () => readSync(file, chunk, 0, CHUNK_BYTES, null));
      if (length === 0) break;
      yield* splitter.push(chunk.subarray(0, length));
    }
    const last = splitter.finish();
    if (last !== null) yield last;
  } finally {
    closeSync(file);
  }
}

/**
 * Rows of a JSONL file, each a JSON object.
 * @throws {InputError} naming file and line where one is not, or the file where it cannot be read.
 */
export function* readRows(path: string): Generator<JsonRow> {
  for (const { number, bytes } of readLines(path)) {
    const place = `${path}:${number}`;
    yield { place, value: parseObject(bytes, place) };
  }
}

/** @throws {InputError} where the bytes are not one JSON object. */
export function parseObject(bytes: Buffer, place: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw new InputError(place, `expected a JSON object, found ${(cause as Error).message}`, { cause });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new InputError(place, `expected a JSON object, found ${Array.isArray(value) ? "an array" : String(value)}`);
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    const found = code === "ENOENT" ? "none of that name" : `an error (${code})`;
    throw new InputError(path, `expected a readable file, found ${found}`, { cause });
  }
}
