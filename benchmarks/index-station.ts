import { readFileSync } from "node:fs";
import { type FeedRecord, generateFeed } from "../corpus/generator/feed.js";
import type { ArticleIndex } from "../src/engine/index-contract.js";
import { openIndex, openOver } from "../src/engine/index-open.js";
import { createPreparer, type Preparer } from "../src/engine/index-prepare.js";
import { openLmdbStore } from "../src/index/lmdb-store.js";
import { timedAsync } from "./measure.js";

/** What a process that asks an index is told. */
export interface StationOrder {
  readonly path: string;
  readonly seed: number;
  /** Articles of the feed that the index holds. */
  readonly skipped: number;
  readonly checks: number;
  readonly adds: number;
  readonly workers: number;
}

/** What it saw. Times in milliseconds: median and 99th percentile. Memory in bytes, without what files back. */
export interface StationReport {
  readonly openMs: number;
  readonly check: readonly [number, number];
  readonly ownCheck: readonly [number, number];
  readonly checkMemory: number;
  readonly addRate: number;
  readonly addProcessorMs: number;
  readonly addMemory: number;
}

/** Checks before any is timed, and additions on their way at once. */
const WARM = 1000;
const ON_THEIR_WAY = 512;

process.on("message", (order: StationOrder) => {
  void measure(order).then((report) => {
    process.send?.(report);
    process.disconnect();
  });
});

async function measure(order: StationOrder): Promise<StationReport> {
  const { path, skipped, checks, adds, workers } = order;
  const feed = generateFeed({ seed: order.seed, articles: skipped + WARM + checks + adds });
  const records = [...feed].slice(skipped).map(({ record }) => record);
  const opening = await timedAsync(() => openIndex(path, { now: () => 0 }));
  await opening.value.close();
  const watch = { ms: 0 };
  const watched = await openWatched(path, watch);
  const times = checkAll(watched, records.slice(0, WARM + checks), watch);
  const checkMemory = anonymousBytes();
  await watched.close();
  const index = await openIndex(path, { now: () => 0, workers });
  // The threads take some seconds to warm up.
  const added = await addAll(index, records.slice(-adds));
  const addMemory = anonymousBytes();
  await index.close();
  return { openMs: opening.seconds * 1000, ...times, checkMemory, ...added, addMemory };
}

function openWatched(path: string, watch: { ms: number }): Promise<ArticleIndex> {
  const prepareWith = async (...args: Parameters<typeof createPreparer>): Promise<Preparer> => {
    const inner = await createPreparer(...args);
    const prepare: Preparer["prepare"] = (article) => {
      const start = performance.now();
      const prepared = inner.prepare(article);
      watch.ms += performance.now() - start;
      return prepared;
    };
    return { ...inner, prepare };
  };
  const store = openLmdbStore(path, { access: "write" });
  return openOver(path, { store, bulk: false, prepareWith }, { now: () => 0 });
}

function checkAll(index: ArticleIndex, records: readonly FeedRecord[], watch: { ms: number }) {
  const [whole, own]: [number[], number[]] = [[], []];
  for (const [at, record] of records.entries()) {
    watch.ms = 0;
    const start = performance.now();
    index.check(record);
    const ms = performance.now() - start;
    if (at < WARM) continue;
    whole.push(ms);
    own.push(ms - watch.ms);
  }
  return { check: quantiles(whole), ownCheck: quantiles(own) };
}

async function addAll(index: ArticleIndex, records: readonly FeedRecord[]) {
  const onTheirWay: Promise<unknown>[] = [];
  const before = process.cpuUsage();
  const { seconds } = await timedAsync(async () => {
    for (const record of records) {
      onTheirWay.push(index.checkAndAdd(record));
      if (onTheirWay.length >= ON_THEIR_WAY) await onTheirWay.shift();
    }
    await Promise.all(onTheirWay);
  });
  const { user, system } = process.cpuUsage(before);
  return { addRate: records.length / seconds, addProcessorMs: (user + system) / 1000 / records.length };
}

function quantiles(values: number[]): readonly [number, number] {
  const sorted = values.sort((x, y) => x - y);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return [at(0.5), at(0.99)];
}

/** Known on Linux only. */
function anonymousBytes(): number {
  try {
    const [, kilobytes] = /RssAnon:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return Number.NaN;
  }
}
