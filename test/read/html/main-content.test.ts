import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractHtml } from "../../../src/read/html/extract.js";
import { contentLines, contentText, lineScores } from "../../../src/read/html/main-content.js";
import { RULES } from "../../../src/read/html/rules.js";
import { SURROUNDINGS } from "../../../src/read/html/surroundings.js";
import { BORDER, RULE_WEIGHTS, SURROUNDING_WEIGHTS } from "../../../src/read/html/weights.js";
import { COMMENT, PARAGRAPHS, STORY_PAGE } from "./story-page.js";

const page = extractHtml(STORY_PAGE);
const text = contentText(page);

describe("contentText", () => {
  it.each(PARAGRAPHS)("keeps %j", (paragraph) => {
    expect(text).toContain(paragraph);
  });

  it.each([
    "Home",
    "Share",
    "Ferry fares",
    "Sign up for our daily newsletter",
    "Most popular",
    COMMENT,
    "All rights reserved",
    "Privacy policy",
  ])("leaves out %j", (furniture) => {
    expect(page.text).toContain(furniture);
    expect(text).not.toContain(furniture);
  });

  it("takes a long line once, and a short one as often as it comes", () => {
    const doubled = extractHtml(
      STORY_PAGE.replace(
        "</article>",
        `<div class="article-body">${PARAGRAPHS.map((p) => `<p>${p}</p>`).join("")}</div></article>`,
      ),
    );
    for (const paragraph of PARAGRAPHS) expect(contentText(doubled).split(paragraph)).toHaveLength(2);
    expect(
      lineScores(doubled).some(({ contributions }) =>
        contributions.some(({ rule }) => rule === "equal to a line that is kept"),
      ),
    ).toBe(true);
    expect(
      lineScores(page).some(({ contributions }) =>
        contributions.some(({ rule }) => rule === "equal to a line that is kept"),
      ),
    ).toBe(false);
  });

  it("keeps the story of a page without classes", () => {
    const plain = STORY_PAGE.replace(/ (class|id)="[^"]*"/g, "");
    for (const paragraph of PARAGRAPHS) expect(contentText(extractHtml(plain))).toContain(paragraph);
  });

  it("finds a story in paragraphs that have wrappers of their own", () => {
    const wrapped = STORY_PAGE.replace(/<p>/g, '<div class="first"><p>').replace(/<\/p>/g, "</p></div>");
    for (const paragraph of PARAGRAPHS) expect(contentText(extractHtml(wrapped))).toContain(paragraph);
  });
});

describe("lineScores", () => {
  const scores = lineScores(page);

  it("gives the decision of each line, the same as the fast answer", () => {
    expect(scores.map(({ isContent }) => isContent)).toEqual(contentLines(page));
    expect(scores).toHaveLength(page.lines.count);
    expect(scores.every(({ isContent, logOdds }) => isContent === logOdds >= BORDER)).toBe(true);
  });

  it("explains each score by contributions that sum to it, strongest first", () => {
    for (const { logOdds, contributions } of scores) {
      expect(contributions.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(logOdds, 6);
      const sizes = contributions.map(({ weight }) => Math.abs(weight));
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }
  });

  it("names the menu that a line stands in, against it", () => {
    const menu = scores[0]?.contributions.find(({ rule }) => rule === "in: nav");
    expect(menu?.weight).toBeLessThan(0);
    const story = scores.find(
      (_, line) => page.text.slice(page.lines.start[line], page.lines.end[line]) === PARAGRAPHS[0],
    );
    expect(story?.contributions.some(({ rule }) => rule === "in: nav")).toBe(false);
  });

  it("scores any page, in numbers that are finite", () => {
    const parts = fc.constantFrom(
      ..."<p>|</p>|<div class='story'>|</div>|<a href=x>|</a>|<ul><li>|</ul>|<h1>|word word, word.|Menu|© |<table><tr><td>|<br>|漢字。".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (html) => {
        const some = extractHtml(html.join(" "));
        const found = lineScores(some);
        expect(found).toHaveLength(some.lines.count);
        expect(found.every(({ logOdds }) => Number.isFinite(logOdds))).toBe(true);
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  it("gives nothing for an empty page", () => {
    expect(lineScores(extractHtml(""))).toEqual([]);
    expect(contentText(extractHtml(""))).toBe("");
  });
});

describe("the weights", () => {
  it("name rules that exist, each once, and every surrounding", () => {
    expect(new Set(RULES).size).toBe(RULES.length);
    for (const rule of Object.keys(RULE_WEIGHTS)) expect(RULES).toContain(rule);
    expect(Object.keys(SURROUNDING_WEIGHTS)).toEqual([...SURROUNDINGS]);
  });
});

describe("contentLines", () => {
  it.each([
    ["lines", "a<br>".repeat(2e5)],
    ["paragraphs", "<p>word word word word word word word word word word word.".repeat(5e4)],
    ["classes", Array.from({ length: 5e4 }, (_, i) => `<p class="c${i} body-x">t${i}`).join("")],
    ["items", `${"<div>".repeat(1000)}${"<li>a".repeat(1e5)}`],
  ])("judges a page of many %s to its end", (_, html) => {
    const hostile = extractHtml(html);
    expect(() => contentLines(hostile)).not.toThrow();
  });
});
