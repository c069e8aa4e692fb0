import type { Tokens } from "../model/fingerprint.js";

/** The facts a text names: its numbers, and names that begin with a capital inside a sentence. */
export interface Facts {
  readonly numbers: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** These decide beyond ASCII; within it, where most text is, comparing units is much faster. */
const DIGIT = /\p{N}/u;
const CAPITAL = /^\p{Lu}/u;
/** What stands between two halves of one number: 3.1, 04:12, 1,250, 2026-03-01. */
const JOINS = /^[.,:/-]$/;
/** What stands before a name that does not begin a sentence. */
const INSIDE = /[\p{L}\p{N},] $/u;

/** Reads the facts of a text. Tokens joined by one sign, as in 3.1, are one number. O(tokens). */
export function factsOf(text: string, tokens: Tokens): Facts {
  const numbers = new Set<string>();
  const names = new Set<string>();
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.start[i] as number;
    if (hasDigit(text, start, tokens.end[i] as number)) {
      while (continuesNumber(text, tokens, i)) i++;
      numbers.add(text.slice(start, tokens.end[i]));
    } else if (isCapital(text, start) && INSIDE.test(text.slice(Math.max(0, start - 2), start))) {
      names.add(text.slice(start, tokens.end[i]));
    }
  }
  return { numbers, names };
}

function hasDigit(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x30 && unit <= 0x39) return true;
    if (unit >= 0x80) return DIGIT.test(text.slice(i, end));
  }
  return false;
}

function isCapital(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit < 0x80 ? unit >= 0x41 && unit <= 0x5a : CAPITAL.test(text.slice(at, at + 2));
}

function continuesNumber(text: string, tokens: Tokens, i: number): boolean {
  if (i + 1 >= tokens.count) return false;
  const next = tokens.start[i + 1] as number;
  if (next - (tokens.end[i] as number) !== 1 || !JOINS.test(text.charAt(next - 1))) return false;
  return hasDigit(text, next, tokens.end[i + 1] as number);
}

/** How many facts two texts share, and how many each has in the other's place. */
export interface FactChange {
  readonly kept: number;
  readonly changed: number;
}

/**
 * Compares two sets of facts. Facts that only one text adds are not changed: a text that contains another names all
 * the other's facts. So the smaller of the two differences counts.
 */
export function compareFacts(a: ReadonlySet<string>, b: ReadonlySet<string>): FactChange {
  let kept = 0;
  for (const fact of a) if (b.has(fact)) kept++;
  return { kept, changed: Math.min(a.size, b.size) - kept };
}
