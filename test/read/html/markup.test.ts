import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractHtml } from "../../../src/read/html/extract.js";
import { gatherFacts } from "../../../src/read/html/facts.js";
import { judgeLines } from "../../../src/read/html/main-content.js";
import { markupOf } from "../../../src/read/html/markup.js";
import { BORDER } from "../../../src/read/html/weights.js";
import { COMMENT, PARAGRAPHS, STORY_PAGE } from "./story-page.js";

const page = extractHtml(STORY_PAGE);
const markup = markupOf(page);
const lineOf = (text: string) => markup.find(({ start, end }) => page.text.slice(start, end).includes(text));

describe("markupOf", () => {
  it("covers every line of the text, in order", () => {
    expect(markup.map(({ start, end }) => page.text.slice(start, end))).toEqual(
      page.text.split("\n").filter((line) => line !== ""),
    );
  });

  it("speaks against furniture and for the story", () => {
    for (const paragraph of PARAGRAPHS) expect(lineOf(paragraph)?.weight).toBeLessThan(BORDER);
    for (const furniture of ["Home", "Most popular", COMMENT, "Privacy policy"])
      expect(lineOf(furniture)?.weight).toBeGreaterThan(-BORDER);
  });

  it.each([
    ["Home", "navigation"],
    ["Share", "share_bar"],
    [COMMENT, "reader_comments"],
    ["Ferry fares", "link_list"],
    ["Sign up", "cta"],
    ["Terms", "navigation"],
  ])("calls %j %s by the elements around it", (text, name) => {
    expect(lineOf(text)?.class).toBe(name);
  });

  it("names the reasons against a line, and none where it speaks for it", () => {
    expect(lineOf("Home")?.note).toMatch(/: /);
    expect(lineOf(PARAGRAPHS[0] as string)?.note).toBeUndefined();
  });
});

describe("judgeLines", () => {
  it("holds some line of every page for content", () => {
    const parts = fc.constantFrom("<nav><a href=/>Home</a></nav>", "<footer>©</footer>", "<li><a href=x>Go</a></li>");
    fc.assert(
      fc.property(fc.array(parts, { minLength: 1, maxLength: 12 }), (html) => {
        const { logOdds } = judgeLines(gatherFacts(extractHtml(html.join(""))));
        expect(Array.from(logOdds).some((content) => content >= BORDER)).toBe(true);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it("gives no scores for a page without text", () => {
    expect(markupOf(extractHtml("<title>x</title>"))).toEqual([]);
  });
});
