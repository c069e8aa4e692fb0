/** Texts against gold texts: precision and recall of 4-token shingles, page by page, and how sure a difference is. */
import { Random } from "../corpus/generator/random.js";

/** Tokens a shingle. */
export const SHINGLE = 4;

/** Precision and recall of one text. */
export interface PageScore {
  readonly precision: number;
  readonly recall: number;
}

export interface Figures extends PageScore {
  readonly f1: number;
}

/** An estimate with its interval. */
export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Letters, marks and digits, in lower case. */
export function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** How often each shingle stands among the tokens; fewer tokens than a shingle has are one. */
export function bagOf(
  tokens: readonly string[],
  size = Math.min(SHINGLE, Math.max(1, tokens.length)),
): Map<string, number> {
  const bag = new Map<string, number>();
  for (let at = 0; size > 0 && at + size <= tokens.length; at++) {
    const key = tokens.slice(at, at + size).join(" ");
    bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  return bag;
}

export function sizeOf(bag: ReadonlyMap<string, number>): number {
  let size = 0;
  for (const count of bag.values()) size += count;
  return size;
}

/** Scores a bag of shingles against that of the gold text. */
export function scoreBag(got: ReadonlyMap<string, number>, gold: ReadonlyMap<string, number>): PageScore {
  let shared = 0;
  for (const [key, count] of got) shared += Math.min(count, gold.get(key) ?? 0);
  return {
    precision: got.size === 0 ? (gold.size === 0 ? 1 : 0) : shared / sizeOf(got),
    recall: gold.size === 0 ? 1 : shared / sizeOf(gold),
  };
}

/** Means over the pages of precision and recall, and the F1 of the means. */
export function figuresOf(scores: readonly PageScore[]): Figures {
  const mean = (of: (score: PageScore) => number): number =>
    scores.reduce((sum, score) => sum + of(score), 0) / Math.max(1, scores.length);
  const precision = mean((score) => score.precision);
  const recall = mean((score) => score.recall);
  return { precision, recall, f1: (2 * precision * recall) / Math.max(1e-12, precision + recall) };
}

/** Resamples, and the share of them outside each end of the interval. */
const RESAMPLES = 5000;
const TAIL = 0.025;

/**
 * F1 of `ours` minus that of `theirs`, page by page the same, with the 95 % interval of a paired bootstrap over pages
 * (B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13: percentiles).
 */
export function differenceOf(ours: readonly PageScore[], theirs: readonly PageScore[], seed: number): Difference {
  const random = new Random(seed);
  const drawn: number[] = [];
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const picks = ours.map(() => random.below(ours.length));
    const pick = (scores: readonly PageScore[]): PageScore[] => picks.map((at) => scores[at] as PageScore);
    drawn.push(figuresOf(pick(ours)).f1 - figuresOf(pick(theirs)).f1);
  }
  drawn.sort((a, b) => a - b);
  const at = (share: number): number => drawn[Math.floor(share * (drawn.length - 1))] ?? 0;
  return { mean: figuresOf(ours).f1 - figuresOf(theirs).f1, low: at(TAIL), high: at(1 - TAIL) };
}
