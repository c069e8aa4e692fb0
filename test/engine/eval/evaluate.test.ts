import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Evaluation, evaluate } from "../../../src/engine/eval/evaluate.js";
import { readLabels } from "../../../src/engine/eval/labels.js";
import { UsageError } from "../../../src/errors.js";
import type { Options } from "../../../src/options.js";
import { findInputs } from "../../../src/read/inputs.js";
import { readArticles } from "../../../src/read/read.js";
import { readClusters, readPairs } from "../../corpus/labels.js";
import { corpusLines, dedupLines, runContext, scratchFolder } from "../runs.js";

const folder = scratchFolder();
const feed = join(folder, "corpus.jsonl");
writeFileSync(
  feed,
  corpusLines()
    .map((row) => `${row}\n`)
    .join(""),
);
const tmp = join(folder, "tmp");
mkdirSync(tmp);

async function evaluateOn(rows: readonly object[], options: Partial<Options> = {}): Promise<Evaluation> {
  const path = join(folder, "labels.jsonl");
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return evaluate(readLabels(path), readArticles(await findInputs([feed])), tmp, runContext(options));
}

const scoresOf = ({ scores, adjustedRandIndex }: Evaluation) => [
  scores.precision,
  scores.recall,
  scores.f1,
  adjustedRandIndex,
];

describe("evaluate on labelled pairs", () => {
  it("agrees with the labels of the corpus, and leaves no file behind", async () => {
    const evaluation = await evaluateOn(readPairs());
    expect(scoresOf(evaluation)).toEqual([1, 1, 1, 1]);
    expect(evaluation.labels).toMatchObject({ kind: "pairs", neutral: 1, unknown: 0 });
    expect(evaluation.disagreements).toEqual([]);
    expect(readdirSync(tmp)).toEqual([]);
  });

  it("says which pairs it finds and should not, and misses and should find, and why", async () => {
    const evaluation = await evaluateOn([
      { a: "wire-brief", b: "wire-agency", label: "boilerplate" },
      { a: "wire-brief", b: "wire-portal", label: "other" },
      { a: "form-lotto-1", b: "form-lotto-2", label: "copy" },
      { a: "copy-organ", b: "wire-agency", label: "copy" },
      { a: "copy-organ", b: "copy-organ-verbatim", label: "copy" },
      { a: "brief-word", b: "wire-agency", label: "minor" },
    ]);
    expect(evaluation.scores).toMatchObject({
      ...{ truePositives: 1, falsePositives: 2, falseNegatives: 2, trueNegatives: 1 },
      ...{ precision: 1 / 3, recall: 1 / 3 },
    });
    const listed = evaluation.disagreements.map(({ kind, a, b, label, reason }) => [kind, a, b, label, reason]);
    expect(listed).toEqual([
      ["false positive", "wire-agency", "wire-brief", "boilerplate", "reported as contains"],
      ["false positive", "wire-brief", "wire-portal", "other", expect.stringMatching(/^reported as|^both are copies/)],
      ["false negative", "copy-organ", "wire-agency", "copy", "below both limits"],
      ["false negative", "form-lotto-1", "form-lotto-2", "copy", "taken for the same form with other facts"],
    ]);
    expect(evaluation.disagreements[0]?.containment[1]).toBeGreaterThan(0.9);
  });

  it("makes clusters of the pairs labelled as copies for the Rand index", async () => {
    const chain = [
      { a: "copy-organ", b: "copy-organ-edited", same: true },
      { a: "copy-organ-edited", b: "copy-organ-half", same: true },
    ];
    expect((await evaluateOn([...chain, { a: "copy-organ", b: "brief-word", same: false }])).adjustedRandIndex).toBe(1);
    expect(
      (await evaluateOn([...chain, { a: "copy-organ", b: "copy-organ-verbatim", same: false }])).adjustedRandIndex,
    ).toBeLessThan(1);
  });

  it("does worse with limits that are too strict, and names better ones", async () => {
    const evaluation = await evaluateOn(readPairs(), { threshold: 1, containment: 1 });
    expect(evaluation.scores.recall).toBeLessThan(0.8);
    expect(evaluation.scores.precision).toBe(1);
    expect(evaluation.sweep.current).toMatchObject({ threshold: 1, containment: 1 });
    expect(evaluation.sweep.best?.f1).toBe(1);
    expect(evaluation.sweep.best?.containment).toBeLessThan(1);
  });

  it("counts labels that name unknown ids, lists them, and uses the others", async () => {
    const rows = [
      { a: "nobody", b: "copy-organ", same: true },
      { a: "copy-organ", b: "copy-organ-verbatim", same: true },
    ];
    const evaluation = await evaluateOn(rows);
    expect(evaluation.labels).toMatchObject({ positive: 1, unknown: 1 });
    expect(evaluation.unknown).toEqual([{ place: expect.stringMatching(/labels\.jsonl:1$/), id: "nobody" }]);
  });

  it("refuses labels of which none can be used, and leaves no file behind", async () => {
    const attempt = evaluateOn([
      { a: "nobody", b: "copy-organ", same: true },
      { a: "copy-organ", b: "copy-organ-half", label: "unsure" },
    ]);
    await expect(attempt).rejects.toThrow(UsageError);
    await expect(attempt).rejects.toThrow(/no label can be used: 1 name unknown ids, 1 say neither .*id "nobody"/);
    expect(readdirSync(tmp)).toEqual([]);
  });
});

describe("evaluate on labelled clusters", () => {
  const singles = ["brief-word", "form-lotto-1", "form-lotto-2"].map((id) => ({ members: [id] }));

  it("agrees with the clusters of the corpus", async () => {
    const evaluation = await evaluateOn([...readClusters(), ...singles]);
    expect(scoresOf(evaluation)).toEqual([1, 1, 1, 1]);
    const articles = readClusters().reduce((sum, { members }) => sum + members.length, 0) + singles.length;
    const { positive, negative } = evaluation.labels;
    expect(positive + negative).toBe((articles * (articles - 1)) / 2);
  });

  it("agrees with a run's own clusters", async () => {
    const out = join(folder, "run");
    await dedupLines(out, corpusLines());
    const rows = readFileSync(join(out, "clusters.jsonl"), "utf8")
      .split("\n")
      .filter((row) => row !== "");
    expect(scoresOf(await evaluateOn(rows.map((row) => JSON.parse(row) as object)))).toEqual([1, 1, 1, 1]);
  });

  it("counts the pairs that a wrong cluster joins and tears apart", async () => {
    const evaluation = await evaluateOn([
      { id: "copy-organ", cluster: "one" },
      { id: "copy-organ-verbatim", cluster: "one" },
      { id: "copy-organ-half", cluster: null },
      { id: "brief-word", cluster: "one" },
    ]);
    expect(evaluation.scores).toMatchObject({
      ...{ truePositives: 1, falsePositives: 2, falseNegatives: 2, trueNegatives: 1 },
    });
    const kinds = evaluation.disagreements.map(({ kind, label }) => `${kind}: ${label}`);
    expect(kinds).toEqual(expect.arrayContaining(["false positive: other clusters", "false negative: one cluster"]));
  });
});
