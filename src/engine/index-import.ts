import { z } from "zod";
import { InputError } from "../errors.js";
import type { ArticleRow } from "../index/article-row.js";
import { openLmdbStore } from "../index/lmdb-store.js";
import { type BucketNote, countersWrite, FORMAT, FORMATS, headerWrite, manifestWrite } from "../index/manifest.js";
import type { Run } from "../index/run.js";
import { writeSegment } from "../index/segment.js";
import type { IndexStore } from "../index/store.js";
import { Unsaved } from "../index/unsaved.js";
import { LEADERS } from "../match/candidates.js";
import type { ShingleSet } from "../model/fingerprint.js";
import { closeBehind } from "./close-behind.js";
import { type JsonRow, readRows } from "./file-lines.js";
import { EXPORT_VERSION } from "./index-export.js";
import { indexFolder } from "./index-folder.js";

/** Articles put at a time. */
const BATCH = 256;

const count = z.number().int().min(0).max(0xffffffff);
const share = z.number().min(0).max(1);
const link = z.object({
  bucket: z.number().int(),
  sequence: count,
  relation: z.enum(["exact", "near", "contained"]),
  jaccard: share,
  containment: z.tuple([share, share]),
});
const article = z.object({
  bucket: z.number().int(),
  sequence: count,
  ...{ id: z.string(), given: z.string(), source: z.string(), date: z.string().nullable(), url: z.string().nullable() },
  ...{ arrival: z.number(), time: z.number(), length: count, tokens: count, shingles: count, samples: count },
  textHash: z.string().regex(/^[0-9a-f]{16}$/),
  exact: z.string().regex(/^([0-9a-f]{32})?$/),
  link: link.optional(),
  superseded: z.boolean(),
  isCopy: z.boolean(),
});
const HEAD = z.object({
  dittographIndex: z.literal(EXPORT_VERSION),
  header: z.looseObject({ format: z.literal(FORMATS).transform(() => FORMAT) }),
  counters: z.object({
    ...{ sequence: count, kept: count, duplicates: count, superseded: count, removed: count, late: count },
    articles: z.record(z.string(), count),
  }),
});
const ARTICLE = z.object({
  article,
  shingles: z.base64().optional(),
  text: z.string().optional(),
  ranges: z.array(z.tuple([count, count])).optional(),
});
const POSTINGS = z.object({
  postings: z.object({ bucket: z.number().int(), entries: count, bits: z.number().int().min(0).max(24) }),
});
const PART = z.object({ part: z.base64() });
const END = z.object({ end: z.object({ articles: count, buckets: count }) });

/**
 * Makes an index of what `exportIndex` wrote, with the same answers. It appears when it is whole.
 * @throws {InputError} naming the line that is not as expected, and where the file ends too early.
 * @throws {UsageError} where there is an index already.
 */
export async function importIndex(path: string, file: string): Promise<{ readonly articles: number }> {
  const folder = indexFolder(path, { replaces: false });
  const store = openLmdbStore(folder.aside, { access: "write", bulk: true, name: path });
  try {
    const found = await readAll(store, new Lines(file));
    await store.close();
    folder.commit();
    return found;
  } catch (error) {
    return closeBehind(() => Promise.reject(error), [() => store.close(), () => folder.discard()]);
  }
}

/** Lines with one to look ahead. */
class Lines {
  readonly #rows: Iterator<JsonRow>;
  readonly #file: string;
  #ahead: JsonRow | undefined;

  constructor(file: string) {
    this.#file = file;
    this.#rows = readRows(file);
  }

  get file(): string {
    return this.#file;
  }

  has(name: string): boolean {
    this.#ahead ??= this.#next();
    return this.#ahead !== undefined && name in this.#ahead.value;
  }

  take<T>(schema: z.ZodType<T>): T {
    const row = this.#ahead ?? this.#next();
    this.#ahead = undefined;
    if (row === undefined)
      throw new InputError(this.#file, "expected more lines, found the end: the export is cut off");
    const { success, data, error } = schema.safeParse(row.value);
    if (success) return data;
    const [issue] = error.issues;
    const what = issue?.message.replace(/^Invalid input: /, "");
    throw new InputError(row.place, `expected a line of an exported index: ${issue?.path.join(".")}: ${what}`);
  }

  #next(): JsonRow | undefined {
    const { value, done } = this.#rows.next();
    return done === true ? undefined : value;
  }
}

async function readAll(store: IndexStore, lines: Lines): Promise<{ readonly articles: number }> {
  const { header, counters } = lines.take(HEAD);
  const articles = await readArticles(store, lines);
  const buckets: BucketNote[] = [];
  while (lines.has("postings")) buckets.push(await readPostings(store, lines, buckets.length, counters.sequence));
  const { end } = lines.take(END);
  if (end.articles !== articles || end.buckets !== buckets.length) {
    const expected = `${end.articles} articles and ${end.buckets} buckets`;
    throw new InputError(
      lines.file,
      `expected ${expected}, found ${articles} and ${buckets.length}: lines are missing`,
    );
  }
  const manifest = { nextSpace: buckets.length, buckets };
  // Narrowed as far as this code reads it; `openIndex` compares it whole.
  const wholeHeader = header as unknown as Parameters<typeof headerWrite>[0];
  await store.putBatch([headerWrite(wholeHeader), countersWrite(counters), manifestWrite(manifest)]);
  return { articles };
}

async function readArticles(store: IndexStore, lines: Lines): Promise<number> {
  const unsaved = new Unsaved();
  let articles = 0;
  const save = async (): Promise<void> => {
    const { writes, settled } = await unsaved.take();
    await store.putBatch(writes);
    settled();
  };
  while (lines.has("article")) {
    const { row, parts } = articleOf(lines.take(ARTICLE));
    unsaved.add(row, parts, new Uint32Array(), undefined);
    if (row.link !== undefined) unsaved.join(row.link, row);
    if (++articles % BATCH === 0) await save();
  }
  await save();
  return articles;
}

function articleOf({ article: found, shingles, text, ranges }: z.infer<typeof ARTICLE>) {
  const { link: other, ...rest } = found;
  const row: ArticleRow = { ...rest, ...(other === undefined ? {} : { link: other }), block: 0, blockPlace: 0 };
  if (shingles === undefined || text === undefined || ranges === undefined) return { row, parts: undefined };
  const bytes = Uint8Array.from(Buffer.from(shingles, "base64"));
  const set = new BigUint64Array(bytes.buffer, 0, Math.floor(bytes.length / 8)) as BigUint64Array as ShingleSet;
  const stretches = ranges.map(([start, end]) => ({ start, end }));
  return { row, parts: { shingles: set, text: { text, ranges: stretches } } };
}

async function readPostings(store: IndexStore, lines: Lines, number: number, articles: number): Promise<BucketNote> {
  const { bucket, entries, bits } = lines.take(POSTINGS).postings;
  const run: Run = {
    bits,
    read() {
      const bytes = Uint8Array.from(Buffer.from(lines.take(PART).part, "base64"));
      return new Uint32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
    },
  };
  const space = `postings${number}`;
  const steps = writeSegment({ space, runs: [run], entries, articles, most: LEADERS, isDropped: () => false });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { bucket, segments: [step.value.note], journals: [] };
    await store.putBatch(step.value.writes);
  }
}
