import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { FeedRecord } from "../corpus/generator/feed.js";
import type { ArticleIndex } from "../src/engine/index-contract.js";
import { openIndex, openOver } from "../src/engine/index-open.js";
import { createPreparer, type Preparer } from "../src/engine/index-prepare.js";
import { openLmdbStore } from "../src/index/lmdb-store.js";
import { timedAsync } from "./measure.js";

/** What a process that asks an index is told. */
export interface StationOrder {
  readonly path: string;
  /** JSON lines: the articles that are checked. */
  readonly feed: string;
  readonly checks: number;
  /** Checks before any is timed: the engine compiles what it runs for some seconds. */
  readonly warmChecks: number;
}

/** What it saw. Times in milliseconds: median and 99th percentile. Memory in bytes, without what files back. */
export interface StationReport {
  readonly openMs: number;
  readonly check: readonly [number, number];
  /** As `check`, less what the thread waited for a processor while others had it. */
  readonly checkRun: readonly [number, number];
  readonly ownCheck: readonly [number, number];
  readonly checkMemory: number;
}

process.on("message", (order: StationOrder) => {
  void measure(order).then((report) => {
    process.send?.(report);
    process.disconnect();
  });
});

async function measure({ path, feed, checks, warmChecks }: StationOrder): Promise<StationReport> {
  const records = recordsIn(feed);
  const asked: FeedRecord[] = [];
  for (let at = 0; at < warmChecks + checks; at++) asked.push((await records.next()).value as FeedRecord);
  const opening = await timedAsync(() => openIndex(path, { now: () => 0 }));
  await opening.value.close();
  const watch = { ms: 0 };
  const watched = await openWatched(path, watch);
  const times = checkAll(watched, asked.splice(0), watch, warmChecks);
  const checkMemory = anonymousBytes();
  await watched.close();
  return { openMs: opening.seconds * 1000, ...times, checkMemory };
}

async function* recordsIn(feed: string): AsyncGenerator<FeedRecord> {
  for await (const line of createInterface({ input: createReadStream(feed) })) yield JSON.parse(line) as FeedRecord;
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

function checkAll(index: ArticleIndex, records: readonly FeedRecord[], watch: { ms: number }, warm: number) {
  const [whole, run, own]: [number[], number[], number[]] = [[], [], []];
  for (const [at, record] of records.entries()) {
    watch.ms = 0;
    const waited = waitedMs();
    const start = performance.now();
    index.check(record);
    const ms = performance.now() - start;
    if (at < warm) continue;
    whole.push(ms);
    run.push(Math.max(0, ms - (waitedMs() - waited)));
    own.push(ms - watch.ms);
  }
  return { check: quantiles(whole), checkRun: quantiles(run), ownCheck: quantiles(own) };
}

/** What this process's first thread has waited for a processor so far, in milliseconds. Known on Linux only. */
function waitedMs(): number {
  try {
    const [, waited] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, "latin1").split(" ");
    return Number(waited) / 1e6;
  } catch {
    return Number.NaN;
  }
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
