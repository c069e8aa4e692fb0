import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, UsageError } from "../errors.js";
import type { CopyLink, Stars } from "../group/stars.js";
import { PairTable } from "../match/pair-table.js";
import { wordsOf } from "../match/passage-store.js";
import type { CatalogEntry, Entries } from "../model/catalog.js";
import type { Pair, Passage, Relation } from "../model/pair.js";
import type { Range } from "../model/span.js";
import type { Summary } from "../model/summary.js";
import { type Options, resolveOptions } from "../options.js";
import { MOST_COUNT, readArticleRows } from "./article-rows.js";
import { type JsonObject, parseObject, readRows } from "./file-lines.js";
import { shown } from "./shown-value.js";
import { expectSummary } from "./summary-shape.js";

/** What a run's folder says of it, the records apart. */
export interface FinishedRun {
  readonly folder: string;
  readonly summary: Summary;
  readonly options: Options;
  /** In input order. */
  readonly entries: readonly CatalogEntry[];
  readonly pairs: PairTable;
  /** How each duplicate joins its canonical, exact copies included. */
  readonly stars: Stars;
}

/**
 * Reads summary.json, articles.jsonl, pairs.jsonl and clusters.jsonl of a finished run. Memory grows with articles and
 * pairs, not with text.
 * @throws {InputError} where a file is missing or not as a run writes it.
 */
export function readFinishedRun(folder: string): FinishedRun {
  const { summary, options } = readSummary(folder);
  if (summary.known !== undefined) {
    throw new UsageError(
      `${folder}: expected a run of its own articles alone, found one made with --against: run it again`,
    );
  }
  const entries = readArticleRows(folder);
  const indexOf = createIndex(entries);
  return {
    folder,
    summary,
    options,
    entries,
    pairs: readPairs(folder, entries, indexOf),
    stars: readStars(folder, indexOf),
  };
}

type IndexOf = (id: unknown, place: string) => number;

function createIndex(entries: readonly CatalogEntry[]): IndexOf {
  const indexes = new Map(entries.map(({ id }, index) => [id, index]));
  return (id, place) => {
    const index = typeof id === "string" ? indexes.get(id) : undefined;
    if (index === undefined)
      throw new InputError(place, `expected an id of articles.jsonl, found ${JSON.stringify(id)}`);
    return index;
  };
}

function readSummary(folder: string): { readonly summary: Summary; readonly options: Options } {
  const path = join(folder, "summary.json");
  const value = parseObject(readWhole(path), path);
  const summary = expectSummary(value, path);
  if (typeof value.options !== "object" || value.options === null) {
    throw new InputError(path, `expected an object in "options", found ${JSON.stringify(value.options) ?? "nothing"}`);
  }
  try {
    return { summary, options: resolveOptions(value.options as Partial<Options>) };
  } catch (error) {
    if (error instanceof UsageError) throw new InputError(path, error.message, { cause: error });
    throw error;
  }
}

function readWhole(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new InputError(path, "expected the summary of a finished run, found no readable file", { cause });
  }
}

const RELATIONS: ReadonlySet<unknown> = new Set<Relation>([
  "exact",
  "near",
  "contains",
  "contained",
  "form",
  "partial",
]);

/** Relations by which an article joins a canonical. */
const JOINS: ReadonlySet<unknown> = new Set<Relation>(["exact", "near", "contained"]);

function readPairs(folder: string, entries: Entries, indexOf: IndexOf): PairTable {
  const pairs = new PairTable(entries);
  const path = join(folder, "pairs.jsonl");
  for (const { value, place } of readRows(path)) {
    const first = indexOf(value.a, place);
    const second = indexOf(value.b, place);
    if (first === second) throw new InputError(place, `expected two articles, found ${JSON.stringify(value.a)} twice`);
    expectScored(value, place);
    if (!Array.isArray(value.passages)) throw new InputError(place, 'expected a list in "passages"');
    const passages = wordsOf(value.passages.map((row: unknown) => passageOf(row, place)));
    const { relation, jaccard, containment, revision } = value as unknown as Pair;
    pairs.push({ first, second, relation, jaccard, containment, passages }, revision === true);
  }
  expectOnce(pairs, entries.length, path);
  return pairs;
}

/** Two articles make one pair, whichever comes first; 8 bytes a pair. */
function expectOnce(pairs: PairTable, articles: number, path: string): void {
  const keyAt = (place: number): number => {
    const [first, second] = [pairs.first(place), pairs.second(place)];
    return Math.min(first, second) * articles + Math.max(first, second);
  };
  const keys = new Float64Array(pairs.length);
  for (let place = 0; place < keys.length; place++) keys[place] = keyAt(place);
  keys.sort();
  const twice = keys.find((key, at) => at > 0 && key === keys[at - 1]);
  if (twice === undefined) return;
  let next = 0;
  let seen = 0;
  for (const { value, place } of readRows(path)) {
    if (keyAt(next++) !== twice || seen++ === 0) continue;
    throw new InputError(
      place,
      `expected each pair once, found ${JSON.stringify(value.a)} and ${JSON.stringify(value.b)} again`,
    );
  }
}

function readStars(folder: string, indexOf: IndexOf): Map<number, CopyLink> {
  const stars = new Map<number, CopyLink>();
  for (const { value, place } of readRows(join(folder, "clusters.jsonl"))) {
    const other = indexOf(value.canonical, place);
    if (!Array.isArray(value.members)) throw new InputError(place, 'expected a list in "members"');
    for (const member of value.members.map((one: unknown) => (one ?? {}) as JsonObject)) {
      if (member.relation === "canonical") continue;
      const { relation, jaccard, containment } = expectScored(member, place);
      if (!JOINS.has(relation)) {
        throw new InputError(place, `expected a member that is exact, near or contained, found "${relation}"`);
      }
      const article = indexOf(member.id, place);
      if (stars.has(article) || article === other) {
        throw new InputError(place, `expected each member in one cluster, found ${JSON.stringify(member.id)} again`);
      }
      stars.set(article, { article, other, relation, jaccard, containment } as CopyLink);
    }
  }
  return stars;
}

/** Relation and scores of a row, checked. */
function expectScored(value: JsonObject, place: string): JsonObject {
  const { relation, jaccard, containment } = value;
  const isScored =
    RELATIONS.has(relation) && isShare(jaccard) && Array.isArray(containment) && containment.every(isShare);
  if (isScored && containment.length === 2) return value;
  throw new InputError(place, 'expected "relation", "jaccard" and "containment", found a row without them');
}

const isShare = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= 1;

/** Numbers of passages are held in words of 32 bits. */
const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_COUNT;

function passageOf(row: unknown, place: string): Passage {
  const { a, b, tokens } = (row ?? {}) as JsonObject;
  if (!isCount(tokens)) {
    throw new InputError(
      place,
      `expected "tokens" from 0 to ${MOST_COUNT} in each passage, found ${JSON.stringify(tokens) ?? "none"}`,
    );
  }
  return { a: rangeOf(a, place), b: rangeOf(b, place), tokens };
}

function rangeOf(value: unknown, place: string): Range {
  const [start, end] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (isCount(start) && isCount(end) && start <= end) return { start, end };
  throw new InputError(place, `expected [start, end] up to ${MOST_COUNT} in each passage, found ${shown(value)}`);
}
