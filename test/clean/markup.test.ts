import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { restore } from "../../src/clean/restore.js";
import type { Article, MarkupEvidence } from "../../src/model/article.js";
import type { SpanClass } from "../../src/model/span.js";
import { type Options, PROFILES, resolveOptions } from "../../src/options.js";
import { mixedText } from "./texts.js";

const PARAGRAPHS = [
  "The mill by the lower bridge stood still for the first time in a hundred years, after the river had carried away its wheel.",
  "The miller said that he had heard the beams crack in the night, and that he had woken his neighbours before the roof fell.",
  "Two bakers in the town have ordered flour from the coast, which will come by cart until the road over the pass is closed.",
];

/** An article whose lines have these log-odds of being furniture. */
function pageOf(lines: readonly (readonly [text: string, weight: number, name?: SpanClass])[]): Article {
  const markup: MarkupEvidence[] = [];
  let at = 0;
  for (const [line, weight, name] of lines) {
    markup.push({ start: at, end: at + line.length, rule: "html/place", weight, class: name ?? "navigation" });
    at += line.length + 1;
  }
  return { id: "a", source: "", language: "en", text: lines.map(([line]) => line).join("\n"), markup };
}

const story = PARAGRAPHS.map((text): [string, number] => [text, -3]);
const clean = (article: Article, options: Partial<Options> = {}) => createCleaner(resolveOptions(options))(article);

describe("the markup of a page", () => {
  it("cuts a line that its place gives away, in the default profile", () => {
    const { text, spans, regime } = clean(pageOf([["Harvest", 4], ...story]));
    expect(text).toBe(PARAGRAPHS.join("\n"));
    expect(regime).toBe("raw");
    expect(spans).toMatchObject([{ action: "remove", class: "navigation", removed: "Harvest\n" }]);
    expect(spans[0]?.evidence).toMatchObject([{ rule: "html/place" }]);
  });

  it("keeps the same line where its place speaks for it, and where nothing is known of its place", () => {
    expect(clean(pageOf([["Harvest", -2], ...story])).spans).toEqual([]);
    const { markup: _, ...plain } = pageOf([["Harvest", 4], ...story]);
    expect(clean(plain).text).toBe(plain.text);
  });

  it("flags a line that it only doubts, and cuts it under a bolder profile", () => {
    const page = pageOf([["Harvest", 0.2], ...story]);
    expect(clean(page).spans).toMatchObject([{ action: "flag" }]);
    expect(clean(page, { profile: "standard" }).spans).toMatchObject([{ action: "remove" }]);
    expect(clean(page, { profile: "report" }).spans).toMatchObject([{ action: "flag" }]);
  });

  it("adds up with the lexicon: a phrase of furniture in a likely place of the story goes all the same", () => {
    const line = "Sign up for our newsletter";
    expect(clean(pageOf([...story, [line, -0.5]])).text).toBe(PARAGRAPHS.join("\n").concat("\n"));
    expect(clean(pageOf([...story, [line, -0.5]])).spans[0]?.evidence.length).toBeGreaterThan(1);
  });

  it("does not save what a certain rule cuts of plain text: the record, read again, would lose it", () => {
    const { text, spans } = clean(pageOf([...story, ["Sign up for our newsletter", -9]]));
    expect(text.trimEnd()).toBe(PARAGRAPHS.join("\n"));
    expect(spans[0]?.evidence.some(({ rule }) => rule === "html/place")).toBe(false);
  });

  it("keeps the date of the story, and cuts those of other stories", () => {
    const date = "Published: September 3, 2025";
    expect(clean(pageOf([[date, 1], ...story])).spans).toMatchObject([
      { action: "flag", class: "publication_date", fingerprint: false },
    ]);
    expect(clean(pageOf([...story, [date, 2]])).spans).toMatchObject([{ action: "remove", class: "navigation" }]);
  });

  it("keeps the later copy of a headline whose first copy stands in the menu", () => {
    const headline = "River carries away the wheel of the mill";
    const { text } = clean(pageOf([[headline, 5], ["Weather", 5], [headline, -2], ...story]));
    expect(text).toBe([headline, ...PARAGRAPHS].join("\n"));
  });

  it("does not stop at the guard where the prose of comments goes", () => {
    const comments = PARAGRAPHS.map((text): [string, number, SpanClass] => [`I think: ${text}`, 5, "reader_comments"]);
    const teasers = ["Last year", "In spring", "Elsewhere", "At sea"].map((words, i): [string, number] => [
      `${words} as well: ${PARAGRAPHS[i % PARAGRAPHS.length]}`,
      5,
    ]);
    const { text, warnings } = clean(pageOf([...story, ...comments, ...teasers]));
    expect(text.trimEnd()).toBe(PARAGRAPHS.join("\n"));
    expect(warnings).toEqual([]);
  });

  it("gives a page up of which nothing would be left, and cleans its text as any raw text", () => {
    const { text, warnings } = clean(pageOf(PARAGRAPHS.map((line) => [line, 6])));
    expect(text).toBe(PARAGRAPHS.join("\n"));
    expect(warnings).toEqual(["guard: nothing would be left"]);
  });

  it("is found again behind what was cut before it", () => {
    const menu = Array.from({ length: 6 }, (_, i): [string, number] => [`Corner ${"abcdef"[i]}`, 4]);
    const ends = Array.from({ length: 4 }, (_, i): [string, number] => [`Nook ${"abcd"[i]}`, 4]);
    const { text } = clean(pageOf([...menu, ...story.slice(0, 2), ...ends, ...story.slice(2), ["Shelf", 4]]));
    expect(text.trimEnd()).toBe(PARAGRAPHS.join("\n"));
  });
});

describe.each(PROFILES)("a page cleaned under %s", (profile) => {
  const pages = fc
    .tuple(mixedText, fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 60, maxLength: 60 }))
    .map(([text, weights]) =>
      pageOf(
        text
          .split("\n")
          .filter((line) => line.trim() !== "" && line === line.trim())
          .map((line, i): [string, number] => [line, weights[i % weights.length] ?? 0]),
      ),
    );

  it("is restored by its spans, cleaned alike each time, and its text then stays as it is", () => {
    const cleaner = createCleaner(resolveOptions({ profile }));
    fc.assert(
      fc.property(pages, (page) => {
        const once = cleaner(page);
        expect(restore(once.text, once.spans)).toBe(page.text);
        expect(cleaner(page)).toEqual(once);
        const { markup: _, ...plain } = page;
        expect(cleaner({ ...plain, text: once.text }).text).toBe(once.text);
      }),
      { seed: 11, numRuns: 120 },
    );
  });
});
