import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { InputError, UsageError } from "../errors.js";
import type { Reading } from "../model/reading.js";
import { readLine } from "../read/jsonl.js";
import type { Line } from "../read/lines.js";
import type { LineRun } from "../read/unread.js";
import { replaceFile } from "./durable-file.js";
import type { FilterCounts } from "./filter-counts.js";
import type { LearnMark } from "./learn-log.js";

/** The version of the checkpoint file; others are refused by name. */
export const CHECKPOINT_SCHEMA = "dittograph-filter/1";

/** Files a filter writes. */
export type OutputName = "articles" | "duplicates" | "rejects";

/** A record of the input, so that a resumed run can tell whether it reads the same input. */
export interface RecordMark {
  readonly file: string;
  readonly line: number;
  readonly offset: number;
  /** SHA-256 of the record's bytes, hex. */
  readonly hash: string;
}

/** How far a run came: everything before it is in the outputs and in the index, and nothing behind it is in the outputs. */
export interface Checkpoint {
  readonly schema: typeof CHECKPOINT_SCHEMA;
  /** What must be the same to go on: inputs and options, as the caller names them. */
  readonly command: Readonly<Record<string, string>>;
  /** Records read, rejects included. */
  readonly read: number;
  /** The last of them; absent before the first. */
  readonly last?: RecordMark;
  /** Bytes of each output. */
  readonly outputs: Readonly<Partial<Record<OutputName, number>>>;
  /** Articles that are in the outputs were taken into the index under numbers below this one, later ones above. */
  readonly sequence: number;
  /** The run ended with all in the outputs that it had given to the index: what the index took later is not of this input. */
  readonly ended?: true;
  readonly counts: FilterCounts;
  /** How far templates were learned, where they are. */
  readonly learn?: LearnMark;
}

/**
 * Reads a checkpoint; undefined where none was written yet.
 * @throws {InputError} where the file is no checkpoint.
 * @throws {UsageError} where it was made by a command with other inputs or options, naming what differs.
 */
export function readCheckpoint(path: string, command: Checkpoint["command"]): Checkpoint | undefined {
  if (!existsSync(path)) return undefined;
  const checkpoint = parseCheckpoint(path);
  const names = new Set([...Object.keys(checkpoint.command), ...Object.keys(command)]);
  for (const name of names) {
    const [before, now] = [checkpoint.command[name], command[name]];
    if (before === now) continue;
    const expected = `${name} ${before ?? "not given"}, as when the checkpoint was made`;
    throw new UsageError(`${path}: expected ${expected}, found ${now ?? "it not given"}`);
  }
  return checkpoint;
}

/**
 * Checks that the index is the one of the checkpoint, as far as its number tells.
 * @throws {UsageError} where it took fewer articles, as one that was deleted and made anew.
 */
export function expectTaken(index: string, found: number, { sequence }: Checkpoint): void {
  if (found >= sequence) return;
  const expected = `an index that took ${sequence} articles, as when the checkpoint was made`;
  throw new UsageError(`${index}: expected ${expected}, found one that took ${found}`);
}

function parseCheckpoint(path: string): Checkpoint {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new InputError(path, `expected a checkpoint of dittograph filter, found ${(cause as Error).message}`, {
      cause,
    });
  }
  const checkpoint = (found ?? {}) as Partial<Checkpoint>;
  if (checkpoint.schema !== CHECKPOINT_SCHEMA) {
    const schema = JSON.stringify(checkpoint.schema);
    throw new InputError(path, `expected a checkpoint (${CHECKPOINT_SCHEMA}), found ${schema}`);
  }
  for (const [name, is] of Object.entries(MEMBERS)) {
    const value = (found as Record<string, unknown>)[name];
    if (!is(value)) throw new InputError(path, `expected a checkpoint, found ${name} ${JSON.stringify(value)}`);
  }
  return found as Checkpoint;
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
const isNoneOr =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || is(value);
const isEach =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    isObject(value) && Object.values(value as object).every(is);

/** What a checkpoint must hold to be gone on from. */
const MEMBERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  command: isEach((value) => typeof value === "string"),
  read: isCount,
  last: isNoneOr(isObject),
  outputs: isEach(isCount),
  sequence: isCount,
  counts: isObject,
  learn: isNoneOr(isLearnMark),
};

function isLearnMark(value: unknown): boolean {
  const { file, bytes, records } = (value ?? {}) as Partial<LearnMark>;
  return typeof file === "string" && !/[/\\]/.test(file) && isCount(bytes) && isCount(records);
}

/**
 * Puts a checkpoint in the place of the last one; it is on the disk when this returns, and whole whenever the machine stops.
 * @throws {OutputError} where the system refuses.
 */
export function writeCheckpoint(path: string, checkpoint: Checkpoint): void {
  replaceFile(path, `${JSON.stringify(checkpoint)}\n`);
}

/** What tells a record of the input from another. */
export function markOf(reading: Reading): RecordMark {
  const { file, line, offset } = reading.kind === "reject" ? reading.reject : reading;
  return { file, line, offset, hash: createHash("sha256").update(bytesOf(reading)).digest("hex") };
}

function bytesOf(reading: Reading): Uint8Array | string {
  if (reading.kind === "reject") return reading.reject.raw;
  return reading.record.kind === "json" ? reading.record.bytes : reading.article.text;
}

/**
 * What stands behind a checkpoint.
 * @throws {InputError} where the input is not the one that the checkpoint was made of.
 */
export async function* readingsBehind(
  readings: AsyncIterable<Reading | LineRun>,
  { read, last }: Pick<Checkpoint, "read" | "last">,
): AsyncGenerator<Reading | LineRun> {
  let seen = 0;
  for await (const reading of readings) {
    const before = read - seen;
    const count = reading.kind === "lines" ? reading.lines.length : 1;
    seen += count;
    if (before >= 1 && before <= count && last !== undefined) expectSame(last, markOf(readingAt(reading, before - 1)));
    if (before <= 0) yield reading;
    else if (reading.kind === "lines" && before < count) yield { ...reading, lines: reading.lines.slice(before) };
  }
  if (seen < read && last !== undefined) {
    throw new InputError(last.file, `expected the ${read} records that the checkpoint has behind it, found ${seen}`);
  }
}

function readingAt(reading: Reading | LineRun, place: number): Reading {
  if (reading.kind !== "lines") return reading;
  return readLine(reading.lines[place] as Line, reading.file, reading.settings);
}

function expectSame(expected: RecordMark, found: RecordMark): void {
  if (expected.hash === found.hash && expected.file === found.file && expected.offset === found.offset) return;
  const place = ({ file, line, hash }: RecordMark): string => `${file}:${line} (sha256 ${hash.slice(0, 12)})`;
  throw new InputError(
    expected.file,
    `expected the record of the checkpoint, ${place(expected)}, found ${place(found)}: the input has changed`,
  );
}
