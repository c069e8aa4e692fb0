import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseSize } from "../corpus/generator/main.js";
import { ColumnBudget, columnRoom } from "../src/engine/column-budget.js";
import { createCrew } from "../src/engine/crew.js";
import { dedup } from "../src/engine/dedup.js";
import { NO_SINKS } from "../src/engine/find-copies.js";
import { ingest } from "../src/engine/ingest.js";
import { planMemory } from "../src/engine/memory-plan.js";
import type { RunContext } from "../src/engine/run.js";
import type { ArticleReading, Reading } from "../src/model/reading.js";
import { resolveOptions } from "../src/options.js";
import { createPipeline } from "../src/pipeline.js";
import { readingBatches } from "../src/read/plan-pieces.js";
import { readArticles } from "../src/read/read.js";
import { createMemoryLog } from "../src/text/memory-log.js";
import { corpusStages, MATCH_STAGE } from "./corpus-stages.js";
import { ensureFeed, scratchFolder } from "./feed.js";
import { grouped, MEGABYTE, three } from "./figures.js";
import { spreadOf, timedAsync } from "./measure.js";
import { markdownTable, provenance, writeResults } from "./results.js";
import type { Prepared, Stage } from "./stage.js";
import { storeStages } from "./store-stages.js";
import { textStages } from "./text-stages.js";

/**
 * Where does the time of the main job go? Every stage runs alone over the beginning of the benchmark's feed, with the
 * input it has in the job, in one process; beside them the whole job in the same process.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    bytes: { type: "string", default: "20m" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

/** The job itself, for comparison. */
const WHOLE = "the whole job";

const feed = ensureFeed(Number(values.seed), parseSize(values.bytes));
const folder = mkdtempSync(join(scratchFolder(), "stages-"));
const options = resolveOptions();
const run: RunContext = { options, version: "benchmark", ruleset: "benchmark", strict: false };
const inputs = [{ path: feed.file, relative: feed.file }];
try {
  const stages = await prepareStages();
  const seconds = await timeStages(stages, Number(values.runs));
  const body = `${stageTable(stages, seconds)}\n\n${provenance(`npm run bench:stages -- --bytes ${values.bytes} --runs ${values.runs} --seed ${values.seed}`)}`;
  console.log(body);
  if (values.write) writeResults("stages", body);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function prepareStages(): Promise<Stage[]> {
  const pipeline = await createPipeline(options);
  const readings: ArticleReading[] = [];
  for await (const reading of readArticles(inputs)) if (reading.kind === "article") readings.push(reading);
  const prepared = readings.map((reading): Prepared => ({ reading, ...pipeline.prepare(reading.article) }));
  const memory = planMemory(undefined, 1);
  const budget = new ColumnBudget(columnRoom(memory));
  const crew = await createCrew(memory, { kind: "dedup", folder, readOptions: {} }, run);
  const ingested = await ingest(
    { pieces: readingBatches(stream(readings)), isKnown: () => false, budget, makeLog: createMemoryLog },
    crew,
    NO_SINKS,
    run,
  );
  const articles = { unit: "article", count: readings.length } as const;
  const places = { folder: join(folder, "whole"), describeRun: () => ({}) };
  return [
    { name: "read", ...articles, run: () => drain(readArticles(inputs)) },
    ...(await textStages(prepared, options)),
    ...storeStages(prepared, pipeline, folder, run),
    ...(await corpusStages(ingested, pipeline, folder, options)),
    { name: WHOLE, ...articles, run: () => dedup(readArticles(inputs), places, run) },
  ];
}

async function* stream(readings: readonly Reading[]): AsyncGenerator<Reading> {
  yield* readings;
}

async function drain(readings: AsyncIterable<Reading>): Promise<void> {
  for await (const _ of readings);
}

/** Median seconds of each stage, the rounds interleaved. */
async function timeStages(stages: readonly Stage[], rounds: number): Promise<ReadonlyMap<string, number>> {
  const times = new Map(stages.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const stage of stages) times.get(stage.name)?.push((await timedAsync(async () => stage.run())).seconds);
  }
  return new Map([...times].map(([name, all]) => [name, spreadOf(all).median]));
}

function stageTable(stages: readonly Stage[], seconds: ReadonlyMap<string, number>): string {
  const whole = seconds.get(WHOLE) ?? Number.NaN;
  const rows = stages.map(({ name, unit, count }) => {
    const [label, took] = ownTime(name, seconds);
    const each = `${three((took * 1e9) / count)} a${unit === "article" ? "n" : ""} ${unit}`;
    return [label, three(took), three(feed.bytes / MEGABYTE / took), each, `${three((100 * took) / whole)} %`];
  });
  const head = `${three(feed.bytes / MEGABYTE)} MB, ${grouped(feed.articles)} articles`;
  return markdownTable([head, "s, median", "MB/s of the feed", "ns", "of the whole"], rows);
}

/** Verifying is timed together with the search that drives it; the search's own time is taken off. */
function ownTime(name: string, seconds: ReadonlyMap<string, number>): [label: string, seconds: number] {
  const took = seconds.get(name) ?? Number.NaN;
  return name === MATCH_STAGE ? ["verify", took - (seconds.get("candidates") ?? 0)] : [name, took];
}
