import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dittograph, root, scratchFolder } from "./cli/run.js";

const readme = readFileSync(join(root, "README.md"), "utf8");

/** The lines of the fenced block that follows a sentence; those that only stand for more are left out. */
function sampleAfter(sentence: string): string[] {
  const from = readme.indexOf(sentence);
  expect(from, `README says "${sentence}"`).toBeGreaterThan(0);
  const block = readme.slice(from).split("```")[1] as string;
  return block.split("\n").filter((line) => line.trim() !== "" && line.trim() !== "…");
}

/** Expects the sample's lines in the output, in order; `…` at a line's end stands for the rest of it. */
function expectSample(sample: readonly string[], output: string): void {
  const lines = output.split("\n");
  let at = 0;
  for (const shown of sample) {
    const begins = shown.endsWith("…") ? shown.slice(0, -1) : shown;
    const found = lines.findIndex((line, i) => i >= at && line.startsWith(begins));
    expect(found, `the output has, after line ${at}: ${shown}`).toBeGreaterThanOrEqual(0);
    at = found + 1;
  }
}

describe("the README", () => {
  const folder = scratchFolder();

  it("shows what npm start really prints", () => {
    const { stdout } = dittograph(["dedup", "corpus/articles", "-o", join(folder, "out")]);
    expectSample(sampleAfter("runs the main job on the articles"), stdout);
  });

  it("shows what clean --explain really prints", () => {
    const { stdout } = dittograph(["clean", "--explain", "corpus/articles/doubled.jsonl"]);
    expectSample(sampleAfter("`clean --explain` on a page"), stdout);
  });

  it("names only options that the command has", () => {
    const help = ["dedup", "clean", "explain", "filter"]
      .map((command) => dittograph([command, "--help"]).stdout)
      .join("\n");
    const named = [...readme.matchAll(/(--[a-z][a-z-]+)/g)].map((match) => match[1] as string);
    const others = ["--help"];
    for (const option of new Set(named)) if (!others.includes(option)) expect(help, option).toContain(option);
  });

  it.each(["filter", "serve"])("names only options that %s has in its guide", (command) => {
    const { stdout } = dittograph([command, "--help"]);
    const guide = readFileSync(join(root, "docs", command === "serve" ? "service.md" : "filter.md"), "utf8");
    for (const [option] of guide.matchAll(/--[a-z][a-z-]+/g)) expect(stdout, option).toContain(option);
  });
});
