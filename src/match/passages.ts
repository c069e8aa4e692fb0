import type { Tokens } from "../model/fingerprint.js";
import type { Passage } from "../model/pair.js";
import { alignRuns, type Run } from "./alignment.js";
import { Anchors, windowKeys } from "./anchors.js";

/** Anchor length: a shared window of this many tokens starts a run. */
export const ANCHOR_TOKENS = 4;

/** Unequal tokens on either side that a passage may bridge: a changed name, number or clause. */
export const BRIDGE_TOKENS = 8;

/** Shorter passages are phrases of the language, not shared text. */
export const PASSAGE_TOKENS = 10;

/** Consecutive runs bridged into one aligned stretch, in the order of a. */
export type Stretch = readonly Run[];

/**
 * Aligned stretches of two texts: maximal runs of equal tokens, joined where both sides differ by a few tokens.
 * @param anchors of b, of ANCHOR_TOKENS a window. @param keys of a's windows of ANCHOR_TOKENS.
 */
export function alignStretches(
  a: Tokens,
  b: Tokens,
  anchors: Anchors = new Anchors(windowKeys(b, ANCHOR_TOKENS), ANCHOR_TOKENS),
  keys: Float64Array = windowKeys(a, ANCHOR_TOKENS),
): Stretch[] {
  const stretches: Run[][] = [];
  for (const run of alignRuns(a, b, anchors, keys)) {
    const last = stretches.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && bridges(before, run)) last.push(run);
    else stretches.push([run]);
  }
  return stretches;
}

function bridges(before: Run, after: Run): boolean {
  const gapA = after.aStart - (before.aStart + before.length);
  const gapB = after.bStart - (before.bStart + before.length);
  return gapA <= BRIDGE_TOKENS && gapB >= 0 && gapB <= BRIDGE_TOKENS;
}

/** The stretches of at least PASSAGE_TOKENS matching tokens, as ranges of the original texts, in the order of a. */
export function passagesOf(a: Tokens, b: Tokens, stretches: readonly Stretch[]): Passage[] {
  return stretches.map((stretch) => passage(a, b, stretch)).filter(({ tokens }) => tokens >= PASSAGE_TOKENS);
}

function passage(a: Tokens, b: Tokens, stretch: Stretch): Passage {
  const first = stretch[0] as Run;
  const last = stretch.at(-1) as Run;
  return {
    a: { start: a.start[first.aStart] as number, end: a.end[last.aStart + last.length - 1] as number },
    b: { start: b.start[first.bStart] as number, end: b.end[last.bStart + last.length - 1] as number },
    tokens: matchedTokens(stretch),
  };
}

/** Tokens that are equal on both sides of a stretch. */
export function matchedTokens(stretch: Stretch): number {
  return stretch.reduce((sum, run) => sum + run.length, 0);
}
