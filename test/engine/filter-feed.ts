import type { RowTarget } from "../../src/engine/filter-rows.js";
import type { ArticleReading, Reading } from "../../src/model/reading.js";
import { COMMON_FIELDS } from "../../src/read/fields.js";
import { readRecord } from "../../src/read/json-record.js";
import { resolveSettings } from "../../src/read/settings.js";
import type { LineRun } from "../../src/read/unread.js";

const SUBJECTS = ["The ferry", "A baker", "The old mill", "One school", "The night bus", "A lighthouse", "The museum"];
const DEEDS = ["reopened", "was repaired", "lost its roof", "won a prize", "moved north", "changed hands"];
const PLACES = ["in Hollin", "by the canal", "near Osterby", "on Mill Street", "in the harbour", "beyond the ridge"];

/** A text of its own for each number. */
export function storyOf(n: number): string {
  const sentence = (i: number): string => {
    const pick = (list: readonly string[], salt: number) =>
      list[(n * 31 + i * 17 + salt * n * i) % list.length] as string;
    return `${pick(SUBJECTS, 3)} number ${n * 7 + i} ${pick(DEEDS, 5)} ${pick(PLACES, 7)} while keeper ${n}x${i} looked on.`;
  };
  return Array.from({ length: 6 }, (_, i) => sentence(i)).join(" ");
}

/** Readings of records, as the read stage gives them for a file `feed.jsonl`. */
export function readingsOf(records: readonly (object | string)[]): Reading[] {
  let offset = 0;
  return records.map((record, i) => {
    const bytes = Buffer.from(typeof record === "string" ? record : JSON.stringify(record));
    const reading = readRecord(bytes, { file: "feed.jsonl", line: i + 1, offset }, COMMON_FIELDS);
    offset += bytes.length + 1;
    return reading;
  });
}

/** The lines of records, some a run, as `readUnread` gives them for a file `feed.jsonl`. */
export function lineRunsOf(records: readonly (object | string)[], size: number): LineRun[] {
  let offset = 0;
  const lines = records.map((record, i) => {
    const bytes = Buffer.from(typeof record === "string" ? record : JSON.stringify(record));
    const line = { number: i + 1, offset, bytes, length: bytes.length, whole: true };
    offset += bytes.length + 1;
    return line;
  });
  const runs = Array.from({ length: Math.ceil(lines.length / size) }, (_, i) => lines.slice(i * size, (i + 1) * size));
  return runs.map((some) => ({ kind: "lines", file: "feed.jsonl", lines: some, settings: resolveSettings({}) }));
}

/** The readings one by one, and what is done between them. */
export async function* stream<Item extends Reading | LineRun>(
  readings: readonly Item[],
  between?: (at: number) => Promise<void> | void,
): AsyncGenerator<Item> {
  for (const [at, reading] of readings.entries()) {
    await between?.(at);
    yield reading;
  }
}

/** Rows in memory. */
export function memoryRows(
  onWrite: () => Promise<void> | void = () => {},
): RowTarget & { readonly rows: () => Row[]; readonly text: () => string } {
  let text = "";
  return {
    get position() {
      return Buffer.byteLength(text);
    },
    async write(bytes) {
      text += typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("utf8");
      await onWrite();
    },
    async flush() {},
    async sync() {},
    async close() {},
    text: () => text,
    rows: () =>
      text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Row),
  };
}

/** A row of the outputs. */
export interface Row {
  readonly id: string;
  readonly text: string;
  readonly reason?: string;
  readonly dittograph: {
    readonly id?: string;
    readonly duplicateOf?: string;
    readonly relation?: string;
    readonly supersedes?: string[];
    readonly cluster?: string;
    readonly firstSeen?: object;
  };
}

/** The id of an article's reading. */
export const idOf = (reading: Reading): string => (reading as ArticleReading).article.id;
