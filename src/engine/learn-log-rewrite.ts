import { closeSync, fsyncSync, openSync, readSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import type { Article } from "../model/article.js";
import { syncFolder } from "./durable-file.js";
import { type JsonObject, parseObject, readLines } from "./file-lines.js";
import { type WindowEntry, weightOf } from "./learn-window.js";
import { attempt, openSink, type Sink } from "./output.js";

/** The version of a log that is written. */
export const LEARN_SCHEMA = "dittograph-learn/2";

/** Versions that are read; others are refused by name. The first had no articles without texts. */
export const LEARN_SCHEMAS: readonly unknown[] = ["dittograph-learn/1", LEARN_SCHEMA];

/** An article of the window, and where its row lies. */
export interface LoggedEntry extends WindowEntry {
  start: number;
  end: number;
  /** Until it is counted for the first time. */
  article?: Article;
}

/** Templates that were learned. */
export interface LearnedVersion {
  /** The records that they were counted over. */
  readonly from: number;
  /** The text of a templates file. */
  readonly text: string;
}

/** What stays of an article that counts no more: what it made fall out of the window depends on it. */
export interface GoneArticle {
  readonly id: string;
  readonly source: string;
  /** As `weightOf` gives it. */
  readonly weight: number;
}

/** A row of the log. */
export const rowOf = (row: object): string => `${JSON.stringify(row)}\n`;

/** The row that tells of templates that came into use behind a record. */
export const versionRow = (record: number, { from, text }: LearnedVersion): object => ({
  ...{ record, from },
  templates: text,
});

/**
 * Copies what counts, and nothing else, aside and then in place; the entries' places become those in the new file.
 * @returns its bytes. @throws {OutputError}
 */
export function writeRenewed(
  from: string,
  to: string,
  records: number,
  version: LearnedVersion | undefined,
  entries: readonly LoggedEntry[],
): number {
  return rewritten(to, (sink) => {
    const old = openSync(from, "r");
    try {
      // The count begun behind the last record is told of by a row that reaches it, behind all that counts.
      sink.write(rowOf({ schema: LEARN_SCHEMA, records: records - 1 }));
      for (const entry of entries) {
        const row = Buffer.allocUnsafe(entry.end - entry.start);
        readSync(old, row, 0, row.length, entry.start);
        put(sink, row, entry);
      }
      sink.write(rowOf(version === undefined ? { record: records } : versionRow(records, version)));
    } finally {
      closeSync(old);
    }
  });
}

/**
 * Copies all rows, those of articles that are not among `kept` without the articles, aside and then in place; the places of
 * those kept become those in the new file. Holds one row at a time.
 * @returns its bytes. @throws {OutputError} @throws {InputError} where the old file is damaged.
 */
export function writeThinned(from: string, to: string, kept: Iterable<LoggedEntry>): number {
  const entryAt = new Map([...kept].map((entry) => [entry.start, entry]));
  return rewritten(to, (sink) => {
    for (const { number, offset, bytes } of readLines(from)) {
      const entry = entryAt.get(offset);
      if (entry !== undefined) put(sink, Buffer.concat([bytes, LINE_END]), entry);
      else if (offset === 0) sink.write(rowOf({ ...parseObject(bytes, `${from}:${number}`), schema: LEARN_SCHEMA }));
      else sink.write(rowOf(withoutArticle(parseObject(bytes, `${from}:${number}`))));
    }
  });
}

const LINE_END = Buffer.from("\n");

function withoutArticle({ article, ...row }: JsonObject): object {
  if (article === undefined) return row;
  const { id, source, text } = article as { readonly id: string; readonly source: string; readonly text: string };
  return { ...row, gone: { id, source, weight: weightOf(text) } satisfies GoneArticle };
}

function put(sink: Sink, row: Uint8Array, entry: LoggedEntry): void {
  entry.start = sink.length;
  sink.write(row);
  entry.end = sink.length;
}

function rewritten(to: string, write: (sink: Sink) => void): number {
  const aside = `${to}.unfinished`;
  const sink = openSink(aside);
  try {
    write(sink);
  } finally {
    sink.close();
  }
  attempt(to, () => {
    const written = openSync(aside, "r");
    fsyncSync(written);
    closeSync(written);
    renameSync(aside, to);
    syncFolder(dirname(to));
  });
  return sink.length;
}
