import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dittograph, line, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const articles = "corpus/articles";
const gold = "corpus/gold/pairs.jsonl";
const labels = write(
  folder,
  "labels.jsonl",
  line({ a: "copy-organ", b: "copy-organ-verbatim", label: "copy" }) +
    line({ a: "copy-organ", b: "nobody", label: "copy" }),
);

describe("eval on labels", () => {
  it("prints the scores of the corpus", () => {
    const run = dittograph(["eval", gold, articles]);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/precision +1 /);
    expect(run.stdout).toMatch(/recall +1 /);
    expect(run.stdout).toMatch(/adjusted Rand index +1\n/);
    expect(run.stderr).toBe("");
  });

  it("prints all figures as JSON, with the options of dedup", () => {
    const run = dittograph(["eval", gold, articles, "--json", "--threshold", "1", "--containment", "1"]);
    const figures = JSON.parse(run.stdout) as { scores: { recall: number } };
    expect(figures).toMatchObject({ schema: 1, options: { threshold: 1, containment: 1 }, labels: { kind: "pairs" } });
    expect(figures.scores.recall).toBeLessThan(1);
  });

  it("lists labels of unknown ids, and exits 2 for them with --strict only", () => {
    const plain = dittograph(["eval", labels, articles]);
    expect(plain.code, plain.stderr).toBe(0);
    expect(plain.stdout).toContain('labels.jsonl:2: no article has the id "nobody"');
    expect(dittograph(["eval", labels, articles, "--strict"]).code).toBe(2);
    expect(dittograph(["eval", gold, articles, "--strict"]).code).toBe(0);
  });

  it.each([
    [["eval"], /expected a file of labels and then the articles/],
    [["eval", gold], /expected a file of labels and then the articles/],
    [["eval", `${articles}/wire.jsonl`, articles], /wire\.jsonl:1: expected a pair with "a" and "b"/],
    [["eval", "missing.jsonl", articles], /missing\.jsonl: expected a readable file, found none/],
    [["eval", "UNKNOWN", articles], /no label can be used: 1 name unknown ids/],
    [["eval", gold, articles, "--threshold", "2"], /option threshold/],
    [["eval", "--sample", "5"], /option --sample: expected the folder of one finished run, found 0 inputs/],
    [["eval", "--sample", "5", articles], /summary\.json: expected the summary of a finished run/],
    [["eval", "--sample", "0", articles], /option --sample: expected an integer from 1, found 0/],
    [["eval", "--sample", "5", "--sheet", "x.csv", articles], /expected --sample or --sheet, found both/],
    [["eval", "--sheet", "x.csv"], /x\.csv: expected a sheet of eval --sample/],
    [["eval", "--sheet", "x.csv", articles], /option --sheet: expected no other input/],
  ])("refuses %j with one line and exit code 2", (args, message) => {
    const unknown = write(folder, "unknown.jsonl", line({ a: "x", b: "y", label: "copy" }));
    const run = dittograph(args.map((arg) => (arg === "UNKNOWN" ? unknown : arg)));
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(run.stdout).toBe("");
  });
});

describe("eval on a finished run", () => {
  it("writes a sheet to review, and reads it filled in", () => {
    const out = join(folder, "run");
    expect(dittograph(["dedup", articles, "-o", out, "--quiet"]).code).toBe(0);
    const sheet = join(folder, "sheet.csv");
    expect(dittograph(["eval", "--sample", "20", out, "-o", sheet])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(existsSync(`${sheet}.unfinished`)).toBe(false);
    const drawn = readFileSync(sheet, "utf8");
    expect(dittograph(["eval", "--sample", "20", out]).stdout).toBe(drawn);
    expect(dittograph(["eval", "--sample", "20", out, "--seed", "2"]).stdout).not.toBe(drawn);
    expect(dittograph(["eval", "--sheet", sheet]).stderr).toMatch(/expected yes or no in the column "verdict"/);
    const filled = write(folder, "filled.csv", drawn.replaceAll(',""\r\n', ',"yes"\r\n'));
    const review = dittograph(["eval", "--sheet", filled]);
    expect(review.code, review.stderr).toBe(0);
    expect(review.stdout).toMatch(/Removed rightly: +1 \[\.\d+, 1\], of all \d+/);
    const figures: unknown = JSON.parse(dittograph(["eval", "--sheet", filled, "--json"]).stdout);
    expect(figures).toMatchObject({
      schema: 1,
      merged: { precision: { share: 1 } },
      apart: { precision: { share: 1 } },
    });
  });
});
