import type { Side } from "./side.js";

/** The facts a text names: its numbers, and names that begin with a capital inside a sentence. */
export interface Facts {
  readonly numbers: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

const HAS_DIGIT = /\p{N}/u;
const CAPITAL = /^\p{Lu}/u;
/** What stands between two halves of one number: 3.1, 04:12, 1,250, 2026-03-01. */
const JOINS = /^[.,:/-]$/;
/** What stands before a name that does not begin a sentence. */
const INSIDE = /[\p{L}\p{N},] $/u;

/** Reads the facts of a text. Tokens joined by one sign, as in 3.1, are one number. O(tokens). */
export function factsOf({ text, tokens }: Side): Facts {
  const numbers = new Set<string>();
  const names = new Set<string>();
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.start[i] as number;
    const word = text.slice(start, tokens.end[i]);
    if (HAS_DIGIT.test(word)) {
      while (continuesNumber(text, tokens, i)) i++;
      numbers.add(text.slice(start, tokens.end[i]));
    } else if (CAPITAL.test(word) && INSIDE.test(text.slice(Math.max(0, start - 2), start))) {
      names.add(word);
    }
  }
  return { numbers, names };
}

function continuesNumber(text: string, tokens: Side["tokens"], i: number): boolean {
  if (i + 1 >= tokens.count) return false;
  const next = tokens.start[i + 1] as number;
  if (!JOINS.test(text.slice(tokens.end[i], next))) return false;
  return HAS_DIGIT.test(text.slice(next, tokens.end[i + 1]));
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
