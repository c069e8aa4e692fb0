import { compareFacts, type Facts } from "./facts.js";
import { matchedTokens, type Stretch } from "./passages.js";
import type { Side } from "./side.js";

/** Numbers that must differ before a pair can be a form: a copy may correct one. */
const NUMBERS_CHANGED = 2;

/**
 * Share of the facts that differ, from which two texts tell other news in the same words. Chosen between the 36 copies
 * labelled in a set of real news (at most .33) and the 9 form pairs of the corpus (at least .50).
 */
const FACTS_CHANGED = 0.4;

/** Share of the shorter text that the aligned stretches cover; below it the two merely share a passage. */
const FORM_COVERAGE = 0.5;

/**
 * Whether two texts are the same form filled with other facts: a weekly price list, a quake report, a daily close.
 * A copy keeps the facts and may change the words; a form keeps the words and changes the facts.
 *
 *     A quake of magnitude [4.2] struck [12] km off [Vessby] …
 *     A quake of magnitude [5.0] struck [31] km off [Tarn] …
 */
export function isForm(a: Side, b: Side, stretches: readonly Stretch[]): boolean {
  const covered = stretches.reduce((sum, stretch) => sum + matchedTokens(stretch), 0);
  return covers(covered, a.tokens.count, b.tokens.count) && tellsOtherFacts(a.facts(), b.facts());
}

/** What telling a form without aligning the texts takes of one of them. */
export interface FormSide {
  readonly tokens: number;
  readonly facts: () => Facts;
}

/**
 * Whether `isForm` holds for sure, whatever the alignment: every token that begins a shared shingle lies in an aligned
 * run, as the window of ANCHOR_TOKENS that begins there stands in both texts.
 * @param shared shingles of both, of ANCHOR_TOKENS tokens or more.
 */
export function isSurelyForm(a: FormSide, b: FormSide, shared: number): boolean {
  return covers(shared, a.tokens, b.tokens) && tellsOtherFacts(a.facts(), b.facts());
}

/** Whether a text of these facts can be a form of any other: it has numbers to differ in. */
export function mayBeForm({ numbers }: Facts): boolean {
  return numbers.size >= NUMBERS_CHANGED;
}

function covers(tokens: number, left: number, right: number): boolean {
  return tokens >= FORM_COVERAGE * Math.min(left, right);
}

/** Whether the facts of two texts differ as those of forms do. */
export function tellsOtherFacts(left: Facts, right: Facts): boolean {
  const numbers = compareFacts(left.numbers, right.numbers);
  if (numbers.changed < NUMBERS_CHANGED) return false;
  const names = compareFacts(left.names, right.names);
  const changed = numbers.changed + names.changed;
  return changed >= FACTS_CHANGED * (changed + numbers.kept + names.kept);
}
