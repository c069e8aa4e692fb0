import type { Relation, Similarity } from "../model/pair.js";
import { CONTAINMENT_FLOOR } from "./candidates.js";

/** Tokens of the longest shared passage from which two articles are `partial`. */
export const PARTIAL_TOKENS = 25;

/** The limits a relation is judged by. */
export interface Limits {
  readonly threshold: number;
  readonly containment: number;
  readonly floor: number;
}

/** `near`, `contains` or `contained` by similarity alone, or undefined below both limits. */
export function copyRelation({ jaccard, containment }: Similarity, limits: Limits): Relation | undefined {
  return relationOf(jaccard, containment[0], containment[1], limits);
}

/** The same, of numbers: Jaccard, the share of a in b, and the share of b in a. */
export function relationOf(jaccard: number, forth: number, back: number, limits: Limits): Relation | undefined {
  const aInB = forth >= limits.containment;
  const bInA = back >= limits.containment;
  if (jaccard >= limits.threshold || (aInB && bInA)) return "near";
  if (bInA) return "contains";
  return aInB ? "contained" : undefined;
}

/** Whether a pair that is no copy is worth a row: enough shared, in one piece, or only just below the threshold. */
export function isPartial({ jaccard, containment }: Similarity, longestPassage: number, limits: Limits): boolean {
  if (jaccard >= limits.floor) return true;
  return Math.max(...containment) >= CONTAINMENT_FLOOR && longestPassage >= PARTIAL_TOKENS;
}

/** Whether similarity alone already rules out every row. */
export function isUnrelated({ jaccard, containment }: Similarity, limits: Limits): boolean {
  return jaccard < limits.floor && Math.max(...containment) < CONTAINMENT_FLOOR;
}

/** Shared shingles below which `isUnrelated` holds of sets of `a` and `b` shingles. */
export function leastRelated(a: number, b: number, { floor }: Pick<Limits, "floor">): number {
  return leastShared(a, b, floor, CONTAINMENT_FLOOR);
}

/** Shared shingles below which two such sets are related by their longest passage or as forms, or not at all. */
export function leastDecided(a: number, b: number, { floor, threshold, containment }: Limits): number {
  return leastShared(a, b, Math.min(floor, threshold), containment);
}

/** The whole number from which sets reach one of two limits; at the limit, so that rounding leaves no pair out. */
function leastShared(a: number, b: number, jaccard: number, containment: number): number {
  const limit = Math.min(containment * Math.min(a, b), (jaccard * (a + b)) / (1 + jaccard));
  return Math.ceil(limit * (1 - ROUNDING));
}

/** More than quotients of whole numbers lose by rounding, of themselves. */
const ROUNDING = 1e-12;
