import { describe, expect, it } from "vitest";
import { type EvaluationFigures, evaluationView } from "../../src/report/evaluation.js";

const point = { threshold: 0.7, containment: 0.75, precision: 0.5, recall: 1, f1: 2 / 3 };
const figures: EvaluationFigures = {
  articles: 84,
  rejected: 0,
  labels: { kind: "pairs", positive: 2, negative: 3, neutral: 0, unknown: 0 },
  scores: { precision: 0.5, recall: 1, f1: 2 / 3, truePositives: 2, falsePositives: 2, falseNegatives: 0 },
  adjustedRandIndex: -0.25,
  sweep: { current: point, best: { ...point, threshold: 0.8, f1: 1 } },
  disagreements: [],
  unknown: [],
};

describe("evaluationView", () => {
  it("shows the scores and the limits that do better", () => {
    const view = evaluationView(figures);
    expect(view).toContain("84 articles; labelled pairs: 2 pairs of copies, 3 of no copies\n");
    expect(view).toMatch(/precision +\.500 {2}2 of 4 found pairs are copies/);
    expect(view).toMatch(/recall +1 {2}2 of 2 copies are found/);
    expect(view).toMatch(/F1 +\.667/);
    expect(view).toMatch(/adjusted Rand index +−\.250/);
    expect(view).toContain("best    --threshold 0.8 --containment 0.75: F1 1,");
    expect(view).not.toMatch(/disagreements|unknown/);
  });

  it("shows a dash where a figure does not exist, and says when no limits are better", () => {
    const scores = { ...figures.scores, precision: null };
    const view = evaluationView({ ...figures, scores, sweep: { current: point, best: null } });
    expect(view).toMatch(/precision +– /);
    expect(view).toContain("no threshold is better than another");
  });

  it("lists disagreements and unknown ids, and says how many more there are", () => {
    const view = evaluationView({
      ...figures,
      rejected: 4,
      labels: { ...figures.labels, neutral: 5, unknown: 3 },
      disagreements: [
        {
          ...{ kind: "false positive", a: "x", b: "y", label: "minor", relation: "near", reason: "reported as near" },
          ...{ jaccard: 0.75, containment: [0.8, 0.9] },
        },
      ],
      unknown: [{ place: "labels.jsonl:7", id: "z" }],
    });
    expect(view).toContain("84 articles, 4 records rejected; ");
    expect(view).toContain(", 5 that say neither, 3 that name unknown ids");
    expect(view).toContain('false positive  x ~ y  labelled "minor", near: reported as near (Jaccard .750');
    expect(view).toContain('labels.jsonl:7: no article has the id "z"\n  … and 2 more');
  });
});
