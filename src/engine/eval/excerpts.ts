import { restore } from "../../clean/restore.js";
import { InputError } from "../../errors.js";
import type { Range, Span } from "../../model/span.js";
import { type FieldNames, OWN_FIELD } from "../../read/fields.js";
import { readRecord } from "../../read/json-record.js";
import { parseObject } from "../file-lines.js";
import type { FinishedRun } from "../finished-run.js";
import { openRunRecords, type RunRecord } from "../run-records.js";

/** UTF-16 units shown of a text and of a passage. */
export const EXCERPT_UNITS = 300;

/** A text of a finished run: clean as it was written, and the original that passages point into. */
export interface RunText {
  readonly clean: string;
  readonly original: string;
}

/**
 * Reads the texts of some articles of a finished run; one pass over its records, memory for the texts asked for.
 * @param names under which the records hold their text, as in the run.
 * @throws {InputError} where a record has no text or no spans.
 */
export function readTexts(run: FinishedRun, wanted: ReadonlySet<number>, names: FieldNames): Map<number, RunText> {
  const texts = new Map<number, RunText>();
  const records = openRunRecords(run);
  try {
    for (const article of run.entries.keys()) {
      const record = records.next();
      if (wanted.has(article)) texts.set(article, textOf(record, names));
    }
  } finally {
    records.close();
  }
  return texts;
}

function textOf({ bytes, place }: RunRecord, names: FieldNames): RunText {
  const reading = readRecord(bytes, { file: place, line: 1, offset: 0 }, names);
  if (reading.kind === "reject") {
    throw new InputError(place, `${reading.reject.reason}; name the text's field with --text-field, as in the run`);
  }
  const own = parseObject(bytes, place)[OWN_FIELD] as { readonly spans?: readonly Span[] } | undefined;
  if (!Array.isArray(own?.spans)) throw new InputError(place, `expected "spans" in "${OWN_FIELD}", found none`);
  const { text } = reading.article;
  return { clean: text, original: restore(text, own.spans as readonly Span[]) };
}

/** The beginning of a text, or of a range of it, at most EXCERPT_UNITS long; a cut is marked, and splits no character. */
export function excerpt(text: string, { start, end }: Range = { start: 0, end: text.length }): string {
  if (end - start <= EXCERPT_UNITS) return text.slice(start, end);
  const last = text.charCodeAt(start + EXCERPT_UNITS - 1);
  const isSplit = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(start, start + EXCERPT_UNITS - (isSplit ? 1 : 0))}…`;
}
