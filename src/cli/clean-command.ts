import { statSync } from "node:fs";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { rulesetName } from "../clean/ruleset.js";
import { type CleanResult, cleanReadings } from "../engine/clean-run.js";
import { UsageError } from "../errors.js";
import { resolveOptions } from "../options.js";
import { findInputs, type Input } from "../read/inputs.js";
import { readArticles } from "../read/read.js";
import { rejectRow } from "../read/reject.js";
import { marginView } from "../report/margin.js";
import { EXIT } from "./exit.js";
import { totalBytes } from "./input-size.js";
import { onInterrupt } from "./interrupt.js";
import { markPaintFor } from "./paint.js";
import { createProgress, progressForm } from "./progress.js";
import {
  addCleanOptions,
  addReadOptions,
  extrasOf,
  optionsOf,
  readOptionsOf,
  type SharedFlags,
} from "./shared-options.js";
import { fileTarget, stdoutTarget, type Target } from "./target.js";
import { readVersion } from "./version.js";

const FORMATS = ["text", "jsonl", "annotated"] as const;

interface CleanFlags extends SharedFlags {
  readonly output?: string;
  readonly format?: (typeof FORMATS)[number];
  readonly explain?: boolean;
  readonly rejects?: string;
}

/** `clean IN… [-o OUT]`: strips furniture and repeats. */
export function addCleanCommand(program: Command, outcome: { code: number }): void {
  const command = program
    .command("clean")
    .description("strip page furniture and repeats from every article")
    .argument("<inputs...>", "files, folders, globs, or - for standard input")
    .option("-o, --output <path>", "file, or folder that mirrors several plain-text inputs (default: standard output)");
  addCleanOptions(addReadOptions(command))
    .addOption(
      new Option("--format <name>", "text, jsonl, or annotated (jsonl that keeps the text and adds the spans)").choices(
        FORMATS,
      ),
    )
    .option("--explain", "print every line with what happens to it, and why")
    .option("--rejects <file>", "write records that cannot be read to this file, as JSONL")
    .option("--strict", "exit 2 where any record is rejected")
    .option("--quiet", "print no progress and no counts")
    .action(async (inputs: string[], flags: CleanFlags) => {
      outcome.code = await runClean(inputs, flags);
    });
}

async function runClean(inputs: readonly string[], flags: CleanFlags): Promise<number> {
  const options = resolveOptions(optionsOf(flags));
  const extras = extrasOf(flags);
  const files = await findInputs(inputs);
  const line = createProgress(flags.output === undefined ? "none" : progressForm(flags), totalBytes(files));
  const interrupt = onInterrupt();
  const run = {
    options,
    version: readVersion(),
    ruleset: rulesetName(extras.lexicon),
    ...extras,
    strict: flags.strict === true,
    onProgress: line.draw,
    signal: interrupt.signal,
  };
  const outputs = openOutputs(inputs, files, flags);
  let articles = 0;
  let rejected = 0;
  try {
    for await (const result of cleanReadings(readArticles(files, readOptionsOf(flags)), run)) {
      if (result.kind === "reject") {
        rejected++;
        await outputs.reject(`${rejectRow(result.reject)}\n`);
      } else {
        articles++;
        await outputs.article(result);
      }
    }
    outputs.commit();
  } catch (error) {
    outputs.discard();
    throw error;
  } finally {
    line.clear();
    interrupt.release();
  }
  if (rejected > 0 && flags.quiet !== true) {
    console.error(
      `dittograph: ${rejected} of ${articles + rejected} records rejected${flags.rejects === undefined ? "; --rejects FILE lists them" : `, listed in ${flags.rejects}`}`,
    );
  }
  if (articles === 0) throw new UsageError(`nothing usable: ${rejected} records read, ${rejected} rejected`);
  return flags.strict === true && rejected > 0 ? EXIT.usage : EXIT.done;
}

interface Outputs {
  article(result: CleanResult & { kind: "article" }): Promise<void>;
  reject(row: string): Promise<void>;
  commit(): void;
  discard(): void;
}

/** Decides where each result goes: one stream, or a folder that mirrors the inputs' names. */
function openOutputs(inputs: readonly string[], files: readonly Input[], flags: CleanFlags): Outputs {
  const rejects = flags.rejects === undefined ? undefined : fileTarget(flags.rejects);
  const mirrors = flags.output !== undefined && flags.explain !== true && isMirror(files, flags.output, inputs);
  const targets = new Map<string, Target>();
  const names = new Map(files.map(({ path, relative }) => [path, relative]));
  const targetOf = (file: string): Target => {
    const path =
      flags.output === undefined
        ? ""
        : mirrors
          ? join(flags.output, (names.get(file) ?? file).replace(/\.gz$/, ""))
          : flags.output;
    const known = targets.get(path);
    if (known !== undefined) return known;
    if (mirrors) commitAll();
    const target = path === "" ? stdoutTarget() : fileTarget(path);
    targets.set(path, target);
    return target;
  };
  /** A mirrored file is complete when the next begins: thousands of them are never open at once. */
  const commitAll = (): void => {
    for (const target of targets.values()) target.commit();
    targets.clear();
  };
  const single = files.length === 1 || mirrors;
  return {
    article: (result) => targetOf(result.file).write(rendered(result, flags, single)),
    reject: async (row) => rejects?.write(row),
    commit() {
      if (flags.output !== undefined && !mirrors) targetOf(flags.output);
      commitAll();
      rejects?.commit();
    },
    discard() {
      for (const target of targets.values()) target.discard();
      rejects?.discard();
    },
  };
}

/** Several files, or a folder of whatever size, go into a folder; a name that ends like a feed is one. */
const isMirror = (files: readonly Input[], output: string, inputs: readonly string[]): boolean =>
  (files.length > 1 || inputs.some(isFolder)) && !/\.(jsonl|ndjson|json)$/.test(output);

const isFolder = (input: string): boolean => statSync(input, { throwIfNoEntry: false })?.isDirectory() === true;

function rendered(result: CleanResult & { kind: "article" }, flags: CleanFlags, single: boolean): Uint8Array | string {
  const { article, cleaned } = result;
  if (flags.explain === true)
    return `${article.id}\n${marginView(article.text, cleaned, markPaintFor(process.stdout))}\n`;
  const format = flags.format ?? (result.form === "plain" && single ? "text" : "jsonl");
  switch (format) {
    case "text":
      return cleaned.text;
    case "jsonl":
      return result.record(cleaned.text);
    case "annotated":
      return result.record(article.text);
    default:
      return format satisfies never;
  }
}
