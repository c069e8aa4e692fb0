import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, relative, resolve } from "node:path";
import { type Command, Option } from "commander";
import { dedup, expectArticles } from "../engine/dedup.js";
import { keptOf } from "../engine/earlier-run.js";
import type { RunContext } from "../engine/run.js";
import { type FileSource, inputsOf } from "../engine/source.js";
import { UsageError } from "../errors.js";
import { DEFAULTS, expectCleaning } from "../options.js";
import { findInputs, type Input, STDIN } from "../read/inputs.js";
import { terminalSummary } from "../report/terminal.js";
import { collectLater } from "./collect-later.js";
import { describeRun } from "./describe-run.js";
import { EXIT } from "./exit.js";
import { totalBytes } from "./input-size.js";
import { onInterrupt } from "./interrupt.js";
import { memoryOf } from "./memory.js";
import { paintFor } from "./paint.js";
import { checkPlaces } from "./places.js";
import { createProgress, progressForm } from "./progress.js";
import { runRethreshold } from "./rethreshold.js";
import {
  addCleanOptions,
  addMatchOptions,
  addMemoryOption,
  addReadOptions,
  fieldOptionsOf,
  number,
  readOptionsOf,
  runOptionsOf,
  type SharedFlags,
} from "./shared-options.js";
import { thisProcess } from "./this-process.js";

interface DedupFlags extends SharedFlags {
  readonly output?: string;
  readonly rethreshold?: number;
  readonly tmp?: string;
  readonly against?: string | undefined;
  readonly workers?: number;
  readonly memory?: number;
  readonly learnTemplates?: boolean;
  readonly records: boolean;
  readonly json?: boolean;
}

/** `dedup IN… -o DIR`: the main job. */
export function addDedupCommand(program: Command, outcome: { code: number }): void {
  const command = program
    .command("dedup")
    .description(
      "clean, find copies, keep one of each; write kept.jsonl, duplicates.jsonl, pairs.jsonl, clusters.jsonl and more into a folder",
    )
    .argument("<inputs...>", "files, folders, globs, or - for standard input")
    .option("-o, --output <dir>", "folder for the results; a finished run there is replaced")
    .option(
      "--rethreshold <share>",
      "group the finished run in the folder given again, without reading its input",
      number,
    )
    .addOption(
      new Option(
        "--keep <rule>",
        `which copy stays: earliest, longest, first, preferred:<source>,… (default: ${DEFAULTS.keep})`,
      ),
    );
  addMemoryOption(addMatchOptions(addCleanOptions(addReadOptions(command))))
    .option("--learn-templates", "learn templates from the input first, use them, and write them as templates.json")
    .option(
      "--workers <count>",
      "threads to work in; the outputs do not depend on it (default: one a processor)",
      number,
    )
    .option("--no-records", "write no kept.jsonl, duplicates.jsonl and repeats.jsonl: what is alike, and no texts")
    .option("--against <dir>", "a finished run: of the input, only what its kept articles do not hold is kept")
    .option("--tmp <dir>", "folder for temporary files (default: beside the results)")
    .option("--strict", "exit 2 where any record is rejected; reject records of equal id")
    .option("--quiet", "print nothing")
    .option("--json", "print the summary as JSON")
    .action(async (inputs: string[], flags: DedupFlags) => {
      const { output, rethreshold } = flags;
      if (rethreshold !== undefined) {
        const isGiven = (option: Option): boolean => command.getOptionValueSource(option.attributeName()) === "cli";
        const given = command.options.filter(isGiven).map(({ long, flags }) => long ?? flags);
        outcome.code = runRethreshold(inputs, { ...flags, rethreshold }, given);
      } else if (output !== undefined) {
        outcome.code = await runDedup(inputs, { ...flags, output });
      } else {
        throw new UsageError("option -o, --output: expected a folder for the results, found none");
      }
    });
}

async function runDedup(inputs: readonly string[], flags: DedupFlags & { readonly output: string }): Promise<number> {
  checkPlaces(flags);
  const given = await runOptionsOf(flags);
  const files = await findInputs(inputs);
  refuseOwnOutput(files, flags.output);
  if (flags.against !== undefined) refuseOwnOutput([keptOf(flags.against)], flags.output);
  const started = new Date();
  const source = sourceOf(files, flags);
  const bytes = totalBytes(inputsOf(source));
  collectLater(flags.memory, bytes);
  const line = createProgress(progressForm(flags), bytes);
  const interrupt = onInterrupt();
  const context = {
    ...given,
    memory: memoryOf(flags),
    boundsHeaps: flags.memory !== undefined,
    onProgress: line.draw,
    signal: interrupt.signal,
    ownership: thisProcess(),
  };
  const paths = files.map(({ path }) => path);
  const places = {
    folder: flags.output,
    describeRun: (kernel: string) => ({ ...describeRun(started, paths), fields: fieldOptionsOf(flags), kernel }),
    ...(flags.tmp === undefined ? {} : { tmp: flags.tmp }),
    records: flags.records,
    ...(flags.learnTemplates === true ? { savesTemplates: true } : {}),
  };
  try {
    const run = flags.learnTemplates === true ? await withLearned(inputs, flags, files, context) : context;
    const { summary, largest, alike } = await dedup(source, places, run);
    line.clear();
    if (flags.json === true) console.log(JSON.stringify(summary));
    else if (flags.quiet !== true) {
      process.stdout.write(terminalSummary(summary, largest, alike, paintFor(process.stdout)));
      process.stdout.write(`\n${whereLine(flags)}\n`);
    }
    expectArticles(summary);
    return flags.strict === true && summary.records.rejected > 0 ? EXIT.usage : EXIT.done;
  } finally {
    line.clear();
    interrupt.release();
  }
}

function whereLine({ output, records }: DedupFlags): string {
  if (!records) return `In ${output}: pairs.jsonl, clusters.jsonl, report.html; no records (--no-records)`;
  return `Everything is in ${output}: kept.jsonl, duplicates.jsonl, pairs.jsonl, clusters.jsonl, repeats.jsonl, report.html`;
}

/** Files, and one thread a processor for all but small ones, unless the number of threads was given. */
function sourceOf(files: readonly Input[], flags: DedupFlags): FileSource {
  const readOptions = readOptionsOf(flags);
  const inputs = { inputs: files, ...(flags.against === undefined ? {} : { against: keptOf(flags.against) }) };
  const { workers } = flags;
  if (workers !== undefined) return { ...inputs, readOptions, workers };
  return { ...inputs, readOptions, workers: availableParallelism(), sparesSmall: true };
}

/** Results that are read as input again would find copies of themselves. */
function refuseOwnOutput(files: readonly Input[], output: string): void {
  const folder = realPath(output);
  const inside = files.find(({ path }) => path !== STDIN && !relative(folder, realPath(path)).startsWith(".."));
  if (inside === undefined) return;
  throw new UsageError(`option -o, --output: expected a folder without inputs, found the input ${inside.path} in it`);
}

/** Where a path leads, links followed; what does not exist yet leads where it says. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

/** Learns templates in a first pass over the same input. */
async function withLearned(
  inputs: readonly string[],
  flags: DedupFlags & { readonly output: string },
  files: readonly Input[],
  run: RunContext,
): Promise<RunContext> {
  if (inputs.includes("-")) {
    throw new UsageError("option --learn-templates: expected files, which can be read twice, found standard input");
  }
  if (run.templates !== undefined) throw new UsageError("option --learn-templates: expected without --templates");
  expectCleaning(run.options, "--learn-templates");
  const tmp = flags.tmp ?? dirname(resolve(flags.output));
  mkdirSync(tmp, { recursive: true });
  const { learnTemplates } = await import("../engine/learn-templates.js");
  const { templates } = await learnTemplates(sourceOf(files, { ...flags, against: undefined }), tmp, run);
  return { ...run, templates };
}
