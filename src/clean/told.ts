/**
 * Whether lines under a header tell something, as a live blog's entries do, or name articles, as headlines do.
 *
 * ```
 * Latest updates                    Further reading:
 * 9:40 Trains stop.                 The harbour's debts, explained.
 * The southern gate is closed.      Why grain is cheap again.        ← end of the text
 * ```
 */
import * as P from "./page.js";
import { endsInAbbreviation } from "./sentences.js";

/** A shorter line that ends in a full stop may be a name or a label. */
const LEAST_SENTENCE = 4;
/** A line that ends in a full stop has the first of these alone. */
const ENDS = P.TERMINAL | P.QUESTION_END | P.EXCLAMATION_END | P.ELLIPSIS_END;
/** `9:40`, `21.05`, `9h40`, `10 a.m.`: an entry's time, and nothing but it. */
const TIME = /^\d{1,2}(?:[:.h]\d{2}|\s?[ap]\.?m\b)/i;
const BARE_TIME = /^\d{1,2}(?:[:.h]\d{2})?(?:\s?[ap]\.?m\.?)?$/i;
/** Units within which a time stands. */
const TIME_UNITS = 12;

/** Whether more than half of the lines are sentences; lines that hold a time alone do not count. */
export function areSentences(page: P.Page, items: readonly number[]): boolean {
  let sentences = 0;
  let counted = 0;
  for (const line of items) {
    if ((page.length[line] ?? 0) <= TIME_UNITS && BARE_TIME.test(opening(page, line))) continue;
    counted++;
    if (isSentence(page, line)) sentences++;
  }
  return sentences * 2 > counted;
}

/** Whether a line opens with a time, as entries of a log do. */
export function haveTimes(page: P.Page, items: readonly number[]): boolean {
  return items.some((line) => TIME.test(opening(page, line)));
}

function isSentence(page: P.Page, line: number): boolean {
  if (((page.bits[line] ?? 0) & ENDS) !== P.TERMINAL || (page.wordCount[line] ?? 0) < LEAST_SENTENCE) return false;
  return !endsInAbbreviation(page.text, page.lines.start[line] ?? 0, page.lines.end[line] ?? 0);
}

/** The first units of a line, white space at its edges apart. */
function opening(page: P.Page, line: number): string {
  const first = page.words.start[page.firstWord[line] ?? 0] ?? 0;
  return page.text.slice(first, Math.min(first + TIME_UNITS, page.lines.end[line] ?? 0)).trimEnd();
}
