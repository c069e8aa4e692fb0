import type { Relation, Similarity } from "../model/pair.js";
import { type Paint, PLAIN, share } from "./terminal.js";

interface Scored {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

interface Point extends Scored {
  readonly threshold: number;
  readonly containment: number;
}

/** What is shown of an evaluation. */
export interface EvaluationFigures {
  readonly articles: number;
  readonly rejected: number;
  readonly labels: {
    readonly kind: "pairs" | "clusters";
    readonly positive: number;
    readonly negative: number;
    readonly neutral: number;
    readonly unknown: number;
  };
  readonly scores: Scored & {
    readonly truePositives: number;
    readonly falsePositives: number;
    readonly falseNegatives: number;
  };
  readonly adjustedRandIndex: number;
  readonly sweep: { readonly current: Point; readonly best: Point | null };
  readonly disagreements: readonly (Similarity & {
    readonly kind: string;
    readonly a: string;
    readonly b: string;
    readonly label: string;
    readonly relation: Relation | "unrelated";
    readonly reason: string;
  })[];
  readonly unknown: readonly { readonly place: string; readonly id: string }[];
}

/** An evaluation for people: what was labelled, the scores, the best limits, the worst disagreements, unknown ids. */
export function evaluationView(figures: EvaluationFigures, paint: Paint = PLAIN): string {
  const parts = [
    heading(figures),
    scoreLines(figures, paint),
    sweepLines(figures),
    disagreementLines(figures, paint),
    unknownLines(figures, paint),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function heading({ articles, rejected, labels }: EvaluationFigures): string {
  const { kind, positive, negative, neutral, unknown } = labels;
  const rest = [
    neutral === 0 ? "" : `, ${neutral} that say neither`,
    unknown === 0 ? "" : `, ${unknown} that name unknown ids`,
  ].join("");
  const labelled = `labelled ${kind}: ${positive} pairs of copies, ${negative} of no copies${rest}`;
  return `${articles} articles${rejected === 0 ? "" : `, ${rejected} records rejected`}; ${labelled}`;
}

function scoreLines({ scores, adjustedRandIndex }: EvaluationFigures, paint: Paint): string {
  const { truePositives, falsePositives, falseNegatives } = scores;
  return [
    `precision            ${paint.bold(shown(scores.precision))}  ${truePositives} of ${truePositives + falsePositives} found pairs are copies`,
    `recall               ${paint.bold(shown(scores.recall))}  ${truePositives} of ${truePositives + falseNegatives} copies are found`,
    `F1                   ${paint.bold(shown(scores.f1))}`,
    `adjusted Rand index  ${paint.bold(shown(adjustedRandIndex))}`,
  ].join("\n");
}

function sweepLines({ sweep: { current, best } }: EvaluationFigures): string {
  if (best === null) return "No pair is labelled a copy: no threshold is better than another.";
  return [
    "By similarity alone, whatever search and grouping do:",
    `  in use  ${pointLine(current)}`,
    `  best    ${pointLine(best)}`,
  ].join("\n");
}

function pointLine({ threshold, containment, precision, recall, f1 }: Point): string {
  return `--threshold ${threshold} --containment ${containment}: F1 ${shown(f1)}, precision ${shown(precision)}, recall ${shown(recall)}`;
}

function disagreementLines({ disagreements }: EvaluationFigures, paint: Paint): string {
  if (disagreements.length === 0) return "";
  const lines = disagreements.map(({ kind, a, b, label, relation, jaccard, containment, reason }) => {
    const scores = `Jaccard ${share(jaccard)}, contained ${share(containment[0])} and ${share(containment[1])}`;
    return `  ${kind}  ${a} ~ ${b}  labelled ${JSON.stringify(label)}, ${relation}: ${reason} (${scores})`;
  });
  return [paint.bold("Worst disagreements"), ...lines].join("\n");
}

function unknownLines({ unknown, labels }: EvaluationFigures, paint: Paint): string {
  if (unknown.length === 0) return "";
  const lines = unknown.map(({ place, id }) => `  ${place}: no article has the id ${JSON.stringify(id)}`);
  const more = labels.unknown > unknown.length ? [`  … and ${labels.unknown - unknown.length} more`] : [];
  return [paint.bad("Labels that name unknown ids"), ...lines, ...more].join("\n");
}

function shown(value: number | null): string {
  if (value === null) return "–";
  return value < 0 ? `−${share(-value)}` : share(value);
}
