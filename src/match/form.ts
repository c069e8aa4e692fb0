import type { Tokens } from "../model/fingerprint.js";
import type { Run } from "./alignment.js";
import { matchedTokens, type Stretch } from "./passages.js";

/** Facts (numbers, names) that must be there at all before a pair can be a form. */
const FACTS_MIN = 4;

/** Share of the facts in aligned text that differ, from which the two tell different news in the same words. */
const FACTS_CHANGED = 0.5;

/** Share of the shorter text that the aligned stretches cover; below it the two merely share a passage. */
const FORM_COVERAGE = 0.5;

/** A side of a comparison: the original text and its tokens. */
export interface Side {
  readonly text: string;
  readonly tokens: Tokens;
}

/**
 * Whether two texts are the same form filled with other facts: a weekly price list, a quake report, a daily close.
 * A copy keeps the facts and may change the words; a form keeps the words and changes the facts. Facts are tokens that
 * hold a digit or begin with a capital; those in runs are kept, those in the gaps between runs changed.
 *
 *     The quake of magnitude [4.2] struck [12] km off [Vessby] …
 *     The quake of magnitude [5.0] struck [31] km off [Tarn] …
 */
export function isForm(a: Side, b: Side, stretches: readonly Stretch[]): boolean {
  let kept = 0;
  let changed = 0;
  let covered = 0;
  for (const stretch of stretches) {
    covered += matchedTokens(stretch);
    for (const [i, run] of stretch.entries()) {
      kept += countFacts(a, run.aStart, run.aStart + run.length);
      const next = stretch[i + 1];
      if (next === undefined) continue;
      const gap = changedFacts(a, b, run, next);
      changed += gap;
      covered += gap;
    }
  }
  if (kept + changed < FACTS_MIN || covered < FORM_COVERAGE * Math.min(a.tokens.count, b.tokens.count)) return false;
  return changed >= FACTS_CHANGED * (kept + changed);
}

/** Facts that one side of a gap replaces by others of the other side. */
function changedFacts(a: Side, b: Side, before: Run, after: Run): number {
  const inA = countFacts(a, before.aStart + before.length, after.aStart);
  const inB = countFacts(b, before.bStart + before.length, after.bStart);
  return Math.min(inA, inB);
}

function countFacts({ text, tokens }: Side, from: number, to: number): number {
  let facts = 0;
  for (let i = from; i < to; i++) {
    if (isFact(text.slice(tokens.start[i], tokens.end[i]))) facts++;
  }
  return facts;
}

const isFact = (token: string): boolean => /\p{N}/u.test(token) || /^\p{Lu}/u.test(token);
