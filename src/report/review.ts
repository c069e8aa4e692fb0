import type { Estimate } from "./interval.js";
import { type Paint, PLAIN, share } from "./terminal.js";

/** What is shown of a review. */
export interface ReviewFigures {
  readonly strata: readonly {
    readonly stratum: string;
    readonly decision: string;
    readonly population: number;
    readonly yes: number;
    readonly no: number;
    readonly unsure: number;
    readonly open: number;
    readonly precision: Estimate | null;
  }[];
  readonly merged: Whole;
  readonly apart: Whole;
}

interface Whole {
  readonly precision: Estimate | null;
  readonly covered: number;
  readonly population: number;
}

/** A reviewed sheet for people: a line a stratum, then the whole run. */
export function reviewView({ strata, merged, apart }: ReviewFigures, paint: Paint = PLAIN): string {
  const width = Math.max(...strata.map(({ stratum }) => stratum.length));
  const rows = strata.map(({ stratum, decision, population, yes, no, unsure, open, precision }) => {
    const rest = [unsure === 0 ? "" : `, ${unsure} unsure`, open === 0 ? "" : `, ${open} open`].join("");
    return `  ${decision.padEnd(6)}  ${stratum.padEnd(width)}  ${estimateOf(precision)}  ${yes} of ${yes + no} right${rest}; ${population} in the run`;
  });
  return [
    paint.bold("Right decisions, with 95 % intervals"),
    ...rows,
    "",
    `Removed rightly:    ${paint.bold(estimateOf(merged.precision))}${coverage(merged)}`,
    `Kept apart rightly: ${paint.bold(estimateOf(apart.precision))}${coverage(apart)}`,
    "",
  ].join("\n");
}

function estimateOf(estimate: Estimate | null): string {
  return estimate === null
    ? "–".padEnd(15)
    : `${share(estimate.share)} [${share(estimate.low)}, ${share(estimate.high)}]`;
}

function coverage({ precision, covered, population }: Whole): string {
  if (precision === null) return "";
  return covered === population
    ? `, of all ${population}`
    : `, of ${covered} of ${population}: the other strata have no verdict`;
}
