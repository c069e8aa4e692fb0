import { tmpdir } from "node:os";
import { Command } from "commander";
import { learnTemplates } from "../engine/learn-templates.js";
import { UsageError } from "../errors.js";
import type { TemplateAction, Templates } from "../model/templates.js";
import { findInputs } from "../read/inputs.js";
import { readArticles } from "../read/read.js";
import { templatesText } from "../read/templates.js";
import { EXIT } from "./exit.js";
import { totalBytes } from "./input-size.js";
import { onInterrupt } from "./interrupt.js";
import { memoryOf } from "./memory.js";
import { createProgress, progressForm } from "./progress.js";
import {
  addCleanOptions,
  addMatchOptions,
  addMemoryOption,
  addReadOptions,
  readOptionsOf,
  runOptionsOf,
  type SharedFlags,
} from "./shared-options.js";
import { fileTarget } from "./target.js";
import { thisProcess } from "./this-process.js";

interface LearnFlags extends SharedFlags {
  readonly output: string;
  readonly tmp?: string;
  readonly memory?: number;
}

/** `templates learn IN… -o FILE`: what recurs in each source, and in all. */
export function addTemplatesCommand(program: Command, outcome: { code: number }): void {
  const learn = new Command("learn")
    .description(
      "learn recurring lines and common shingles into a file that clean, dedup and explain take as --templates",
    )
    .argument("<inputs...>", "files, folders, globs, or - for standard input")
    .requiredOption("-o, --output <file>", "templates file, JSON; read it, change actions, delete or add lines");
  addMemoryOption(addMatchOptions(addCleanOptions(addReadOptions(learn))))
    .option("--tmp <dir>", "folder for temporary files (default: the system's)")
    .option("--quiet", "print nothing")
    .action(async (inputs: string[], flags: LearnFlags) => {
      await runLearn(inputs, flags);
      outcome.code = EXIT.done;
    });
  program.command("templates").description("learn what recurs per source, for review and editing").addCommand(learn);
}

async function runLearn(inputs: readonly string[], flags: LearnFlags): Promise<void> {
  if (flags.templates !== undefined)
    throw new UsageError("option --templates: expected none where templates are learned");
  const given = await runOptionsOf(flags);
  const files = await findInputs(inputs);
  const line = createProgress(progressForm(flags), totalBytes(files));
  const interrupt = onInterrupt();
  const run = {
    ...given,
    strict: false,
    memory: memoryOf(flags),
    boundsHeaps: flags.memory !== undefined,
    onProgress: line.draw,
    signal: interrupt.signal,
    ownership: thisProcess(),
  };
  try {
    const learned = await learnTemplates(readArticles(files, readOptionsOf(flags)), flags.tmp ?? tmpdir(), run);
    if (learned.articles === 0) throw new UsageError(`nothing usable: ${learned.rejected} records read, all rejected`);
    const target = fileTarget(flags.output);
    await target.write(templatesText(learned.templates));
    target.commit();
    line.clear();
    if (flags.quiet !== true) process.stdout.write(`${learnedLine(learned.templates)} → ${flags.output}\n`);
  } finally {
    line.clear();
    interrupt.release();
  }
}

/** `1204 articles of 7 sources: 85 lines to remove, 31 to flag, 2210 common shingles`. */
function learnedLine({ learned, sources, global }: Templates): string {
  const sets = [...sources.values(), global];
  const lines = (wanted: TemplateAction) =>
    sets.reduce((sum, set) => sum + set.lines.filter(({ action }) => action === wanted).length, 0);
  const shingles = sets.reduce((sum, set) => sum + set.shingles.length, 0);
  const found = `${lines("remove")} lines to remove, ${lines("flag")} to flag, ${shingles} common shingles`;
  return `${learned.articles} articles, ${sources.size} sources with templates: ${found}`;
}
