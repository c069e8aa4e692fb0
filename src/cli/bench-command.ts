import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { dedup, expectArticles } from "../engine/dedup.js";
import type { Progress, RunContext } from "../engine/run.js";
import { firstPassStages, type StageCount } from "../engine/stage-runs.js";
import { UsageError } from "../errors.js";
import { findInputs, type Input, STDIN } from "../read/inputs.js";
import { countWords, type WordCount } from "./count-words.js";
import { EXIT } from "./exit.js";
import { totalBytes } from "./input-size.js";
import { onInterrupt } from "./interrupt.js";
import { memoryOf } from "./memory.js";
import { checkPlaces } from "./places.js";
import {
  addCleanOptions,
  addMatchOptions,
  addMemoryOption,
  addReadOptions,
  number,
  readOptionsOf,
  runOptionsOf,
  type SharedFlags,
} from "./shared-options.js";
import { thisProcess } from "./this-process.js";

/** Bytes that the stages of the first pass are measured on, one by one. */
const SAMPLE_BYTES = 20e6;

interface BenchFlags extends SharedFlags {
  readonly workers?: number;
  readonly tmp?: string;
  readonly memory?: number;
  readonly json?: boolean;
}

/** A row of the result. */
interface Measured {
  readonly stage: string;
  readonly seconds: number;
  readonly bytes: number;
  readonly articles: number;
  readonly tokens: number;
  /** Resident memory at the end of the stage. */
  readonly memoryBytes: number;
}

/** `bench IN…`: what each stage costs on one's own feed. */
export function addBenchCommand(program: Command, outcome: { code: number }): void {
  const command = program
    .command("bench")
    .description("measure each stage on your own feed, beside a count of its words; writes no results")
    .argument("<inputs...>", "files, folders or globs");
  addMemoryOption(addMatchOptions(addCleanOptions(addReadOptions(command))))
    .option("--workers <count>", "threads of the whole job (default: one a processor)", number)
    .option("--tmp <dir>", "folder for temporary files, which hold a whole run (default: the system's)")
    .option("--json", "print the figures as JSON")
    .action(async (inputs: string[], flags: BenchFlags) => {
      outcome.code = await runBench(inputs, flags);
    });
}

async function runBench(inputs: readonly string[], flags: BenchFlags): Promise<number> {
  checkPlaces(flags);
  const files = await findInputs(inputs);
  if (files.some(({ path }) => path === STDIN)) {
    throw new UsageError("expected files, which can be read several times, found standard input");
  }
  const interrupt = onInterrupt();
  const run: RunContext = {
    ...(await runOptionsOf(flags)),
    strict: false,
    memory: memoryOf(flags),
    boundsHeaps: flags.memory !== undefined,
    signal: interrupt.signal,
    ownership: thisProcess(),
  };
  try {
    const words = totalBytes(files) === undefined ? undefined : countWords(files.map(({ path }) => path));
    const rows = [...(await measureFirstPass(files, flags, run)), ...(await measureJob(files, flags, run))];
    const result = { schema: 1, words: words ?? null, inputBytes: totalBytes(files) ?? null, stages: rows };
    process.stdout.write(flags.json === true ? `${JSON.stringify(result)}\n` : tableOf(rows, words));
    return EXIT.done;
  } finally {
    interrupt.release();
  }
}

async function measureFirstPass(files: readonly Input[], flags: BenchFlags, run: RunContext): Promise<Measured[]> {
  const rows: Measured[] = [];
  for (const { name, run: work } of await firstPassStages(files, readOptionsOf(flags), SAMPLE_BYTES, run)) {
    const start = performance.now();
    const count = await work();
    const before = rows.reduce((sum, { seconds }) => sum + seconds, 0);
    rows.push(measured(`${name}, one thread`, (performance.now() - start) / 1000 - before, count));
  }
  return rows;
}

/** The whole job, by the stages it reports, and in all. */
async function measureJob(files: readonly Input[], flags: BenchFlags, run: RunContext): Promise<Measured[]> {
  const folder = mkdtempSync(join(flags.tmp ?? tmpdir(), "dittograph-bench-"));
  const workers = flags.workers ?? availableParallelism();
  const marks: { readonly stage: string; readonly at: number; readonly memoryBytes: number }[] = [];
  const mark = (stage: string): void => {
    marks.push({ stage, at: performance.now(), memoryBytes: process.memoryUsage.rss() });
  };
  let bytes = 0;
  const onProgress = (progress: Progress): void => {
    if (progress.stage === "clean") bytes = progress.bytes;
    else if (marks.at(-1)?.stage !== progress.stage) mark(progress.stage);
  };
  try {
    mark("clean");
    const source = {
      inputs: files,
      readOptions: readOptionsOf(flags),
      workers,
      sparesSmall: flags.workers === undefined,
    };
    const places = { folder: join(folder, "out"), describeRun: () => ({}) };
    const { summary } = await dedup(source, places, { ...run, onProgress });
    expectArticles(summary);
    mark("end");
    const count = { articles: summary.records.articles, bytes, tokens: 0 };
    const stages = marks.slice(0, -1).map(({ stage, at }, i) => {
      const next = marks[i + 1] as (typeof marks)[number];
      return { ...measured(NAMES[stage] ?? stage, (next.at - at) / 1000, count), memoryBytes: next.memoryBytes };
    });
    const all = stages.reduce((sum, { seconds }) => sum + seconds, 0);
    return [...stages, measured(`the whole job, ${workers} ${workers === 1 ? "thread" : "threads"}`, all, count)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NAMES: Readonly<Record<string, string>> = {
  clean: "first pass",
  match: "candidates and verification",
  write: "group and write",
};

function measured(stage: string, seconds: number, count: StageCount): Measured {
  return { stage, seconds: Math.max(0, seconds), ...count, memoryBytes: process.memoryUsage.rss() };
}

function tableOf(rows: readonly Measured[], words: WordCount | undefined): string {
  const wordBytes = rows.at(-1)?.bytes ?? 0;
  const head = ["", "s", "MB/s", "articles/s", "ns a token", "RSS, MB", words === undefined ? "× –" : `× ${words.by}`];
  const cells = rows.map(({ stage, seconds, bytes, articles, tokens, memoryBytes }) => [
    stage,
    seconds.toFixed(2),
    (bytes / 1e6 / seconds).toFixed(1),
    Math.round(articles / seconds).toString(),
    tokens === 0 ? "–" : ((seconds * 1e9) / tokens).toFixed(0),
    (memoryBytes / 1e6).toFixed(0),
    words === undefined ? "–" : (seconds / bytes / (words.seconds / wordBytes)).toFixed(1),
  ]);
  const all = words === undefined ? [head, ...cells] : [head, wordRow(words, wordBytes), ...cells];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] as string).length)));
  return all
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  "),
    )
    .map((row) => `${row.trimEnd()}\n`)
    .join("");
}

const wordRow = ({ by, seconds }: WordCount, bytes: number): string[] => {
  return [by, seconds.toFixed(2), (bytes / 1e6 / seconds).toFixed(1), "–", "–", "–", "1.0"];
};
