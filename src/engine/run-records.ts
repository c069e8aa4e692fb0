import { join } from "node:path";
import { InputError, UsageError } from "../errors.js";
import type { Summary } from "../model/summary.js";
import type { Line } from "../read/lines.js";
import { readLines } from "./file-lines.js";
import type { FinishedRun } from "./finished-run.js";

/** What a run writes that holds the text of articles. */
export const RECORD_FILES = ["kept.jsonl", "duplicates.jsonl", "repeats.jsonl"] as const;

/**
 * @param asked what cannot be done without records, as whoever asks for it knows it.
 * @throws {UsageError} where a run was made without them.
 */
export function expectRecords(folder: string, { leftOut }: Pick<Summary, "leftOut">, asked: string): void {
  if (leftOut === undefined) return;
  throw new UsageError(
    `${asked}: expected a run with its records, found one made with --no-records in ${folder}, without ${leftOut.join(", ")}: run it again without that option`,
  );
}

/** A record of a finished run, one line of JSON without its line end. */
export interface RunRecord {
  readonly bytes: Buffer;
  /** `file:line`. */
  readonly place: string;
}

/** Records of a finished run, article by article in input order, whichever file they are in. */
export interface RunRecords {
  next(): RunRecord;
  /** @throws {InputError} where a file holds more records than the run has articles. */
  finish(): void;
  /** Lets go of the files. */
  close(): void;
}

/**
 * Opens kept.jsonl and duplicates.jsonl side by side.
 * @throws {InputError} where a record is missing.
 */
export function openRunRecords({ folder, entries, stars }: FinishedRun): RunRecords {
  const kept = openQueue(join(folder, "kept.jsonl"));
  const duplicates = openQueue(join(folder, "duplicates.jsonl"));
  let index = 0;
  return {
    next() {
      const id = entries[index]?.id;
      return (stars.has(index++) ? duplicates : kept).next(id);
    },
    finish() {
      kept.finish();
      duplicates.finish();
    },
    close() {
      kept.close();
      duplicates.close();
    },
  };
}

function openQueue(path: string) {
  const lines = readLines(path);
  return {
    next(id: string | undefined): RunRecord {
      const { value, done } = lines.next();
      if (done === true) throw new InputError(path, `expected a record of ${JSON.stringify(id)}, found the end`);
      const { bytes, number } = value as Line;
      return { bytes, place: `${path}:${number}` };
    },
    finish(): void {
      const { value, done } = lines.next();
      if (done === true) return;
      throw new InputError(`${path}:${(value as Line).number}`, "expected the end of the run's records, found more");
    },
    close(): void {
      lines.return(undefined);
    },
  };
}
