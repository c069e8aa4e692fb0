import type { Side } from "../../src/match/form.js";
import { createFolding } from "../../src/text/folding.js";
import { createTokeniser } from "../../src/text/tokens.js";

/** A reader of whole texts. */
export function createSides(): (text: string) => Side {
  const tokenise = createTokeniser(createFolding());
  return (text) => ({ text, tokens: tokenise(text, [{ start: 0, end: text.length }]) });
}

/** `count` distinct words from `from` on: w10 w11 w12 … */
export function words(from: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `w${from + i}`).join(" ");
}
