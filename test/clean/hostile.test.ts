import { describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { ENGLISH } from "../../src/clean/lexicon/en.js";
import { restore } from "../../src/clean/restore.js";
import { DEFAULTS } from "../../src/options.js";
import { PROSE } from "./reading.js";

const clean = createCleaner(DEFAULTS);

/** A quadratic reading of these texts would take hours; how long a linear one takes is measured by bench:clean. */
function expectWhole(text: string): void {
  const { text: left, spans } = clean({ id: "a", text, source: "" });
  expect(restore(left, spans)).toBe(text);
}

describe("a hostile text", () => {
  it.each([
    ["a single line of words", "harbour gate, bay ".repeat(100_000)],
    ["a single line of sentences", `${PROSE[0]} `.repeat(20_000)],
    ["one long word", "x".repeat(2_000_000)],
    ["nothing but quotes", '"'.repeat(1_000_000)],
    ["nothing but closing brackets", ')"'.repeat(500_000)],
    ["nothing but full stops", ". ".repeat(500_000)],
    ["nothing but Han sentences", "。门".repeat(300_000)],
    ["nothing but line ends", "\r".repeat(500_000)],
    ["nothing but white space", " \u00a0".repeat(500_000)],
    ["lone surrogates", "\ud800".repeat(500_000)],
    ["200,000 equal lines of prose", `${PROSE[0]}\n`.repeat(200_000)],
    ["200,000 equal short lines", "Home\n".repeat(200_000)],
    ["a stack of tags", `${"(AP) ".repeat(50_000)}text`],
    ["nothing but headers", "Most read\nA\nB\n".repeat(30_000)],
    ["numbers and slashes", "1/2/".repeat(200_000)],
    ["capitalised names", "John Roe and ".repeat(100_000)],
  ])("%s is read to its end and can be restored", (_what, text) => {
    expectWhole(text);
  });

  it.each(ENGLISH.rules.map((rule) => [rule.id, rule.examples[0] ?? ""] as const))(
    "the text of %s, over and over, is read to its end and can be restored",
    (_id, example) => {
      expectWhole(`${example} `.repeat(2_000));
      expectWhole(`${example}\n`.repeat(2_000));
    },
  );
});
