import { fork } from "node:child_process";
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type FeedRecord, generateFeed } from "../corpus/generator/feed.js";
import type { ArticleIndex } from "../src/engine/index-contract.js";
import { openBulkStores, openOver } from "../src/engine/index-open.js";
import { createPreparer, type Preparer } from "../src/engine/index-prepare.js";
import { LMDB_FILE, openLmdbStore } from "../src/index/lmdb-store.js";
import { scratchFolder } from "./feed.js";
import { grouped, MEGABYTE, three } from "./figures.js";
import { type FilterReport, runFilter } from "./filter-run.js";
import type { StationOrder, StationReport } from "./index-station.js";
import { timedAsync } from "./measure.js";
import { markdownTable, provenance, writeResults } from "./results.js";
import { StandIns } from "./stand-ins.js";

/**
 * What does an index cost, and does it cost more as it grows? An index is built in bulk: `--real` articles of a generated
 * feed, and stand-ins up to `--articles`. Then a process of its own opens it and checks the next articles of the feed,
 * and the command `filter` takes those behind them. Twice: with a tenth of the articles, and with all.
 */
const { values } = parseArgs({
  options: {
    articles: { type: "string", default: "1000000" },
    real: { type: "string", default: "20000" },
    checks: { type: "string", default: "4000" },
    adds: { type: "string", default: "40000" },
    workers: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

/** What was measured at one size. */
interface Station extends StationReport, FilterReport {
  readonly articles: number;
  /** Articles a second of the bulk load, beside cleaning and fingerprinting. */
  readonly bulkRate: number;
  readonly bytes: number;
  /** Bytes an article beyond 8 a distinct shingle. */
  readonly bytesBeside: number;
}

/** Additions on their way at once. */
const ON_THEIR_WAY = 512;
/** Checks, and records of the filter, before any is timed. */
const WARM_CHECKS = 1000;
const WARM_ADDS = 20_000;
/** Articles whose sentences stand-ins are made of. */
const MODELS = 1000;

const count = Number(values.articles);
const real = Number(values.real);
const folder = mkdtempSync(join(scratchFolder(), "index-"));
try {
  writeFeeds();
  const stations = [await measure(Math.round(count / 10)), await measure(count)];
  const options = Object.entries(values).filter(([name]) => name !== "write");
  const command = `npm run bench:index -- ${options.map(([name, value]) => `--${name} ${value}`).join(" ")}`;
  const body = [table(stations), growthLine(stations), provenance(command)].join("\n\n");
  console.log(body);
  if (values.write) writeResults("index", body);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(articles: number): Promise<Station> {
  const path = join(folder, String(articles));
  const built = await build(path, articles);
  process.stderr.write(`${grouped(articles)} articles built\n`);
  const report = await station({
    ...{ path, feed: join(folder, "checked.jsonl") },
    ...{ checks: Number(values.checks), warmChecks: WARM_CHECKS },
  });
  const filtered = await runFilter({
    ...{ index: path, feed: join(folder, "added.jsonl"), folder },
    ...{ records: WARM_ADDS + Number(values.adds), warm: WARM_ADDS, workers: Number(values.workers) },
  });
  rmSync(path, { recursive: true });
  return { articles, ...built, ...report, ...filtered };
}

/** The articles of the feed that no index holds yet: first those that are checked, then those that are added. */
function writeFeeds(): void {
  const files = ["checked.jsonl", "added.jsonl"].map((name) => openSync(join(folder, name), "w")) as [number, number];
  const asked = WARM_CHECKS + Number(values.checks);
  let at = -real;
  for (const record of feedOf(real + asked + WARM_ADDS + Number(values.adds))) {
    if (at >= 0) writeSync(files[at < asked ? 0 : 1], `${JSON.stringify(record)}\n`);
    at++;
  }
  for (const file of files) closeSync(file);
}

async function build(path: string, articles: number) {
  const records = [...feedOf(real)];
  let [preparing, shingles] = [0, 0];
  let standIns: StandIns | undefined;
  const prepareWith = async (...args: Parameters<typeof createPreparer>): Promise<Preparer> => {
    const inner = await createPreparer(...args);
    const models = records.slice(0, MODELS);
    const { keys } = inner.prepare({ ...(models[0] as FeedRecord) });
    standIns = new StandIns(
      models.map(({ text }) => text),
      keys.bands.length / 2,
      Number(values.seed),
    );
    const prepare = (article: Parameters<Preparer["prepare"]>[0]) => {
      const start = performance.now();
      const prepared = article.id.startsWith("stand-in") ? standIns?.prepare(article) : inner.prepare(article);
      preparing += performance.now() - start;
      shingles += prepared?.print.shingles.length ?? 0;
      return prepared as ReturnType<Preparer["prepare"]>;
    };
    return { ...inner, prepare };
  };
  const index = await openOver(path, { ...openBulkStores(path), prepareWith }, { now: () => 0 });
  const { seconds } = await timedAsync(async () => {
    const apart = await addAll(index, records, articles, standIns as StandIns);
    preparing += apart;
    await index.close();
    sync(join(path, LMDB_FILE));
  });
  const reader = openLmdbStore(path, { access: "read" });
  const bytes = reader.bytes();
  await reader.close();
  return { bulkRate: articles / (seconds - preparing / 1000), bytes, bytesBeside: (bytes - 8 * shingles) / articles };
}

/** As `index build` does; else whoever opens it would have to. */
function sync(path: string): void {
  const file = openSync(path, "r");
  fsyncSync(file);
  closeSync(file);
}

function* feedOf(articles: number): Generator<FeedRecord> {
  for (const { record } of generateFeed({ seed: Number(values.seed), articles })) yield record;
}

/** @returns milliseconds that making the stand-ins' texts took. */
async function addAll(
  index: ArticleIndex,
  records: readonly FeedRecord[],
  articles: number,
  standIns: StandIns,
): Promise<number> {
  const onTheirWay: Promise<string>[] = [];
  let making = 0;
  for (let at = 0; at < articles; at++) {
    const start = performance.now();
    const record = records[at] ?? standInRecord(at, standIns.text());
    making += performance.now() - start;
    onTheirWay.push(index.add(record));
    if (onTheirWay.length >= ON_THEIR_WAY) await onTheirWay.shift();
  }
  await Promise.all(onTheirWay);
  return making;
}

function standInRecord(at: number, text: string): FeedRecord {
  const id = `stand-in-${String(at).padStart(9, "0")}`;
  const url = `https://outlet-${at % 60}.example/news/${id}`;
  return { id, title: "", source: `outlet-${at % 60}`, url, date: "2025-01-01T00:00:00.000Z", text };
}

function station(order: StationOrder): Promise<StationReport> {
  const child = fork(join(dirname(fileURLToPath(import.meta.url)), "index-station.js"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the station ended without a report (exit code ${code})`)));
    child.once("message", (report: StationReport) => resolve(report));
    child.send(order);
  });
}

function table(stations: readonly Station[]): string {
  const rows: readonly (readonly [string, (station: Station) => string])[] = [
    ["bulk load, articles/s, without cleaning and fingerprints", ({ bulkRate }) => grouped(Math.round(bulkRate))],
    ["open, ms", ({ openMs }) => three(openMs)],
    ["check, ms, p50", ({ check }) => three(check[0])],
    ["check, ms, p99", ({ check }) => three(check[1])],
    ["… less waits for a processor, p99", ({ checkRun }) => three(checkRun[1])],
    ["… without cleaning and fingerprints, p50", ({ ownCheck }) => three(ownCheck[0])],
    ["… without cleaning and fingerprints, p99", ({ ownCheck }) => three(ownCheck[1])],
    [
      `filter after ${grouped(WARM_ADDS)}, ${values.workers} threads, articles/s`,
      ({ rate }) => grouped(Math.round(rate)),
    ],
    ["… its start and end included", ({ wholeRate }) => grouped(Math.round(wholeRate))],
    ["… processor, ms an article, all threads", ({ processorMs }) => three(processorMs)],
    ["bytes on disk an article", ({ bytes, articles }) => grouped(Math.round(bytes / articles))],
    ["… beside 8 a distinct shingle", ({ bytesBeside }) => grouped(Math.round(bytesBeside))],
    ["anonymous memory behind the checks, MB", ({ checkMemory }) => three(checkMemory / MEGABYTE)],
    ["anonymous memory of the filter, at most, MB", ({ memory }) => three(memory / MEGABYTE)],
  ];
  const head = ["", ...stations.map(({ articles }) => `${grouped(articles)} articles`)];
  return markdownTable(
    head,
    rows.map(([name, cell]) => [name, ...stations.map(cell)]),
  );
}

function growthLine(stations: readonly Station[]): string {
  const [first, last] = [stations[0], stations.at(-1)];
  const ratio = (place: "check" | "ownCheck"): number =>
    (last?.[place][0] ?? Number.NaN) / (first?.[place][0] ?? Number.NaN);
  return (
    `Ten times the articles: a check takes ${three(ratio("check"))} × the time (median), without cleaning and ` +
    `fingerprints ${three(ratio("ownCheck"))} ×. ${grouped(real)} articles of each index are of the feed ` +
    "that is asked about, the others are stand-ins of the same size, all different."
  );
}
