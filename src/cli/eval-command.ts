import { tmpdir } from "node:os";
import type { Command } from "commander";
import { evaluate } from "../engine/eval/evaluate.js";
import { readLabels } from "../engine/eval/labels.js";
import { reviewSheet } from "../engine/eval/review.js";
import { drawSheet } from "../engine/eval/sheet.js";
import { learnTemplates } from "../engine/learn-templates.js";
import type { RunContext } from "../engine/run.js";
import { UsageError } from "../errors.js";
import type { Reading } from "../model/reading.js";
import { DEFAULTS, expectCleaning } from "../options.js";
import { resolveFields } from "../read/fields.js";
import { findInputs } from "../read/inputs.js";
import { readArticles } from "../read/read.js";
import { evaluationView } from "../report/evaluation.js";
import { reviewView } from "../report/review.js";
import { EXIT } from "./exit.js";
import { totalBytes } from "./input-size.js";
import { onInterrupt } from "./interrupt.js";
import { memoryOf } from "./memory.js";
import { paintFor } from "./paint.js";
import { createProgress, progressForm } from "./progress.js";
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
import { fileTarget } from "./target.js";
import { thisProcess } from "./this-process.js";

interface EvalFlags extends SharedFlags {
  readonly sample?: number;
  readonly sheet?: string;
  readonly output?: string;
  readonly tmp?: string;
  readonly memory?: number;
  readonly learnTemplates?: boolean;
  readonly json?: boolean;
}

/** `eval PAIRS IN…`, `eval --sample N DIR` and `eval --sheet SHEET`: how right the decisions are. */
export function addEvalCommand(program: Command, outcome: { code: number }): void {
  const command = program
    .command("eval")
    .description(
      "precision, recall, F1, adjusted Rand index and the best threshold on labelled pairs or clusters; or a sheet of decisions to review",
    )
    .argument("[inputs...]", "labels as JSONL and then the articles; with --sample the folder of a finished run")
    .option("--sample <count>", "draw decisions of a finished run to review, as CSV (--seed draws others)", number)
    .option("--sheet <file>", "read a reviewed sheet: precision with its 95 % interval")
    .option("-o, --output <file>", "file for the sheet (default: standard output)")
    .option("--keep <rule>", `which copy stays (default: ${DEFAULTS.keep})`);
  addMemoryOption(addMatchOptions(addCleanOptions(addReadOptions(command))))
    .option("--learn-templates", "learn templates from the articles first, and use them")
    .option("--tmp <dir>", "folder for temporary files (default: the system's)")
    .option("--strict", "exit 2 where a label names an unknown id or a record is rejected")
    .option("--quiet", "print no progress")
    .option("--json", "print all figures as JSON")
    .action(async (inputs: string[], flags: EvalFlags) => {
      outcome.code = await runEval(inputs, flags);
    });
}

async function runEval(inputs: readonly string[], flags: EvalFlags): Promise<number> {
  if (flags.sample !== undefined && flags.sheet !== undefined) {
    throw new UsageError("expected --sample or --sheet, found both");
  }
  if (flags.sheet !== undefined) return runReview(inputs, flags.sheet, flags);
  if (flags.sample !== undefined) return runSample(inputs, flags.sample, flags);
  return runLabels(inputs, flags);
}

async function runLabels([labelFile, ...inputs]: readonly string[], flags: EvalFlags): Promise<number> {
  if (labelFile === undefined || inputs.length === 0) {
    throw new UsageError("expected a file of labels and then the articles: dittograph eval PAIRS IN…");
  }
  const labels = readLabels(labelFile);
  const given = await runOptionsOf(flags);
  const files = await findInputs(inputs);
  const line = createProgress(progressForm(flags), totalBytes(files));
  const interrupt = onInterrupt();
  const tmp = flags.tmp ?? tmpdir();
  const context = {
    ...given,
    strict: false,
    memory: memoryOf(flags),
    boundsHeaps: flags.memory !== undefined,
    onProgress: line.draw,
    signal: interrupt.signal,
    ownership: thisProcess(),
  };
  try {
    const read = () => readArticles(files, readOptionsOf(flags));
    const run = flags.learnTemplates === true ? await withLearned(inputs, read(), tmp, context) : context;
    const evaluation = await evaluate(labels, read(), tmp, run);
    line.clear();
    const { version, ruleset } = run;
    if (flags.json === true)
      console.log(JSON.stringify({ schema: 1, version, ruleset, options: given.options, ...evaluation }));
    else process.stdout.write(evaluationView(evaluation, paintFor(process.stdout)));
    const isClean = evaluation.labels.unknown === 0 && evaluation.rejected === 0;
    return flags.strict === true && !isClean ? EXIT.usage : EXIT.done;
  } finally {
    line.clear();
    interrupt.release();
  }
}

/** Learns templates in a first pass over the articles. */
async function withLearned(
  inputs: readonly string[],
  readings: AsyncIterable<Reading>,
  tmp: string,
  run: RunContext,
): Promise<RunContext> {
  if (inputs.includes("-")) {
    throw new UsageError("option --learn-templates: expected files, which can be read twice, found standard input");
  }
  if (run.templates !== undefined) throw new UsageError("option --learn-templates: expected without --templates");
  expectCleaning(run.options, "--learn-templates");
  const { templates } = await learnTemplates(readings, tmp, run);
  return { ...run, templates };
}

async function runSample(inputs: readonly string[], size: number, flags: EvalFlags): Promise<number> {
  const [folder] = inputs;
  if (folder === undefined || inputs.length !== 1) {
    throw new UsageError(`option --sample: expected the folder of one finished run, found ${inputs.length} inputs`);
  }
  const sheet = drawSheet(folder, {
    size,
    seed: flags.seed ?? DEFAULTS.seed,
    names: resolveFields(readOptionsOf(flags)),
  });
  if (flags.output === undefined) {
    process.stdout.write(sheet);
    return EXIT.done;
  }
  const target = fileTarget(flags.output);
  await target.write(sheet);
  target.commit();
  return EXIT.done;
}

function runReview(inputs: readonly string[], sheet: string, flags: EvalFlags): number {
  if (inputs.length > 0) throw new UsageError(`option --sheet: expected no other input, found ${inputs[0]}`);
  const review = reviewSheet(sheet);
  if (flags.json === true) console.log(JSON.stringify({ schema: 1, ...review }));
  else process.stdout.write(reviewView(review, paintFor(process.stdout)));
  return EXIT.done;
}
