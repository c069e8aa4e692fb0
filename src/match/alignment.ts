import type { Tokens } from "../model/fingerprint.js";

/** Equal tokens in both texts: a[aStart + k] = b[bStart + k] for k < length. */
export interface Run {
  readonly aStart: number;
  readonly bStart: number;
  readonly length: number;
}

/** Places in b that one anchor may start from; common phrases beyond them are not tried. */
const PLACES_MAX = 16;

/**
 * Runs of at least `least` equal tokens, left to right over a. Each run is the longest that starts at its place; the
 * search goes on behind it, so no token of a is in two runs. Anchors are windows of `least` tokens of b; the cost is
 * at most PLACES_MAX comparisons a token, whatever the texts.
 */
export function alignRuns(a: Tokens, b: Tokens, least: number): Run[] {
  const anchors = anchorPlaces(b, least);
  const runs: Run[] = [];
  let diagonal = 0;
  for (let i = 0; i + least <= a.count; ) {
    const run = longestRun(a, b, i, anchors.get(windowKey(a, i, least)) ?? [], diagonal);
    if (run.length >= least) {
      runs.push(run);
      diagonal = run.bStart - run.aStart;
    }
    i += Math.max(1, run.length >= least ? run.length : 1);
  }
  return runs;
}

function anchorPlaces(tokens: Tokens, window: number): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let i = 0; i + window <= tokens.count; i++) {
    const key = windowKey(tokens, i, window);
    const list = places.get(key);
    if (list === undefined) places.set(key, [i]);
    else if (list.length < PLACES_MAX) list.push(i);
  }
  return places;
}

/** 52-bit key of a window of tokens; a collision costs a comparison, never a wrong run. */
function windowKey(tokens: Tokens, at: number, window: number): number {
  let lo = 0;
  let hi = 0;
  for (let i = at; i < at + window; i++) {
    lo = Math.imul(lo, 0x01000193) ^ (tokens.lo[i] as number);
    hi = Math.imul(hi, 0x85ebca6b) ^ (tokens.hi[i] as number);
  }
  return (lo >>> 0) + (hi & 0xfffff) * 4294967296;
}

/** The longest run that starts at a[i] among the given places of b; ties go to the diagonal of the last run. */
function longestRun(a: Tokens, b: Tokens, i: number, places: readonly number[], diagonal: number): Run {
  let best: Run = { aStart: i, bStart: 0, length: 0 };
  for (const j of places) {
    const length = equalLength(a, b, i, j);
    if (length > best.length || (length === best.length && j - i === diagonal)) best = { aStart: i, bStart: j, length };
  }
  return best;
}

function equalLength(a: Tokens, b: Tokens, i: number, j: number): number {
  let k = 0;
  while (i + k < a.count && j + k < b.count && a.lo[i + k] === b.lo[j + k] && a.hi[i + k] === b.hi[j + k]) k++;
  return k;
}
