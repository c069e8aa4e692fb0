import { describe, expect, it } from "vitest";
import { cleaned, PROSE, page } from "./reading.js";

/** Lines of results, none of them a sentence. */
const RESULTS = Array.from({ length: 16 }, (_, game) => [
  `Rovers ${game} City ${game + 2}`,
  `Goals: Doe (${game})`,
  "Harbour Park",
]).flat();
const MENU = ["Home", "World", "Business", "Sport", "Weather", "Travel", "Culture", "Science", "Opinion", "Letters"];
const FOOTER = [
  "About the house",
  "Terms",
  "Delivery",
  "Our shops",
  "Puzzles",
  "Obituaries",
  "Back issues",
  "Print edition",
];

describe("the regime of a text", () => {
  it("is raw where menus frame paragraphs", () => {
    const framed = page(
      ...MENU,
      ...MENU.map((item) => `${item} news`),
      "Sign in",
      ...PROSE,
      "Share this article",
      ...FOOTER,
    );
    expect(cleaned(framed).regime).toBe("raw");
  });

  it("is not raw where short lines are all there is, one rule's line among them", () => {
    const table = page(...RESULTS, "Thursday, Aug 9, 2012, 1:10 PM", ...RESULTS.map((line) => `${line} again`));
    expect(cleaned(table).regime).not.toBe("raw");
  });

  it("is not raw where results stand behind a headline, a date, a count of comments and a line of prose", () => {
    const preview = page(
      "Rovers against City",
      "May 4, 2012 1:10 PM",
      "17 comments",
      "Harbour Park",
      PROSE[0],
      ...RESULTS,
    );
    expect(cleaned(preview).regime).not.toBe("raw");
    expect(cleaned(preview).spans.flatMap(({ evidence }) => evidence.map(({ rule }) => rule))).not.toContain(
      "shape/run",
    );
  });

  it("is not raw where paragraphs follow each other", () => {
    expect(cleaned(page(...PROSE)).regime).toBe("clean");
  });
});
