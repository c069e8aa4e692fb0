import { InputError } from "../errors.js";
import { type ArticleRow, decodeRow } from "../index/article-row.js";
import { DamageError, unsealed } from "../index/checked.js";
import { decodeEligible } from "../index/eligible-text.js";
import type { Holdings } from "../index/holdings.js";
import { exactKey, type Key, stringKey } from "../index/keys.js";
import { membersOf, rowsOf, sequenceKey, shinglesOf, textsOf } from "../index/places.js";
import { entriesIn, readPage } from "../index/posting-page.js";
import { TRIPLE } from "../index/run.js";
import { FILTER_KEY, type SegmentNote } from "../index/segment.js";
import type { IndexReads } from "../index/store.js";
import { unpackText } from "../index/text-block.js";
import { LEADERS } from "../match/candidates.js";
import { type StoredIndex, withStored } from "./index-stored.js";

/** What a check of an index finds. */
export interface Verification {
  readonly articles: number;
  readonly postings: number;
  /** What is damaged, by name; at most PROBLEMS_MAX of them. */
  readonly problems: readonly string[];
}

/** Problems named before the check ends. */
export const PROBLEMS_MAX = 100;

/**
 * Reads every stored value of an index and checks it against its checksum and the others: each article has its shingles
 * and its text, is found by its keys, postings are sorted and name articles that were taken, counts agree. Nothing is changed.
 * @throws {InputError} where there is no index, or what says how to read it is damaged.
 */
export function verifyIndex(path: string): Promise<Verification> {
  return withStored(path, "read", (index) => {
    const problems: string[] = [];
    const report = (problem: string): void => {
      if (problems.length < PROBLEMS_MAX) problems.push(problem);
    };
    let articles = 0;
    let postings = 0;
    for (const bucket of index.holdings.buckets.values()) {
      articles += checkArticles(index, bucket.number, report);
      for (const { note } of bucket.segments) postings += checkSegment(index, note, report);
      for (const { journal, table } of bucket.tables) {
        attempt(report, journal, () => checkValues(index.store, journal, report));
        postings += table.entries;
      }
    }
    // Where a value is damaged, all that it leads to would be named.
    if (problems.length === 0)
      for (const bucket of index.holdings.buckets.values()) checkKeys(index, bucket.number, report);
    return { articles, postings, problems };
  });
}

type Report = (problem: string) => void;

function attempt(report: Report, what: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    report(error instanceof InputError ? error.message : `${what}: cannot be read: ${(error as Error).message}`);
  }
}

/** @returns how many articles the bucket holds. */
function checkArticles({ store, holdings }: StoredIndex, bucket: number, report: Report): number {
  let articles = 0;
  attempt(report, rowsOf(bucket), () => {
    for (const [key, value] of store.scan(rowsOf(bucket))) {
      articles++;
      const sequence = Buffer.from(key).readUInt32BE(0);
      attempt(report, `article ${sequence}`, () => checkArticle(store, decodeRow({ bucket, sequence }, value), report));
    }
  });
  const expected = holdings.counters.articles[bucket] ?? 0;
  if (articles !== expected) report(`bucket ${bucket}: expected ${expected} articles, found ${articles}`);
  attempt(report, membersOf(bucket), () => checkValues(store, membersOf(bucket), report));
  return articles;
}

function checkArticle(store: IndexReads, row: ArticleRow, report: Report): void {
  if (row.isCopy) return;
  const { bucket, sequence, block, blockPlace } = row;
  const name = (part: string) => () => `${part} of article ${sequence}`;
  const value = store.get(shinglesOf(bucket), sequenceKey(sequence)) ?? Buffer.alloc(0);
  const shingles = unsealed(value, name("shingles")).length / 8;
  if (shingles !== row.shingles) report(`article ${sequence}: expected ${row.shingles} shingles, found ${shingles}`);
  const text = store.get(textsOf(bucket), sequenceKey(block)) ?? Buffer.alloc(0);
  decodeEligible(unpackText(text, blockPlace, name("text")));
}

/** Looks each article up by its id and, but for copies, by its text. */
function checkKeys({ store, holdings }: StoredIndex, bucket: number, report: Report): void {
  for (const [key] of store.scan(rowsOf(bucket))) {
    const sequence = Buffer.from(key).readUInt32BE(0);
    const row = holdings.row(bucket, sequence);
    if (row === undefined) continue;
    const byId = articlesUnder(holdings, stringKey("id", row.id));
    if (!byId.includes(sequence)) report(`article ${sequence}: expected a posting of its id, found none`);
    if (row.isCopy || row.exact === "") continue;
    const byText = articlesUnder(holdings, exactKey(row.exact));
    // A key leads to the first ones only.
    if (byText.includes(sequence) || byText.length >= LEADERS) continue;
    report(`article ${sequence}: expected a posting of its text, found none`);
  }
}

function articlesUnder(holdings: Holdings, key: Key): readonly number[] {
  const found: number[] = [];
  holdings.lookup(key, (_, sequence) => found.push(sequence), Number.POSITIVE_INFINITY);
  return found;
}

function checkValues(store: IndexReads, space: string, report: Report): void {
  for (const [key, value] of store.scan(space)) {
    const name = `${space}, key ${Buffer.from(key).toString("hex")}`;
    attempt(report, name, () => unsealed(value, () => name));
  }
}

/** @returns how many entries its pages hold. */
function checkSegment({ store, holdings }: StoredIndex, note: SegmentNote, report: Report): number {
  let entries = 0;
  attempt(report, note.space, () => {
    for (const [key, value] of store.scan(note.space)) {
      const page = Buffer.from(key).readUInt32BE(0);
      const name = `postings ${note.space}, page ${page}`;
      attempt(report, name, () => {
        const bytes = unsealed(value, () => name);
        if (page >= FILTER_KEY) return;
        const triples = new Uint32Array(entriesIn(bytes.length, note) * TRIPLE);
        readPage(bytes, page, note, triples, 0);
        entries += triples.length / TRIPLE;
        const fault = faultOf(triples, holdings.counters.sequence);
        if (fault !== undefined) throw new DamageError(name, fault);
      });
    }
  });
  if (entries !== note.entries) report(`postings ${note.space}: expected ${note.entries} entries, found ${entries}`);
  return entries;
}

function faultOf(triples: Uint32Array, articles: number): string | undefined {
  let [lastHi, lastLo] = [-1, -1];
  for (let at = 0; at < triples.length; at += TRIPLE) {
    const [lo, hi, article] = triples.subarray(at, at + TRIPLE) as unknown as [number, number, number];
    if (hi < lastHi || (hi === lastHi && lo < lastLo)) return "expected sorted entries, found one out of order";
    if (article >= articles) return `expected articles below ${articles}, found ${article}`;
    [lastHi, lastLo] = [hi, lo];
  }
  return undefined;
}
