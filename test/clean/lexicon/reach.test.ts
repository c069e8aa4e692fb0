import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { abroad } from "../../../src/clean/lexicon/abroad.js";
import { LEXICONS } from "../../../src/clean/lexicon/all.js";
import { type CompiledLexicon, compileLexicon } from "../../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../../src/clean/lexicon/en.js";
import { matchLine } from "../../../src/clean/lexicon/match.js";
import { answersOf, mayFire } from "../../../src/clean/lexicon/reach.js";
import type { LexiconRule } from "../../../src/clean/lexicon/rule.js";
import type { TrieNode } from "../../../src/clean/lexicon/trie.js";
import { ANY_RULE } from "../../../src/clean/page.js";
import { scanPage } from "../../../src/clean/scan.js";
import { splitLines } from "../../../src/text/lines.js";

const compiled = (language: string): CompiledLexicon => {
  const own = LEXICONS.filter((lexicon) => lexicon.language === language);
  return compileLexicon(language === "en" ? own : [...own, abroad(ENGLISH)]);
};

/** A lexicon whose nodes tell nothing of what is behind them, so that every walk is made. */
function blunted(lexicon: CompiledLexicon): CompiledLexicon {
  const seen = new Set<TrieNode>();
  const blunt = (node: TrieNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    Object.assign(node, {
      asks: -1,
      mostWords: Number.MAX_SAFE_INTEGER,
      farthest: Number.MAX_SAFE_INTEGER,
      next: undefined,
    });
    for (const behind of [...node.words.values(), ...node.joins]) blunt(behind);
    for (const { behind } of [...node.slots, ...node.gaps]) blunt(behind);
  };
  for (const root of [lexicon.anchored, lexicon.agencies, ...lexicon.freeStarts.map((start) => start?.node)])
    if (root !== undefined) blunt(root);
  const startAsks = Uint16Array.from(lexicon.freeStarts, (start) => (start === undefined ? 0 : 0xffff));
  const anything = <T>(start: T): T => ({ ...start, anything: true });
  return {
    ...lexicon,
    ...{ startAsks, anchoredStart: anything(lexicon.anchoredStart), agencyStart: anything(lexicon.agencyStart) },
  };
}

describe("walks that are left out", () => {
  it.each(["en", "de", "zh", "th"])("would have found nothing: %s", (language) => {
    const lexicon = compiled(language);
    const full = blunted(compiled(language));
    const examples = lexicon.rules.flatMap(({ examples, counterExamples }) => [...examples, ...counterExamples]);
    const some = fc.array(
      fc.oneof(
        fc.constantFrom(...examples),
        fc.constantFrom(
          "said",
          "you",
          "John Roe",
          "3 May 2020",
          "2023年11月17日",
          "12:30",
          "Reuters",
          ":",
          "/",
          "-",
          '"',
          "17",
        ),
      ),
      { minLength: 1, maxLength: 5 },
    );
    const hits = (rules: CompiledLexicon, text: string) => {
      const page = scanPage(text, "lines", splitLines(text), rules.vocabulary);
      return matchLine(page, rules, 0, []).map(({ rule, ...place }) => ({ rule: rule.id, ...place }));
    };
    let found = 0;
    fc.assert(
      fc.property(some, (parts) => {
        const text = parts.join(" ");
        const expected = hits(full, text);
        found += expected.length;
        expect(hits(lexicon, text)).toEqual(expected);
      }),
      { seed: 5, numRuns: 600 },
    );
    expect(found).toBeGreaterThan(100);
  });
});

describe("mayFire", () => {
  const rule = (change: Partial<LexiconRule>): CompiledLexicon =>
    compileLexicon([
      {
        ...ENGLISH,
        rules: [
          {
            id: "x/a",
            class: "cta",
            match: "line",
            texts: ["tell us more"],
            strength: "hint",
            examples: [],
            counterExamples: [],
            ...change,
          },
        ],
      },
    ]);
  const mayStart = (lexicon: CompiledLexicon, text: string, rules = ANY_RULE): boolean => {
    const page = scanPage(text, "lines", splitLines(text), lexicon.vocabulary);
    const words = page.wordCount[0] ?? 0;
    return mayFire(lexicon.anchored, { answers: answersOf(page, 0), rules, words }, page.words.count);
  };

  it.each<[string, Partial<LexiconRule>, string, boolean]>([
    ["a whole line of as many words", {}, "one two three", true],
    ["no longer one", {}, "one two three four", false],
    ["a prefix of a longer line", { match: "prefix" }, "one two three four", true],
    ["no prefix of a line that reports speech", { match: "prefix" }, "one two three, she said", false],
    ["no line above the rule's own limit", { match: "prefix", maxWords: 3 }, "one two three four", false],
    ["a label of a line with a sign", { match: "label" }, "one two: three", true],
    ["no label of a line without one", { match: "label" }, "one two three", false],
    ["a rule for readers in a line that tells them something", { match: "prefix", reader: true }, "you and two", true],
    ["no rule for readers in another line", { match: "prefix", reader: true }, "one two three", false],
  ])("lets %s begin", (_what, change, text, expected) => {
    expect(mayStart(rule(change), text)).toBe(expected);
  });

  it("lets a rule begin that is among those which may fire, and no other", () => {
    expect(mayStart(rule({}), "one two three", 1)).toBe(true);
    expect(mayStart(rule({}), "one two three", ~1)).toBe(false);
  });
});
