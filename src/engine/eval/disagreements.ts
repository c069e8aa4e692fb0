import type { Relation, Similarity } from "../../model/pair.js";
import { COPY_RELATIONS, type Inspected } from "./inspect.js";

/** A pair that labels and run see differently. */
export interface Disagreement extends Similarity {
  readonly kind: "false positive" | "false negative";
  readonly a: string;
  readonly b: string;
  readonly label: string;
  readonly relation: Relation | "unrelated";
  /** What made the run decide as it did. */
  readonly reason: string;
}

/** A labelled pair and what the run made of it. */
export interface InspectedLabel extends Inspected {
  readonly isCopy: boolean;
  readonly label: string;
}

/** Disagreements listed; all are counted. */
export const DISAGREEMENTS_LISTED = 20;

/**
 * The worst disagreements, at most DISAGREEMENTS_LISTED: false positives, the most alike first, and false negatives, the
 * least alike first. Each kind has half of the places, and those that the other leaves free.
 */
export function worstDisagreements(pairs: readonly InspectedLabel[]): Disagreement[] {
  const likeness = ({ jaccard, containment }: Inspected): number => Math.max(jaccard, ...containment);
  const order = (x: Inspected, y: Inspected): number =>
    likeness(x) - likeness(y) || x.jaccard - y.jaccard || compareStrings(x.a, y.a) || compareStrings(x.b, y.b);
  const positives = pairs.filter(({ isFound, isCopy }) => isFound && !isCopy).sort((x, y) => order(y, x));
  const negatives = pairs.filter(({ isFound, isCopy }) => !isFound && isCopy).sort(order);
  const half = DISAGREEMENTS_LISTED / 2;
  const shown = Math.max(half, DISAGREEMENTS_LISTED - negatives.length);
  const listed = positives.slice(0, shown);
  return [...listed, ...negatives.slice(0, DISAGREEMENTS_LISTED - listed.length)].map(disagreement);
}

function disagreement(pair: InspectedLabel): Disagreement {
  const { a, b, label, relation, jaccard, containment, isFound } = pair;
  const kind = isFound ? "false positive" : "false negative";
  return { kind, a, b, label, relation, jaccard, containment, reason: reasonOf(pair) };
}

function reasonOf({ isFound, isReported, relation, isForm }: Inspected): string {
  const isCopy = COPY_RELATIONS.has(relation);
  if (isFound) return isReported && isCopy ? `reported as ${relation}` : "both are copies of the same article";
  if (isForm) return "taken for the same form with other facts";
  if (isCopy) return "similar enough, but the search did not compare them";
  return "below both limits";
}

const compareStrings = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
