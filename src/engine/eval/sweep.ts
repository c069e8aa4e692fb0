import { copyRelation, type Limits } from "../../match/relation.js";
import type { Similarity } from "../../model/pair.js";
import { type Confusion, countConfusion, type Scores, scoresOf } from "./confusion.js";

/** A labelled pair with its exact scores. */
export interface ScoredPair extends Similarity {
  readonly isCopy: boolean;
  /** Equal after folding: a copy whatever the limits. */
  readonly isExact: boolean;
  /** The same form with other facts: no copy whatever the limits. */
  readonly isForm: boolean;
}

/** How two limits do on the labelled pairs, judged by similarity alone. */
export interface SweepPoint extends Scores, Confusion {
  readonly threshold: number;
  readonly containment: number;
}

/** Both limits are tried in steps of .05 from here up to 1. */
export const SWEEP_LEAST = 0.3;
const STEPS_TO_ONE = 20;

/** What the labelled pairs say of the limits. */
export interface Sweep {
  /** At the limits in use. */
  readonly current: SweepPoint;
  /** The point of the largest F1, or null where no pair is labelled a copy. */
  readonly best: SweepPoint | null;
}

/**
 * Tries limits on labelled pairs: at each, the relation of every pair is derived again from its exact scores. So this says
 * what the limits can do, whatever the search for candidates and the grouping do with them. Points of equal F1 go to the
 * one nearest to the limits in use, then to the higher threshold, then to the higher containment.
 * @param least lowest threshold to try; SWEEP_LEAST where the pairs are complete.
 */
export function sweepLimits(pairs: readonly ScoredPair[], limits: Limits, least: number): Sweep {
  const current = pointAt(pairs, limits);
  if (!pairs.some(({ isCopy }) => isCopy)) return { current, best: null };
  const distance = (point: SweepPoint): number =>
    Math.abs(point.threshold - limits.threshold) + Math.abs(point.containment - limits.containment);
  const points = [current];
  for (const threshold of stepsFrom(least)) {
    for (const containment of stepsFrom(SWEEP_LEAST))
      points.push(pointAt(pairs, { ...limits, threshold, containment }));
  }
  points.sort(
    (x, y) =>
      (y.f1 ?? 0) - (x.f1 ?? 0) ||
      distance(x) - distance(y) ||
      y.threshold - x.threshold ||
      y.containment - x.containment,
  );
  return { current, best: points[0] ?? null };
}

/** Multiples of .05 from `least` to 1. */
function stepsFrom(least: number): number[] {
  const first = Math.ceil(least * STEPS_TO_ONE - 1e-9);
  return Array.from({ length: STEPS_TO_ONE - first + 1 }, (_, step) => (first + step) / STEPS_TO_ONE);
}

function pointAt(pairs: readonly ScoredPair[], limits: Limits): SweepPoint {
  const { threshold, containment } = limits;
  const judged = function* () {
    for (const pair of pairs) {
      const isFound = pair.isExact || (!pair.isForm && copyRelation(pair, limits) !== undefined);
      yield { isCopy: pair.isCopy, isFound };
    }
  };
  const counts = countConfusion(judged());
  return { threshold, containment, ...scoresOf(counts), ...counts };
}
