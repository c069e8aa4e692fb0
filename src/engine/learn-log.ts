/**
 * What templates are learned from, on the disk: a file of JSON lines that grows with the stream, and is begun anew now and
 * then with what still counts. Its rows:
 *
 *     {"schema": "dittograph-learn/1", "records": 4999}                  records before those of the rows
 *     {"record": 4901, "sequence": 4090, "cluster": "c…", "article": {…}}
 *     {"record": 5000, "from": 2500, "templates": "…"}                   in use behind record 5000, counted over the first 2500
 *     {"record": 5900}                                                   how far the stream came
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../errors.js";
import type { Article } from "../model/article.js";
import type { Decision } from "../model/decision.js";
import { syncFolder } from "./durable-file.js";
import { type JsonObject, parseObject, readLines } from "./file-lines.js";
import { openFileRows, type RowTarget } from "./filter-rows.js";
import { LearnWindow, type WindowBounds, type WindowEntry, weightOf } from "./learn-window.js";
import { attempt, openSink } from "./output.js";

/** The version of the log; others are refused by name. */
export const LEARN_SCHEMA = "dittograph-learn/1";

/** How far a log goes. */
export interface LearnMark {
  /** Name of the file in the log's folder. */
  readonly file: string;
  readonly bytes: number;
  /** Records of the stream behind which this is, those of earlier runs included. */
  readonly records: number;
}

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
const FILE_NAME = /^log-(\d+)\.jsonl$/;

/**
 * Reads what was learned so far.
 * @param every records between two counts.
 * @param mark how far to read, of a run that was cut off; default: all of the newest file.
 * @throws {InputError} where the log is damaged, or shorter than the mark says.
 */
export function readLearned(folder: string, every: number, bounds: WindowBounds, mark?: LearnMark): Learned {
  const file = mark?.file ?? newestOf(folder);
  if (file === undefined) return { records: 0, sequence: 0, window: new LearnWindow(bounds) };
  const path = join(folder, file);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (mark !== undefined && size < mark.bytes) {
    throw new InputError(path, `expected the ${mark.bytes} bytes of which the checkpoint tells, found ${size}`);
  }
  const replay = new Replay(every, bounds);
  let bytes = 0;
  for (const { number, offset, length, bytes: row } of readLines(path)) {
    const end = offset + length + 1;
    // The last row of a run that was cut off may be torn.
    if (end > (mark?.bytes ?? size)) break;
    replay.row(parseObject(row, `${path}:${number}`), `${path}:${number}`, offset, end);
    bytes = end;
  }
  return replay.finish(mark ?? { file, bytes, records: 0 }, mark?.records);
}

function newestOf(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const numbered = readdirSync(folder).flatMap((name) => {
    const found = FILE_NAME.exec(name);
    return found === null ? [] : [{ name, number: Number(found[1]) }];
  });
  return numbered.sort((a, b) => b.number - a.number)[0]?.name;
}

/** Goes through the rows as the run that wrote them did. */
class Replay {
  readonly #every: number;
  readonly #window: LearnWindow<LoggedEntry>;
  #records = 0;
  #sequence = 0;
  #version: LearnedVersion | undefined;
  #due: Learned["due"];

  constructor(every: number, bounds: WindowBounds) {
    this.#every = every;
    this.#window = new LearnWindow(bounds);
  }

  row(row: JsonObject, place: string, start: number, end: number): void {
    if (start === 0) expectSchema(row, place);
    const { records, record, from, templates, article } = row;
    if (start === 0) this.#records = numberOf(records, place);
    else if (typeof templates === "string") {
      this.#pass(numberOf(record, place));
      this.#version = { from: numberOf(from, place), text: templates };
    } else if (article === undefined) this.#pass(numberOf(record, place));
    else this.#take(entryOfRow(row, place, start, end), numberOf(row.sequence, place));
  }

  finish(mark: LearnMark, records = this.#records): Learned {
    this.#pass(records);
    const due = this.#due !== undefined && this.#due.from > (this.#version?.from ?? 0) ? this.#due : undefined;
    return {
      ...{ records: this.#records, sequence: this.#sequence, window: this.#window },
      ...(this.#version === undefined ? {} : { version: this.#version }),
      ...(due === undefined ? {} : { due }),
      mark: { ...mark, records: this.#records },
    };
  }

  #take(entry: LoggedEntry, sequence: number): void {
    this.#pass(entry.record - 1);
    this.#window.add(entry);
    this.#sequence = Math.max(this.#sequence, sequence + 1);
    this.#pass(entry.record);
  }

  /** Records that left nothing go by; a count may have been begun behind one of them. */
  #pass(record: number): void {
    const from = Math.floor(record / this.#every) * this.#every;
    if (from > this.#records) this.#due = { from, entries: this.#window.entries() };
    this.#records = Math.max(this.#records, record);
  }
}

function expectSchema({ schema }: JsonObject, place: string): void {
  if (schema === LEARN_SCHEMA) return;
  throw new InputError(place, `expected a log of filter --learn (${LEARN_SCHEMA}), found ${JSON.stringify(schema)}`);
}

function numberOf(value: unknown, place: string): number {
  if (Number.isInteger(value)) return value as number;
  throw new InputError(place, `expected a number of a record, found ${JSON.stringify(value)}`);
}

function entryOfRow(row: JsonObject, place: string, start: number, end: number): LoggedEntry {
  const { cluster, supersedes = [] } = row;
  const article = row.article as Article;
  if (typeof article?.text !== "string" || typeof cluster !== "string") {
    throw new InputError(place, "expected an article and its cluster, found a row without");
  }
  const shared = { cluster, supersedes: supersedes as readonly string[], weight: weightOf(article.text) };
  return {
    record: numberOf(row.record, place),
    id: article.id,
    source: article.source,
    ...shared,
    article,
    start,
    end,
  };
}

/** A log that grows. */
export interface LearnLog {
  readonly position: number;
  /** Name of its file. */
  readonly file: string;
  article(entry: LoggedEntry, decision: Decision): Promise<void>;
  version(record: number, version: LearnedVersion): Promise<void>;
  passed(record: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
  /** Begins a new file with what counts. The old one stays until `clear`. */
  renew(records: number, version: LearnedVersion | undefined, entries: readonly LoggedEntry[]): Promise<void>;
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
  const write = (row: object): Promise<void> => rows.write(rowOf(row));
  if (rows.position === 0) await write({ schema: LEARN_SCHEMA, records });
  return {
    get position() {
      return rows.position;
    },
    get file() {
      return file;
    },
    async article(entry, { sequence }) {
      const { record, cluster, supersedes, article } = entry;
      const older = supersedes.length === 0 ? {} : { supersedes };
      entry.start = rows.position;
      await write({ record, sequence, cluster, ...older, article });
      entry.end = rows.position;
    },
    version: (record, version) => write(versionRow(record, version)),
    passed: (record) => write({ record }),
    sync: () => rows.sync(),
    close: () => rows.close(),
    async renew(now, version, entries) {
      await rows.close();
      const next = `log-${now}.jsonl`;
      const bytes = writeRenewed(join(folder, file), join(folder, next), now, version, entries);
      file = next;
      rows = openFileRows(join(folder, file), bytes);
    },
    clear() {
      for (const name of readdirSync(folder)) {
        if (name !== file && OWN_NAME.test(name)) rmSync(join(folder, name), { force: true });
      }
    },
  };
}

const rowOf = (row: object): string => `${JSON.stringify(row)}\n`;

const versionRow = (record: number, { from, text }: LearnedVersion): object => ({ record, from, templates: text });

/** Copies what counts, aside and then in place; the rows' places become those in the new file. Gives its bytes. */
function writeRenewed(
  from: string,
  to: string,
  records: number,
  version: LearnedVersion | undefined,
  entries: readonly LoggedEntry[],
): number {
  const aside = `${to}.unfinished`;
  const sink = openSink(aside);
  const old = openSync(from, "r");
  try {
    // The count begun behind the last record is told of by a row that reaches it, behind all that counts.
    sink.write(rowOf({ schema: LEARN_SCHEMA, records: records - 1 }));
    for (const entry of entries) {
      const row = Buffer.allocUnsafe(entry.end - entry.start);
      readSync(old, row, 0, row.length, entry.start);
      entry.start = sink.length;
      sink.write(row);
      entry.end = sink.length;
    }
    sink.write(rowOf(version === undefined ? { record: records } : versionRow(records, version)));
  } finally {
    sink.close();
    closeSync(old);
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
