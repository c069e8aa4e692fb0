import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { rulesetOf } from "../clean/ruleset.js";
import type { CleanForm, ShowCleaned } from "../engine/clean-hand.js";
import { cleanAll } from "../engine/clean-run.js";
import type { FileSource } from "../engine/source.js";
import { UsageError } from "../errors.js";
import { resolveOptions } from "../options.js";
import { findInputs, type Input, STDIN } from "../read/inputs.js";
import { marginView } from "../report/margin.js";
import { EXIT } from "./exit.js";
import { totalBytes } from "./input-size.js";
import { onInterrupt } from "./interrupt.js";
import { markPaintFor } from "./paint.js";
import { checkPlaces } from "./places.js";
import { createProgress, progressForm } from "./progress.js";
import {
  addCleanOptions,
  addReadOptions,
  extrasOf,
  number,
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
  readonly workers?: number;
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
    .option(
      "--workers <count>",
      "threads to work in; the output does not depend on it (default: one a processor, one for standard input)",
      number,
    )
    .option("--strict", "exit 2 where any record is rejected")
    .option("--quiet", "print no progress and no counts")
    .action(async (inputs: string[], flags: CleanFlags) => {
      outcome.code = await runClean(inputs, flags);
    });
}

async function runClean(inputs: readonly string[], flags: CleanFlags): Promise<number> {
  checkPlaces(flags);
  const options = resolveOptions(optionsOf(flags));
  const extras = extrasOf(flags);
  const files = await findInputs(inputs);
  const line = createProgress(flags.output === undefined ? "none" : progressForm(flags), totalBytes(files));
  const interrupt = onInterrupt();
  const run = {
    options,
    version: readVersion(),
    ruleset: rulesetOf(options, extras.lexicon),
    ...extras,
    strict: flags.strict === true,
    onProgress: line.draw,
    signal: interrupt.signal,
  };
  const outputs = openOutputs(inputs, files, flags);
  let articles: number;
  let rejected: number;
  try {
    const sinks = { articles: outputs.write, reject: outputs.reject };
    ({ articles, rejected } = await cleanAll(sourceOf(files, flags), sinks, outputs.forms, run, showOf(flags)));
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

/** One thread a processor for all but small inputs, unless the number was given; standard input is cleaned as it comes. */
function sourceOf(inputs: readonly Input[], flags: CleanFlags): FileSource {
  const readOptions = readOptionsOf(flags);
  const isLive = flags.workers === undefined && inputs.some(({ path }) => path === STDIN);
  if (isLive) return { inputs, readOptions, workers: 1, isLive };
  const workers = flags.workers ?? availableParallelism();
  return { inputs, readOptions, workers, sparesSmall: flags.workers === undefined };
}

/** With --explain, what is shown of an article. */
function showOf({ explain }: CleanFlags): ShowCleaned | undefined {
  if (explain !== true) return undefined;
  const paint = markPaintFor(process.stdout);
  return ({ id, text }, cleaned) => `${id}\n${marginView(text, cleaned, paint)}\n`;
}

interface Outputs {
  /** How articles are written. */
  readonly forms: { readonly json: CleanForm; readonly plain: CleanForm };
  /** Writes articles of one of the inputs. */
  write(file: string, bytes: Uint8Array): Promise<void>;
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
  const { format } = flags;
  const isPlain = files.length === 1 || mirrors;
  return {
    forms: { json: format ?? "jsonl", plain: format ?? (isPlain ? "text" : "jsonl") },
    write: (file, bytes) => targetOf(file).write(bytes),
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
