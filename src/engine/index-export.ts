import type { ArticleRow } from "../index/article-row.js";
import { decodeRow } from "../index/article-row.js";
import type { Bucket } from "../index/bucket.js";
import { Holdings } from "../index/holdings.js";
import { rowsOf } from "../index/places.js";
import { Merger } from "../index/run.js";
import { pageBits } from "../index/segment.js";
import type { IndexReads } from "../index/store.js";
import { LEADERS } from "../match/candidates.js";
import { type StoredIndex, withStored } from "./index-stored.js";

/**
 * An index as JSON lines, in this order; docs/index.md describes them for people.
 *
 *     {"dittographIndex": 1, "header": …, "counters": …}
 *     {"article": row, "shingles": base64, "text": string, "ranges": [[start, end], …]}      one an article
 *     {"postings": {"bucket", "entries", "bits"}}, then 2^bits lines {"part": base64}         for each bucket
 *     {"end": {"articles", "buckets"}}
 *
 * Shingles are little-endian u64, postings triples of little-endian u32; exact copies have neither shingles nor text.
 */
export const EXPORT_VERSION = 1;

/** Bits less than a page has: a line holds about 16 pages. */
const LINE_BITS = 4;

/**
 * Writes an index out. The text of an article is what is compared of it; the rest comes out as line feeds.
 * @param write takes a line with its end. @throws {InputError} where the index is damaged.
 */
export function exportIndex(path: string, write: (line: string) => Promise<void>): Promise<void> {
  return withStored(path, "read", async ({ store, header }) => {
    // Another process may add and remove articles while lines are written.
    const reads = store.snapshot();
    try {
      const holdings = new Holdings(reads, path, LEADERS);
      holdings.refresh();
      for (const line of linesOf({ reads, header, holdings })) await write(`${JSON.stringify(line)}\n`);
    } finally {
      reads.release();
    }
  });
}

/** What is written out. */
interface View extends Pick<StoredIndex, "header" | "holdings"> {
  readonly reads: IndexReads;
}

function* linesOf(view: View): Generator<object> {
  const { header, holdings } = view;
  yield { dittographIndex: EXPORT_VERSION, header, counters: holdings.counters };
  let articles = 0;
  for (const bucket of holdings.buckets.values()) {
    for (const row of rowsIn(view, bucket.number)) {
      articles++;
      yield articleLine(view, row);
    }
  }
  for (const bucket of holdings.buckets.values()) yield* postingLines(holdings, bucket);
  yield { end: { articles, buckets: holdings.buckets.size } };
}

function* rowsIn({ reads }: View, bucket: number): Generator<ArticleRow> {
  for (const [key, value] of reads.scan(rowsOf(bucket))) {
    yield decodeRow({ bucket, sequence: Buffer.from(key).readUInt32BE(0) }, value);
  }
}

function articleLine({ holdings }: View, row: ArticleRow): object {
  const { block: _block, blockPlace: _place, ...article } = row;
  if (row.isCopy) return { article };
  const shingles = holdings.shingles(row);
  const { text, ranges } = holdings.text(row);
  return {
    article,
    shingles: Buffer.from(shingles.buffer, shingles.byteOffset, shingles.byteLength).toString("base64"),
    text,
    ranges: ranges.map(({ start, end }) => [start, end]),
  };
}

function* postingLines(holdings: Holdings, bucket: Bucket): Generator<object> {
  const entries =
    bucket.segments.reduce((sum, { note }) => sum + note.entries, 0) +
    bucket.tables.reduce((sum, { table }) => sum + table.entries, 0);
  const runs = [
    ...bucket.segments.map((segment) => segment.run()),
    ...bucket.tables.map(({ table }) => table.run(pageBits(table.entries))),
  ];
  const bits = runs.reduce((least, run) => Math.min(least, run.bits), Math.max(0, pageBits(entries) - LINE_BITS));
  const merger = new Merger({
    ...{ most: LEADERS, isDropped: () => false },
    isGone: (article) => holdings.row(bucket.number, article) === undefined,
  });
  yield { postings: { bucket: bucket.number, entries, bits } };
  for (let part = 0; part < 1 << bits; part++) {
    const merged = merger.merge(runs.map((run) => run.read(part, bits)));
    yield { part: Buffer.from(merged.buffer, merged.byteOffset, merged.byteLength).toString("base64") };
  }
}
