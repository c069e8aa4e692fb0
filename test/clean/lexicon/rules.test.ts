import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../../src/clean/lexicon/en.js";
import { matchLine } from "../../../src/clean/lexicon/match.js";
import { scanPage } from "../../../src/clean/scan.js";
import { SPAN_CLASSES } from "../../../src/model/span.js";
import { splitLines } from "../../../src/text/lines.js";

const lexicon = compileLexicon([ENGLISH]);

function rulesIn(line: string): string[] {
  const page = scanPage(line, "lines", splitLines(line), lexicon.vocabulary);
  return matchLine(page, lexicon, 0, []).map(({ rule }) => rule.id);
}

describe.each(ENGLISH.rules)("rule $id", (rule) => {
  it.each(rule.examples)("fires in: %s", (line) => {
    expect(rulesIn(line)).toContain(rule.id);
  });

  it.each(rule.counterExamples)("does not fire in: %s", (line) => {
    expect(rulesIn(line)).not.toContain(rule.id);
  });

  it("has examples, counter-examples, a known class and an id of its language", () => {
    expect(rule.examples.length).toBeGreaterThan(0);
    expect(rule.counterExamples.length).toBeGreaterThan(0);
    expect(SPAN_CLASSES).toContain(rule.class);
    expect(rule.id).toMatch(/^en\/[a-z_]+\/[a-z-]+$/);
  });
});

describe("rules", () => {
  it.each([
    "Sign up now, the mayor told the crowd, and the town will pay your fare.",
    "“Subscribe to our newsletter and you will see,” the candidate said.",
    "He asked readers to share your feedback with the council, she said.",
    "Nobody knows what the harbour will look like in ten years.",
    "The Dow closed 2 % lower, and oil rose to $61 a barrel.",
    "“Follow us on Twitter and you will know,” read the banner over the stage.",
    "Ford 3, City 2",
    "Thousands of soldiers",
    "By the time the gate opened, the boats had gone.",
  ])("none fires in: %s", (line) => {
    expect(rulesIn(line)).toEqual([]);
  });

  it.each([
    "[ Read more ]",
    "- ADVERTISEMENT -",
    "**Advertisement**",
    "• Share",
    "Read more ›",
    "ADVERTISEMENT:",
    "Ad\u00advertisement",
  ])("look through the signs around %j", (line) => {
    expect(rulesIn(line).length).toBeGreaterThan(0);
  });
});
