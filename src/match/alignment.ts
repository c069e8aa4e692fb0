import type { Tokens } from "../model/fingerprint.js";
import type { Anchors } from "./anchors.js";

/** Equal tokens in both texts: a[aStart + k] = b[bStart + k] for k < length. */
export interface Run {
  readonly aStart: number;
  readonly bStart: number;
  readonly length: number;
}

/**
 * Runs of at least a window of equal tokens, left to right over a. Each run is the longest that starts at its place; the
 * search goes on behind it, so no token of a is in two runs. The cost is at most PLACES_MAX comparisons a token, whatever
 * the texts.
 * @param anchors of b. @param keys of a's windows, of as many tokens as those of the anchors.
 */
export function alignRuns(a: Tokens, b: Tokens, anchors: Anchors, keys: Float64Array): Run[] {
  const runs: Run[] = [];
  const least = anchors.window;
  let diagonal = 0;
  for (let i = 0; i < keys.length; ) {
    const first = anchors.first(keys[i] as number);
    const run = first < 0 ? undefined : longestRun(a, b, i, anchors, first, diagonal);
    if (run === undefined || run.length < least) {
      i++;
      continue;
    }
    runs.push(run);
    diagonal = run.bStart - run.aStart;
    i += run.length;
  }
  return runs;
}

/** The longest run that starts at a[i] among the places of its window in b; ties go to the diagonal of the last run. */
function longestRun(a: Tokens, b: Tokens, i: number, anchors: Anchors, first: number, diagonal: number): Run {
  let length = 0;
  let bStart = 0;
  for (let j = first; j >= 0; j = anchors.next(j)) {
    const found = equalLength(a, b, i, j);
    if (found < length || (found === length && j - i !== diagonal)) continue;
    length = found;
    bStart = j;
  }
  return { aStart: i, bStart, length };
}

function equalLength(a: Tokens, b: Tokens, i: number, j: number): number {
  let k = 0;
  while (i + k < a.count && j + k < b.count && a.lo[i + k] === b.lo[j + k] && a.hi[i + k] === b.hi[j + k]) k++;
  return k;
}
