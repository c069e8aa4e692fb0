import type { Tokens } from "../model/fingerprint.js";
import { type Facts, factsOf } from "./facts.js";

/** A side of a comparison: the original text, its tokens, and its facts, read when first asked for. */
export interface Side {
  readonly text: string;
  readonly tokens: Tokens;
  readonly facts: () => Facts;
}

/** A side that keeps its facts, for the many comparisons one article may be in. */
export function createSide(text: string, tokens: Tokens): Side {
  let facts: Facts | undefined;
  return {
    text,
    tokens,
    facts() {
      facts ??= factsOf(text, tokens);
      return facts;
    },
  };
}
