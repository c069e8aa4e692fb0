import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNotes } from "../../../src/clean/evidence.js";
import { compileLexicon } from "../../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../../src/clean/lexicon/en.js";
import { noteLexicon } from "../../../src/clean/lexicon-notes.js";
import { readPage } from "../../../src/clean/read-page.js";
import { CONTEXT_FEATURES, readingOf } from "../../../src/clean/shape/context.js";
import { binOf, FEATURES, offsetsOf } from "../../../src/clean/shape/features.js";
import { FIRST_WEIGHTS, SECOND_WEIGHTS } from "../../../src/clean/shape/model.js";
import { heaviestStretch, outlineOf } from "../../../src/clean/shape/outline.js";
import { cleaned, PROSE, page } from "../reading.js";
import { mixedText } from "../texts.js";

const MENU = [
  "Home",
  "News",
  "Sports",
  "Opinion",
  "Weather",
  "Classifieds",
  "Subscribe",
  "Log in",
  "Search",
  "My account",
];
const FOOTER = [
  "About us",
  "Contact us",
  "Advertise",
  "Privacy Policy",
  "Terms of Use",
  "Site map",
  "Facebook",
  "Twitter",
  "RSS",
];
const HEADLINE = "Cracked gate shuts half of Harbour City port";
const RAW = page(
  ...MENU,
  HEADLINE,
  "By Jane Doe",
  ...PROSE,
  ...[
    "Most read",
    "Second port takes forty ships",
    "Fish prices fall for a third week",
    "Why old gates crack in spring",
  ],
  ...FOOTER,
  "© 2019 Example Press. All rights reserved.",
);

describe("a raw page", () => {
  it("is known by its menu and its footer", () => {
    expect(cleaned(RAW).regime).toBe("raw");
  });

  it("keeps its headline and every paragraph, under every profile", () => {
    for (const profile of ["conservative", "standard", "aggressive"] as const) {
      const { text } = cleaned(RAW, { profile });
      for (const line of PROSE) expect(text).toContain(line);
    }
    expect(cleaned(RAW).text).toContain(HEADLINE);
  });

  it("loses its menu and its footer", () => {
    const { text } = cleaned(RAW, { profile: "aggressive" });
    for (const line of [...MENU.slice(1), ...FOOTER]) expect(text.split("\n")).not.toContain(line);
  });

  it("keeps the later copy of a headline that stands in a menu first", () => {
    const text = page(
      ...MENU,
      HEADLINE,
      "Fish prices fall for a third week",
      ...MENU.slice(2),
      HEADLINE,
      ...PROSE,
      ...FOOTER,
    );
    const { text: left } = cleaned(text, { profile: "aggressive" });
    expect(left.startsWith(`${HEADLINE}\n${PROSE[0]}`)).toBe(true);
  });

  it("tells which surroundings weigh most", () => {
    const shape = cleaned(RAW)
      .spans.flatMap(({ evidence }) => evidence)
      .find(({ rule }) => rule === "shape/run");
    expect(shape?.note).toMatch(/\+\d/);
  });
});

describe("a text that is no raw page", () => {
  it.each([
    ["a score table", Array.from({ length: 40 }, (_, i) => `Harbour City ${i} Old Town ${i % 3}`)],
    ["a recipe", Array.from({ length: 30 }, (_, i) => `${i + 1} cups of flour`)],
    ["a poem", Array.from({ length: 30 }, (_, i) => `the tide goes out by number ${i}`)],
    ["an interview", PROSE.flatMap((line) => ["Why?", line])],
  ])("loses nothing by its shape: %s", (_what, lines) => {
    const text = page(HEADLINE, ...PROSE, ...lines);
    const result = cleaned(text);
    expect(result.regime).not.toBe("raw");
    expect(result.text).toBe(text);
  });
});

describe("the model", () => {
  it("has a weight for every bin", () => {
    expect(FIRST_WEIGHTS).toHaveLength(offsetsOf(FEATURES).at(-1) ?? 0);
    expect(SECOND_WEIGHTS).toHaveLength(offsetsOf(CONTEXT_FEATURES).at(-1) ?? 0);
  });

  it("gives every line of any text a bin of each feature", () => {
    const lexicon = compileLexicon([ENGLISH]);
    fc.assert(
      fc.property(mixedText, (text) => {
        const read = readPage(text, lexicon.vocabulary);
        const notes = createNotes();
        const outline = outlineOf(read, notes, noteLexicon(read, lexicon, notes), lexicon.vocabulary.traits);
        const reading = readingOf(
          outline,
          Float64Array.from(outline.solid, (_, i) => (i % 13) - 6),
        );
        for (let i = 0; i < outline.solid.length; i++) {
          for (const { bin, bins } of FEATURES)
            expect(bin(outline, i)).toSatisfy((value: number) => value >= 0 && value < bins);
          for (const { bin, bins } of CONTEXT_FEATURES)
            expect(bin(reading, i)).toSatisfy((value: number) => value >= 0 && value < bins);
        }
      }),
      { seed: 9, numRuns: 40 },
    );
  });
});

describe("heaviestStretch", () => {
  it.each([
    [[], [0, -1]],
    [
      [-1, -2],
      [0, -1],
    ],
    [
      [-1, 3, -1, 2, -5, 1],
      [1, 3],
    ],
    [
      [2, -3, 4],
      [2, 2],
    ],
  ])("of %j is %j", (scores, expected) => {
    expect(heaviestStretch(Float64Array.from(scores))).toEqual(expected);
  });
});

describe("binOf", () => {
  it("counts the bounds that a value reaches", () => {
    expect([-1, 0, 1, 5, 9].map((value) => binOf(value, [0, 5, 9]))).toEqual([0, 1, 1, 2, 3]);
  });
});
