import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDuplicates } from "../../src/dittograph.js";

const WORDS = "harbour board council bridge tram canal winter spring vote budget school market ferry stone river".split(
  " ",
);
const FURNITURE = [
  "2 min read",
  "All rights reserved. No part of this page may be published again without written permission of the owner.",
  "Sign up to our newsletter for the best stories of the week, sent to your inbox every Sunday morning.",
  "(AP) Most read: ferry runs again after the winter break, says board of the harbour",
];

/** Stories of a few words that return often, with and without furniture, and copies of each other but for some lines. */
const feed = fc
  .array(
    fc.record({
      words: fc.array(fc.constantFrom(...WORDS), { minLength: 30, maxLength: 60 }),
      furniture: fc.subarray(FURNITURE),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .chain((stories) =>
    fc
      .array(
        fc.record({
          story: fc.nat(stories.length - 1),
          cut: fc.nat(12),
          furniture: fc.subarray(FURNITURE),
        }),
        { minLength: 2, maxLength: 8 },
      )
      .map((copies) =>
        copies.map(({ story, cut, furniture }, n) => {
          const { words, furniture: own } = stories[story] as (typeof stories)[number];
          const lines = [words.slice(0, 20).join(" "), ...own, words.slice(20 + cut).join(" "), ...furniture];
          return { id: `a${n}`, text: lines.join("\n\n") };
        }),
      ),
  );

/** The shingles of five words of a whole text. */
function shinglesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const last = Math.max(0, words.length - 5);
  return new Set(Array.from({ length: words.length === 0 ? 0 : last + 1 }, (_, i) => words.slice(i, i + 5).join(" ")));
}

function modelOf(a: string, b: string) {
  const [x, y] = [shinglesOf(a), shinglesOf(b)];
  const shared = [...x].filter((shingle) => y.has(shingle)).length;
  return { jaccard: shared / (x.size + y.size - shared), containment: [shared / x.size, shared / y.size] };
}

describe("findDuplicates under the profile none", () => {
  it("compares the words of whole texts, furniture and all", async () => {
    await fc.assert(
      fc.asyncProperty(feed, async (articles) => {
        const { pairs, outcomes } = await findDuplicates(articles, { profile: "none" });
        const textOf = new Map(articles.map(({ id, text }) => [id, text]));
        for (const { a, b, jaccard, containment } of pairs) {
          const model = modelOf(textOf.get(a) as string, textOf.get(b) as string);
          expect([jaccard, ...containment]).toEqual([model.jaccard, ...model.containment]);
        }
        for (const { cleaned } of outcomes) expect(cleaned.spans).toEqual([]);
        const rows = new Set(pairs.map(({ a, b }) => `${a} ${b}`));
        const firsts = articles.filter(({ text }, at) => articles.findIndex((one) => one.text === text) === at);
        for (const [at, { id: a, text }] of firsts.entries()) {
          for (const { id: b, text: other } of firsts.slice(at + 1)) {
            if (modelOf(text, other).jaccard >= 0.7) expect(rows).toContain(`${a} ${b}`);
          }
        }
      }),
      { seed: 20, numRuns: 60 },
    );
  });

  it("does not under one that cleans: what only furniture makes alike is no pair there", async () => {
    const furnished = (story: string) => `${story}\n\n${FURNITURE.slice(1, 3).join("\n\n")}\n`;
    const articles = [
      "The harbour board met on Monday and heard that two ferries had to turn back.\n\nNobody aboard either of them was hurt, though one passenger missed a wedding on the island.\n\nThe pilot said that fog had come in faster than the tables foretold, and that the lamps on the outer wall were dark again.\n\nRepairs of the lamps begin in June and take six weeks, if the parts that were ordered from abroad arrive before the end of May.",
      "A bakery on the old market will close in May, its owner told the council.\n\nShe has sold bread there since 1981, and her mother before her from a cart with two wheels.\n\nNo buyer has come forward so far, while rents in the quarter rose by a third within four years.\n\nThe ovens will go to a school for cooks across the river, where forty pupils learn the trade and sell what they bake on Fridays.",
    ].map((story, n) => ({ id: `a${n}`, text: furnished(story) }));
    expect((await findDuplicates(articles, { profile: "none" })).pairs).toMatchObject([{ relation: "partial" }]);
    expect((await findDuplicates(articles, {})).pairs).toHaveLength(0);
  });
});
