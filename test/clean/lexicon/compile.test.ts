import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../../src/clean/lexicon/en.js";
import type { LexiconRule } from "../../../src/clean/lexicon/rule.js";

const rule = (change: Partial<LexiconRule>): LexiconRule => ({
  ...{
    id: "x/a",
    class: "cta",
    match: "line",
    texts: ["a b"],
    strength: "hint",
    examples: ["a b"],
    counterExamples: ["c"],
  },
  ...change,
});
const compile = (...rules: LexiconRule[]) => compileLexicon([{ ...ENGLISH, rules }]);

describe("compileLexicon", () => {
  it("compiles rules of every kind", () => {
    expect(compile(rule({}), rule({ id: "x/b", match: "phrase", texts: ["(a|b) {..2} c"] })).rules).toHaveLength(2);
  });

  it("refuses two rules with one id", () => {
    expect(() => compile(rule({}), rule({}))).toThrow(new RangeError("lexicon rule x/a is defined twice"));
  });

  it.each([["{name} a"], ["{..2} a"], ["[a] {date}"]])(
    "refuses a phrase that starts with a slot or a gap: %s",
    (text) => {
      expect(() => compile(rule({ match: "phrase", texts: [text] }))).toThrow(/x\/a: a phrase must start with a word/);
    },
  );

  it("lets a whole line start with a slot", () => {
    expect(() => compile(rule({ texts: ["{name} a"] }))).not.toThrow();
  });
});
