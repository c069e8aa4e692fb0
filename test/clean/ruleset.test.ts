import { describe, expect, it } from "vitest";
import { rulesetName } from "../../src/clean/ruleset.js";
import { parseLexicon } from "../../src/read/lexicon-file.js";

const file = (silence: string[]) => parseLexicon("f.json", JSON.stringify({ schema: "dittograph-lexicon/1", silence }));

describe("the ruleset's name", () => {
  it("names the languages and a hash, and is stable", () => {
    expect(rulesetName()).toMatch(/^ar\+de\+en\+es\+fr\+it\+ja\+ko\+pt\+ru\+th\+zh@[0-9a-f]{12}$/);
    expect(rulesetName()).toBe(rulesetName());
  });

  it("names a user's lexicon by its content", () => {
    const one = rulesetName(file(["en/counter/counts"]));
    expect(one).toMatch(/@[0-9a-f]{12}\+lexicon@[0-9a-f]{12}$/);
    expect(rulesetName(file(["en/counter/counts"]))).toBe(one);
    expect(rulesetName(file([]))).not.toBe(one);
  });
});
