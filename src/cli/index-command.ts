import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Command, Option } from "commander";
import { compactIndex } from "../engine/index-compact.js";
import type { IndexOptions } from "../engine/index-contract.js";
import { exportIndex } from "../engine/index-export.js";
import { importIndex } from "../engine/index-import.js";
import { buildIndex, type Loaded, loadIndex } from "../engine/index-load.js";
import { indexStats } from "../engine/index-stored.js";
import { verifyIndex } from "../engine/index-verify.js";
import type { IndexStats } from "../model/decision.js";
import { resolveOptions } from "../options.js";
import { findInputs } from "../read/inputs.js";
import { readArticles } from "../read/read.js";
import { rejectRow } from "../read/reject.js";
import { EXIT } from "./exit.js";
import { addIndexOptions, type IndexFlags, indexOptionsOf } from "./index-options.js";
import { onInterrupt } from "./interrupt.js";
import { createProgress, progressForm } from "./progress.js";
import {
  addCleanOptions,
  addMatchOptions,
  addReadOptions,
  extrasOf,
  optionsOf,
  readOptionsOf,
  type SharedFlags,
} from "./shared-options.js";
import { fileTarget, stdoutTarget, type Target } from "./target.js";

type LoadFlags = SharedFlags & IndexFlags & { readonly rejects?: string; readonly json?: boolean };

interface CareFlags {
  readonly index: string;
  readonly output?: string;
  readonly json?: boolean;
  readonly here?: boolean;
}

/** `index …`: the care of a durable index. */
export function addIndexCommand(program: Command, outcome: { code: number }): void {
  const index = program
    .command("index")
    .description("make, fill, check and move an index that `filter` and `serve` ask");
  index.addCommand(loadCommand("build", "make an index of the inputs in one go; it appears when it is whole", outcome));
  index.addCommand(loadCommand("load", "add the inputs to an index", outcome));
  const care = (name: string, description: string): Command =>
    index.command(name).description(description).requiredOption("--index <dir>", "the index");
  care("stats", "say what an index holds and what it was made with")
    .option("--json", "as JSON")
    .action(async (flags: CareFlags) => {
      const stats = await indexStats(flags.index);
      process.stdout.write(flags.json === true ? `${JSON.stringify(stats)}\n` : statsText(stats));
    });
  care("verify", "read all of an index and name what is damaged; exit 2 where anything is")
    .addOption(new Option("--here", "in this process, which damage to the file's own structure may end").hideHelp())
    .action(async (flags: CareFlags) => {
      outcome.code = flags.here === true ? await runVerify(flags.index) : verifyAside(flags.index);
    });
  care("compact", "write an index anew without what was removed").action(async (flags: CareFlags) => {
    const { before, after } = await compactIndex(flags.index);
    process.stdout.write(`${flags.index}: ${grouped(before)} bytes → ${grouped(after)} bytes\n`);
  });
  care("export", "write an index as JSON lines")
    .option("-o, --output <file>", "the file (default: standard output)")
    .action(runExport);
  care("import", "make an index of exported JSON lines")
    .argument("<file>", "what `index export` wrote")
    .action(async (file: string, flags: CareFlags) => {
      const { articles } = await importIndex(flags.index, file);
      process.stdout.write(`${counted(articles, "article")} → ${flags.index}\n`);
    });
}

async function runVerify(path: string): Promise<number> {
  const { articles, postings, problems } = await verifyIndex(path);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  const found = problems.length === 0 ? "sound" : counted(problems.length, "problem");
  process.stdout.write(`${path}: ${counted(articles, "article")}, ${counted(postings, "posting")}: ${found}\n`);
  return problems.length === 0 ? EXIT.done : EXIT.usage;
}

/** Verifies in a process of its own: the store's native code crashes on some damage, which is then what is found. */
function verifyAside(path: string): number {
  const args = [fileURLToPath(new URL("bin.js", import.meta.url)), "index", "verify", "--here", "--index", path];
  const { status, signal } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (signal === null && status !== null) return status;
  process.stdout.write(`${path}: damaged: the structure of the file cannot be read (ended by ${signal})\n`);
  return EXIT.usage;
}

const WORKERS = "threads that clean and fingerprint beside the one that judges; 1: that one does";

function loadCommand(name: "build" | "load", description: string, outcome: { code: number }): Command {
  const command = new Command(name)
    .description(description)
    .argument("<inputs...>", "files, folders, globs, or - for standard input");
  const words = name === "build" ? { index: "the index to make", workers: WORKERS } : { workers: WORKERS };
  return addIndexOptions(addMatchOptions(addCleanOptions(addReadOptions(command))), words)
    .option("--rejects <file>", "where records go that cannot be read, with the reason")
    .option("--strict", "exit 2 where any record is rejected")
    .option("--quiet", "print nothing")
    .option("--json", "print the figures as JSON")
    .action(async (inputs: string[], flags: LoadFlags) => {
      outcome.code = await runLoad(name, inputs, flags);
    });
}

async function runLoad(name: "build" | "load", inputs: readonly string[], flags: LoadFlags): Promise<number> {
  const options: IndexOptions = {
    options: resolveOptions(optionsOf(flags)),
    ...extrasOf(flags),
    now: Date.now,
    ...indexOptionsOf(flags),
  };
  const files = await findInputs(inputs);
  const rejects = flags.rejects === undefined ? undefined : fileTarget(flags.rejects);
  const line = createProgress(progressForm(flags));
  const interrupt = onInterrupt();
  const settings = {
    onProgress: line.draw,
    signal: interrupt.signal,
    onReject: (reject: Parameters<typeof rejectRow>[0]) => void rejects?.write(`${rejectRow(reject)}\n`),
  };
  try {
    const run = name === "build" ? buildIndex : loadIndex;
    const loaded = await run(flags.index, readArticles(files, readOptionsOf(flags)), options, settings);
    rejects?.commit();
    line.clear();
    if (flags.json === true) process.stdout.write(`${JSON.stringify(loaded)}\n`);
    else if (flags.quiet !== true) process.stdout.write(loadedLine(loaded, flags.index));
    return flags.strict === true && loaded.rejected > 0 ? EXIT.usage : EXIT.done;
  } catch (error) {
    rejects?.discard();
    throw error;
  } finally {
    line.clear();
    interrupt.release();
  }
}

async function runExport({ index, output }: CareFlags): Promise<void> {
  const target: Target = output === undefined ? stdoutTarget() : fileTarget(output);
  try {
    await exportIndex(index, (line) => target.write(line));
    target.commit();
  } catch (error) {
    target.discard();
    throw error;
  }
}

/** `1,204 records read, 3 rejected; the index holds 901 kept, 300 duplicates → seen` */
function loadedLine({ read, rejected, stats: { kept, duplicates } }: Loaded, path: string): string {
  const holds = `the index holds ${grouped(kept)} kept, ${counted(duplicates, "duplicate")}`;
  return `${counted(read, "record")} read, ${grouped(rejected)} rejected; ${holds} → ${path}\n`;
}

const grouped = (count: number): string => count.toLocaleString("en");

const counted = (count: number, noun: string): string => `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;

function statsText({ header, buckets, ...figures }: IndexStats): string {
  const rows = [
    ...Object.entries(figures),
    ...buckets.map(({ name, articles, segments }) => [`bucket ${name}`, `${articles} articles, ${segments} segments`]),
    ...Object.entries(header),
  ];
  return rows.map(([name, value]) => `${String(name).padEnd(14)}${value === "" ? "none" : value}\n`).join("");
}
