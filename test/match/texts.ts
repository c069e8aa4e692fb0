import { createSide, type Side } from "../../src/match/side.js";
import { createFolding } from "../../src/text/folding.js";
import { createTokeniser } from "../../src/text/tokens.js";

/** A reader of whole texts. */
export function createSides(): (text: string) => Side {
  const tokenise = createTokeniser(createFolding());
  return (text) => createSide(text, tokenise(text, [{ start: 0, end: text.length }]));
}

/** `count` distinct words without digits, from the `from`-th on. */
export function words(from: number, count: number): string {
  return Array.from({ length: count }, (_, i) => word(from + i)).join(" ");
}

function word(number: number): string {
  return `w${[...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
}
