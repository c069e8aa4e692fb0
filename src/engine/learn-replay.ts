import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.js";
import type { Article } from "../model/article.js";
import { type JsonObject, parseObject, readLines } from "./file-lines.js";
import type { Learned, LearnMark } from "./learn-log.js";
import {
  type GoneArticle,
  LEARN_SCHEMA,
  LEARN_SCHEMAS,
  type LearnedVersion,
  type LoggedEntry,
} from "./learn-log-rewrite.js";
import { LearnWindow, type WindowBounds, weightOf } from "./learn-window.js";

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
    const { records, record, from, templates, article, gone } = row;
    if (start === 0) this.#records = numberOf(records, place);
    else if (typeof templates === "string") {
      this.#pass(numberOf(record, place));
      this.#version = { from: numberOf(from, place), text: templates };
    } else if (article === undefined && gone === undefined) this.#pass(numberOf(record, place));
    else this.#take(entryOfRow(row, place, start, end), numberOf(row.sequence, place));
  }

  finish(mark: LearnMark, records = this.#records): Learned {
    this.#pass(records);
    const due = this.#dueCount();
    return {
      ...{ records: this.#records, sequence: this.#sequence, window: this.#window },
      ...(this.#version === undefined ? {} : { version: this.#version }),
      ...(due === undefined ? {} : { due }),
      mark: { ...mark, records: this.#records },
    };
  }

  /**
   * The count that was under way. Where the run counted less often than this one will, a thinned log may lack texts of it:
   * then what still counts is counted at the next turn.
   */
  #dueCount(): Learned["due"] {
    const due = this.#due;
    if (due === undefined || due.from <= (this.#version?.from ?? 0)) return undefined;
    return due.entries.every(({ article }) => article !== undefined) ? due : undefined;
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
  if (LEARN_SCHEMAS.includes(schema)) return;
  throw new InputError(
    place,
    `expected a log of filter --learn (${LEARN_SCHEMA}), found ${JSON.stringify(schema)} (to learn anew, remove its folder)`,
  );
}

function numberOf(value: unknown, place: string): number {
  if (Number.isInteger(value)) return value as number;
  throw new InputError(place, `expected a number of a record, found ${JSON.stringify(value)}`);
}

function entryOfRow(row: JsonObject, place: string, start: number, end: number): LoggedEntry {
  const { cluster, supersedes = [], gone } = row;
  const article = row.article as Article | undefined;
  const { id, source, weight } = article === undefined ? (gone as GoneArticle) : weighed(article, place);
  if (typeof cluster !== "string")
    throw new InputError(place, "expected an article and its cluster, found a row without");
  return {
    record: numberOf(row.record, place),
    ...{ id, source, cluster },
    supersedes: supersedes as readonly string[],
    weight: numberOf(weight, place),
    ...(article === undefined ? {} : { article }),
    ...{ start, end },
  };
}

function weighed({ id, source, text }: Article, place: string): GoneArticle {
  if (typeof text === "string") return { id, source, weight: weightOf(text) };
  throw new InputError(place, "expected an article and its cluster, found a row without");
}
