/**
 * What templates are learned from, on the disk: a file of JSON lines that grows with the stream, and is begun anew now and
 * then with what still counts. Its rows:
 *
 *     {"schema": "dittograph-learn/2", "records": 4999}                  records before those of the rows
 *     {"record": 4901, "sequence": 4090, "cluster": "c…", "article": {…}}
 *     {"record": 4902, "sequence": 4091, "cluster": "c…", "gone": {…}}   an article that counts no more, without its text
 *     {"record": 5000, "from": 2500, "templates": "…"}                   in use behind record 5000, counted over the first 2500
 *     {"record": 5900}                                                   how far the stream came
 */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Judgement } from "../model/decision.js";
import { openFileRows, type RowTarget } from "./filter-rows.js";
import {
  LEARN_SCHEMA,
  type LearnedVersion,
  type LoggedEntry,
  rowOf,
  versionRow,
  writeRenewed,
  writeThinned,
} from "./learn-log-rewrite.js";
import type { LearnWindow } from "./learn-window.js";

/** How far a log goes. */
export interface LearnMark {
  /** Name of the file in the log's folder. */
  readonly file: string;
  readonly bytes: number;
  /** Records of the stream behind which this is, those of earlier runs included. */
  readonly records: number;
}

/** What a log tells. */
export interface Learned {
  readonly records: number;
  /** Articles that the index must have taken. */
  readonly sequence: number;
  readonly window: LearnWindow<LoggedEntry>;
  /** The templates in use. */
  readonly version?: LearnedVersion;
  /** Where a count was begun of which no templates came yet: its articles, and the record behind which it was begun. */
  readonly due?: { readonly from: number; readonly entries: readonly LoggedEntry[] };
  /** The log's file, to go on in; undefined where there is none yet. */
  readonly mark?: LearnMark;
}

/** A log, or one that a killed run was writing. */
const OWN_NAME = /^log-\d+\.jsonl(\.unfinished)?$/;

/** A log that grows. */
export interface LearnLog {
  readonly position: number;
  /** Name of its file. */
  readonly file: string;
  article(entry: LoggedEntry, decision: Judgement): Promise<void>;
  version(record: number, version: LearnedVersion): Promise<void>;
  passed(record: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
  /** Begins a new file with what counts. The old one stays until `clear`. */
  renew(records: number, version: LearnedVersion | undefined, entries: readonly LoggedEntry[]): Promise<void>;
  /** Begins a new file in which the articles have no texts but for those that are kept. The old one stays until `clear`. */
  thin(records: number, kept: Iterable<LoggedEntry>): Promise<void>;
  /** Removes files of before, and what a killed run left. */
  clear(): void;
}

/**
 * Opens a log to go on behind a mark; what stands behind it is cut off.
 * @throws {OutputError} where the folder cannot be written.
 */
export async function openLearnLog(folder: string, mark: LearnMark | undefined, records: number): Promise<LearnLog> {
  let file = mark?.file ?? `log-${records}.jsonl`;
  let rows: RowTarget = openFileRows(join(folder, file), mark?.bytes);
  const goOnIn = async (now: number, make: (from: string, to: string) => number): Promise<void> => {
    const [old, next] = [rows, `log-${now}.jsonl`];
    await old.flush();
    const bytes = make(join(folder, file), join(folder, next));
    // Only now: what fails before leaves the old file open, to be closed once.
    rows = openFileRows(join(folder, next), bytes);
    file = next;
    await old.close();
  };
  const write = async (row: object): Promise<void> => rows.write(rowOf(row));
  if (rows.position === 0) await write({ schema: LEARN_SCHEMA, records });
  return {
    get position() {
      return rows.position;
    },
    get file() {
      return file;
    },
    async article(entry, { sequence: number, late }) {
      const { record, cluster, supersedes, article } = entry;
      // A late article is not taken: its number goes to the next one.
      const sequence = late === true ? number - 1 : number;
      const older = supersedes.length === 0 ? {} : { supersedes };
      entry.start = rows.position;
      await write({ record, sequence, cluster, ...older, article });
      entry.end = rows.position;
    },
    version: (record, version) => write(versionRow(record, version)),
    passed: (record) => write({ record }),
    sync: () => rows.sync(),
    close: () => rows.close(),
    renew: (now, version, entries) => goOnIn(now, (from, to) => writeRenewed(from, to, now, version, entries)),
    thin: (now, kept) => goOnIn(now, (from, to) => writeThinned(from, to, kept)),
    clear() {
      for (const name of readdirSync(folder)) {
        if (name !== file && OWN_NAME.test(name)) rmSync(join(folder, name), { force: true });
      }
    },
  };
}
