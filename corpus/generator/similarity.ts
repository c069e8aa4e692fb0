import type { Relation, Similarity } from "../../src/model/pair.js";
import { type Body, WORD } from "./story.js";

/** The defaults the truth is judged by: tokens a shingle, `near`, `contains`, and the two bounds of `partial`. */
const SHINGLE = 5;
const NEAR_JACCARD = 0.7;
const CONTAINS = 0.75;
const PARTIAL_CONTAINMENT = 0.2;
const PARTIAL_TOKENS = 25;

/** How two bodies truly relate, `a` the one with the smaller id; `none` where no pair should be reported. */
export interface TrueRelation extends Similarity {
  readonly relation: Relation | "none";
}

/** A body beside itself; every body has a token. */
const IDENTICAL: TrueRelation = { jaccard: 1, containment: [1, 1], relation: "exact" };

/** Exact similarity of two bodies on their distinct shingles, and the relation that follows. O(n log n). */
export function relate(a: Body, b: Body): TrueRelation {
  if (a === b) return IDENTICAL;
  const inA = shingleHashes(a);
  const inB = shingleHashes(b);
  const distinctA = distinct(inA);
  const distinctB = distinct(inB);
  const shared = countShared(distinctA, distinctB);
  const union = distinctA.length + distinctB.length - shared;
  const jaccard = union === 0 ? 0 : shared / union;
  const containment = [share(shared, distinctA.length), share(shared, distinctB.length)] as const;
  return { jaccard, containment, relation: decide(a, b, jaccard, containment, inA, distinctB) };
}

function decide(
  a: Body,
  b: Body,
  jaccard: number,
  [aInB, bInA]: readonly [number, number],
  inA: Float64Array,
  distinctB: Float64Array,
): Relation | "none" {
  if (sameWords(a, b)) return "exact";
  if (jaccard >= NEAR_JACCARD || (aInB >= CONTAINS && bInA >= CONTAINS)) return "near";
  if (aInB >= CONTAINS) return "contained";
  if (bInA >= CONTAINS) return "contains";
  const shares = Math.max(aInB, bInA) >= PARTIAL_CONTAINMENT;
  return shares && longestRun(inA, new Set(distinctB)) + SHINGLE - 1 >= PARTIAL_TOKENS ? "partial" : "none";
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sameWords(a: Body, b: Body): boolean {
  return a.length === b.length && a.every((token, i) => (token & WORD) === ((b[i] ?? 0) & WORD));
}

/** 53-bit hashes of the shingles in text order; a body shorter than a shingle is one shingle of all its tokens. */
function shingleHashes(body: Body): Float64Array {
  const width = Math.min(SHINGLE, body.length);
  const hashes = new Float64Array(body.length === 0 ? 0 : body.length - width + 1);
  for (let i = 0; i < hashes.length; i++) {
    let low = 0x811c9dc5;
    let high = 0x9e3779b9;
    for (let j = i; j < i + width; j++) {
      const word = (body[j] ?? 0) & WORD;
      low = Math.imul(low ^ word, 0x01000193);
      low ^= low >>> 15;
      high = Math.imul(high + word, 0x85ebca6b);
      high ^= high >>> 13;
    }
    hashes[i] = (low >>> 0) + (high >>> 11) * 0x100000000;
  }
  return hashes;
}

function distinct(hashes: Float64Array): Float64Array {
  return hashes
    .slice()
    .sort()
    .filter((hash, i, all) => i === 0 || hash !== all[i - 1]);
}

function countShared(a: Float64Array, b: Float64Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}

/** Most shingles in a row that the other body has too. */
function longestRun(hashes: Float64Array, other: ReadonlySet<number>): number {
  let longest = 0;
  let run = 0;
  for (const hash of hashes) {
    run = other.has(hash) ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
