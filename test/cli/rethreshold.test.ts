import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dittograph, scratchFolder } from "./run.js";

const folder = scratchFolder();
const articles = "corpus/articles";

function dedupCorpus(name: string, ...extra: readonly string[]): string {
  const out = join(folder, name);
  const { code, stderr } = dittograph(["dedup", articles, "-o", out, "--quiet", ...extra]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return out;
}

describe("dedup --rethreshold", () => {
  it("makes of a finished run what a new run with that threshold is", () => {
    const again = dedupCorpus("again");
    const run = dittograph(["dedup", "--rethreshold", "0.9", "--containment", "0.95", again]);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain("now holds the run at a threshold of 0.9");
    expect(run.stdout).toContain("[.9]");
    const fresh = dedupCorpus("fresh", "--threshold", "0.9", "--containment", "0.95", "--floor", "0.55");
    for (const name of readdirSync(fresh).filter((each) => each !== "run.json")) {
      expect(readFileSync(join(again, name)).equals(readFileSync(join(fresh, name))), name).toBe(true);
    }
    expect(JSON.parse(readFileSync(join(again, "run.json"), "utf8"))).toMatchObject({ inputs: [again] });
  });

  it("prints the summary as JSON, or nothing", () => {
    const out = dedupCorpus("json");
    const run = dittograph(["dedup", "--rethreshold", "0.8", out, "--json"]);
    expect(JSON.parse(run.stdout)).toMatchObject({ options: { threshold: 0.8 } });
    expect(dittograph(["dedup", "--rethreshold", "0.7", out, "--quiet"]).stdout).toBe("");
  });

  it.each([
    [["--rethreshold", "0.5", "RUN"], /expected at least 0\.55, the floor of the run in .*, found 0\.5/],
    [["--rethreshold", "0.8", "RUN", "--shingle", "4"], /expected no other option than --containment, found --shingle/],
    [["--rethreshold", "0.8", "RUN", "--no-passages"], /found --no-passages$/m],
    [["--rethreshold", "0.8", "RUN", "--no-records"], /found --no-records$/m],
    [["--rethreshold", "0.8", "RUN", "-o", "RUN"], /found --output/],
    [["--rethreshold", "0.8", "RUN", articles], /expected the folder of one finished run, found 2 inputs/],
    [["--rethreshold", "0.8", articles], /summary\.json: expected the summary of a finished run/],
    [["--rethreshold", "high", "RUN"], /expected a number, found "high"/],
    [[articles], /option -o, --output: expected a folder for the results, found none/],
  ])("refuses %j with one line and exit code 2", (args, message) => {
    const out = join(folder, "refused");
    if (!existsSync(out)) dedupCorpus("refused");
    const run = dittograph(["dedup", ...args.map((arg) => (arg === "RUN" ? out : arg))]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(run.stdout).toBe("");
  });
});
