import type { Random } from "./random.js";
import { type Body, NUMBERS, WORD, writeTitle, writeTokens } from "./story.js";
import type { Vocabulary } from "./vocabulary.js";

/** A story printed again and again with other numbers: its fixed text and the places of its numbers. */
export interface Form {
  readonly title: Body;
  readonly body: Body;
  /** Token positions that hold a number, ascending. */
  readonly slots: readonly number[];
}

/** One token in this many holds a number, in the first half; the second half is fixed, as in real form stories. */
const SLOT_EVERY = 9;

/** A new form of 80 tokens or more. */
export function inventForm(vocabulary: Vocabulary, random: Random): Form {
  const body = writeTokens(vocabulary, random, random.between(80, 160));
  const slots: number[] = [];
  for (let at = random.between(2, SLOT_EVERY); at < body.length / 2; at += SLOT_EVERY) slots.push(at);
  return { title: writeTitle(vocabulary, random), body, slots };
}

/** The form filled with numbers of one day. */
export function fillForm(form: Form, random: Random): Body {
  const body = form.body.slice();
  for (const slot of form.slots) body[slot] = ((body[slot] ?? 0) & ~WORD) | (NUMBERS + random.between(2, 99_999));
  return body;
}
