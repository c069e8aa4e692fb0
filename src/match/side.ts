import type { Tokens } from "../model/fingerprint.js";
import { Anchors, windowKeys } from "./anchors.js";
import { type Facts, factsOf } from "./facts.js";
import { ANCHOR_TOKENS } from "./passages.js";

/** A side of a comparison: the original text, its tokens, and its facts, read when first asked for. */
export interface Side {
  readonly text: string;
  readonly tokens: Tokens;
  readonly facts: () => Facts;
  /** Where its windows of ANCHOR_TOKENS stand, found when first asked for. */
  readonly anchors: () => Anchors;
  /** The keys of these windows, found when first asked for. */
  readonly windowKeys: () => Float64Array;
}

/** A side that keeps its facts and anchors, for the many comparisons one article may be in. */
export function createSide(text: string, tokens: Tokens): Side {
  let facts: Facts | undefined;
  let anchors: Anchors | undefined;
  let keys: Float64Array | undefined;
  const keysOf = (): Float64Array => {
    keys ??= windowKeys(tokens, ANCHOR_TOKENS);
    return keys;
  };
  return {
    text,
    tokens,
    facts() {
      facts ??= factsOf(text, tokens);
      return facts;
    },
    anchors() {
      anchors ??= new Anchors(keysOf(), ANCHOR_TOKENS);
      return anchors;
    },
    windowKeys: keysOf,
  };
}
