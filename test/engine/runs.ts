import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type DedupResult, dedup } from "../../src/engine/dedup.js";
import type { RunContext } from "../../src/engine/run.js";
import { type Options, resolveOptions } from "../../src/options.js";
import { findInputs } from "../../src/read/inputs.js";
import { readArticles } from "../../src/read/read.js";

/** A folder for one test file, removed at its end. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "dittograph-engine-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A run of the library's engine with these options. */
export function runContext(options: Partial<Options> = {}): RunContext {
  return { options: resolveOptions(options), version: "0.0.0", ruleset: "test", strict: false };
}

/** Runs dedup over lines of JSONL into `folder`. */
export async function dedupLines(
  folder: string,
  lines: readonly string[],
  options: Partial<Options> = {},
): Promise<DedupResult> {
  const feed = `${folder}.feed.jsonl`;
  writeFileSync(feed, lines.map((line) => `${line}\n`).join(""));
  const places = { folder, describeRun: () => ({}) };
  return dedup(readArticles(await findInputs([feed])), places, runContext(options));
}

/** The records of the corpus, file by file. */
export function corpusLines(): string[] {
  const articles = new URL("../../corpus/articles/", import.meta.url);
  const names = readdirSync(articles).sort();
  return names.flatMap((name) => readFileSync(new URL(name, articles), "utf8").split("\n")).filter((row) => row !== "");
}
