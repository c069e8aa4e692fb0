import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type FeedRecord, generateFeed } from "../corpus/generator/feed.js";
import type { ArticleIndex } from "../src/engine/index-contract.js";
import { openIndex, openOver } from "../src/engine/index-open.js";
import { createPreparer, type Preparer } from "../src/engine/index-prepare.js";
import { openLmdbStore } from "../src/index/lmdb-store.js";
import { scratchFolder } from "./feed.js";
import { grouped, MEGABYTE, three } from "./figures.js";
import { timedAsync } from "./measure.js";
import { markdownTable, provenance, writeResults } from "./results.js";

/**
 * What does an index cost, and does it cost more as it grows? One article at a time of a generated feed; cleaning and
 * fingerprinting are timed apart, since they are the same in every command.
 */
const { values } = parseArgs({
  options: {
    articles: { type: "string", default: "100000" },
    checks: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

/** Additions on their way at once. */
const ON_THEIR_WAY = 256;
/** Sizes at which checks are timed, as shares of the articles. */
const STATIONS = [0.1, 1];

/** What was measured at one size. */
interface Station {
  readonly articles: number;
  readonly addRate: number;
  readonly ownRate: number;
  readonly check: readonly [number, number];
  readonly ownCheck: readonly [number, number];
  readonly openMs: number;
  readonly bytes: number;
  /** Bytes an article beyond 8 a distinct shingle. */
  readonly bytesBeside: number;
  readonly anonymous: number;
  readonly rss: number;
}

/** Milliseconds spent in cleaning and fingerprinting since the last look, and distinct shingles seen. */
class Watch {
  ms = 0;
  shingles = 0;

  async preparer(...args: Parameters<typeof createPreparer>): Promise<Preparer> {
    const inner = await createPreparer(...args);
    return {
      ...inner,
      prepare: (article) => {
        const start = performance.now();
        const prepared = inner.prepare(article);
        this.ms += performance.now() - start;
        return prepared;
      },
    };
  }

  take(): number {
    const { ms } = this;
    this.ms = 0;
    return ms;
  }
}

const count = Number(values.articles);
const folder = mkdtempSync(join(scratchFolder(), "index-"));
try {
  const stations = await measure(join(folder, "index"));
  const command = `npm run bench:index -- --articles ${values.articles} --checks ${values.checks} --seed ${values.seed}`;
  const body = [table(stations), growthLine(stations), provenance(command)].join("\n\n");
  console.log(body);
  if (values.write) writeResults("index", body);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(path: string): Promise<Station[]> {
  const watch = new Watch();
  const feed = generateFeed({ seed: Number(values.seed), articles: count + STATIONS.length * Number(values.checks) });
  const records = (function* (): Generator<FeedRecord, undefined> {
    for (const { record } of feed) yield record;
  })();
  const stations: Station[] = [];
  let added = 0;
  for (const share of STATIONS) {
    const index = await openWatched(path, watch);
    const size = Math.round(count * share);
    const adding = await addAll(index, records, size - added, watch);
    added = size;
    const checks = checkAll(index, records, watch);
    const { bytes } = index.stats();
    const memory = memoryNow();
    await index.close();
    const { value, seconds } = await timedAsync(() => openIndex(path, { now: () => 0 }));
    await value.close();
    const openMs = seconds * 1000;
    stations.push({
      articles: size,
      ...adding,
      ...checks,
      openMs,
      bytes,
      bytesBeside: (bytes - 8 * watch.shingles) / size,
      ...memory,
    });
    process.stderr.write(`${grouped(size)} articles\n`);
  }
  return stations;
}

function openWatched(path: string, watch: Watch): Promise<ArticleIndex> {
  const store = openLmdbStore(path, { access: "write" });
  const base = {
    store,
    bulk: false,
    prepareWith: (...args: Parameters<typeof createPreparer>) => watch.preparer(...args),
  };
  return openOver(path, base, { now: () => 0 });
}

async function addAll(index: ArticleIndex, records: Iterator<FeedRecord>, articles: number, watch: Watch) {
  watch.take();
  let generating = 0;
  const start = performance.now();
  for (let at = 0; at < articles; ) {
    const began = performance.now();
    const some: FeedRecord[] = [];
    for (; at < articles && some.length < ON_THEIR_WAY; at++) some.push(records.next().value as FeedRecord);
    generating += performance.now() - began;
    for (const decision of await Promise.all(some.map((record) => index.checkAndAdd(record)))) {
      watch.shingles += index.get(decision.id)?.shingles ?? 0;
    }
  }
  const ms = performance.now() - start - generating;
  return { addRate: (articles / ms) * 1000, ownRate: (articles / (ms - watch.take())) * 1000 };
}

/** Times checks of articles that come next in the feed: some new, some copies. */
function checkAll(index: ArticleIndex, records: Iterator<FeedRecord>, watch: Watch) {
  const [whole, own]: [number[], number[]] = [[], []];
  for (let i = 0; i < Number(values.checks); i++) {
    const record = records.next().value as FeedRecord;
    watch.take();
    const start = performance.now();
    index.check(record);
    const ms = performance.now() - start;
    whole.push(ms);
    own.push(ms - watch.take());
  }
  return { check: quantiles(whole), ownCheck: quantiles(own) };
}

function quantiles(values: number[]): readonly [number, number] {
  const sorted = values.sort((x, y) => x - y);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return [at(0.5), at(0.99)];
}

/** Resident memory, all of it and what no file backs; the latter is known on Linux only. */
function memoryNow(): { readonly rss: number; readonly anonymous: number } {
  const rss = process.memoryUsage().rss;
  try {
    const [, kilobytes] = /RssAnon:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    return { rss, anonymous: Number(kilobytes) * 1024 };
  } catch {
    return { rss, anonymous: Number.NaN };
  }
}

function table(stations: readonly Station[]): string {
  const rows: readonly (readonly [string, (station: Station) => string])[] = [
    ["checkAndAdd, articles/s", ({ addRate }) => grouped(Math.round(addRate))],
    ["… without cleaning and fingerprints", ({ ownRate }) => grouped(Math.round(ownRate))],
    ["check, ms, p50", ({ check }) => three(check[0])],
    ["check, ms, p99", ({ check }) => three(check[1])],
    ["… without cleaning and fingerprints, p50", ({ ownCheck }) => three(ownCheck[0])],
    ["… without cleaning and fingerprints, p99", ({ ownCheck }) => three(ownCheck[1])],
    ["open, ms", ({ openMs }) => three(openMs)],
    ["bytes on disk an article", ({ bytes, articles }) => grouped(Math.round(bytes / articles))],
    ["… beside 8 a distinct shingle", ({ bytesBeside }) => grouped(Math.round(bytesBeside))],
    ["anonymous memory, MB", ({ anonymous }) => three(anonymous / MEGABYTE)],
    ["RSS, MB", ({ rss }) => three(rss / MEGABYTE)],
  ];
  const head = ["", ...stations.map(({ articles }) => `${grouped(articles)} articles`)];
  return markdownTable(
    head,
    rows.map(([name, cell]) => [name, ...stations.map(cell)]),
  );
}

function growthLine(stations: readonly Station[]): string {
  const [first, last] = [stations[0], stations.at(-1)];
  const ratio = (last?.ownCheck[0] ?? Number.NaN) / (first?.ownCheck[0] ?? Number.NaN);
  return `Ten times the articles: a check without cleaning takes ${three(ratio)} × the time (median).`;
}
