import { describe, expect, it } from "vitest";
import { actions, cleaned, PROSE, page } from "./reading.js";

const [A, B, C, D, E, F, G, H] = PROSE;

/** What must never be cut, each between ordinary paragraphs. */
const NEVER: readonly [string, readonly string[]][] = [
  [
    "a quote that comes back",
    [
      "“We will open the gate when it is safe,” the harbour master said.",
      G,
      H,
      "“We will open the gate when it is safe,” the harbour master said.",
    ],
  ],
  [
    "a refrain",
    [
      "Row home, row home,",
      "the tide is at the door,",
      "Row home, row home,",
      "the lamp is on the shore,",
      "Row home, row home,",
      "the tide is at the door,",
    ],
  ],
  [
    "questions and answers",
    [
      "Q: When will the gate open?",
      "A: When it is safe.",
      "Q: Who pays?",
      "A: The insurers.",
      "Q: When will the gate open?",
      "A: I have told you.",
    ],
  ],
  [
    "one question asked of everyone",
    [
      "What would you change about the harbour if you were asked tomorrow morning, and why?",
      A,
      "What would you change about the harbour if you were asked tomorrow morning, and why?",
      B,
      "What would you change about the harbour if you were asked tomorrow morning, and why?",
      C,
    ],
  ],
  [
    "a score table",
    ["Harbour City 3", "Old Town 1", "Port United 0", "River Rovers 0", "Harbour City 2", "Old Town 2"],
  ],
  [
    "a recipe",
    [
      "2 cups of flour",
      "1 egg",
      "A pinch of salt",
      "Half a cup of milk",
      "Mix the flour with the egg.",
      "Bake for ten minutes.",
    ],
  ],
  [
    "a list behind a colon",
    ["These ships must use the southern gate:", "Northern Star", "Old Anna", "Grey Heron", "Three Brothers"],
  ],
  ["stock prices", ["Port Holding 12.40 +1.2 %", "Gate Works 3.10 -0.4 %", "Quay Foods 8.75 +0.1 %"]],
  ["a line-up", ["Harbour City: Doe; Roe, Poe, Coe; Moe", "Old Town: Loe; Noe, Foe"]],
  ["subheadings", ["Thousands of boats", C, "Explore", D]],
  ["a paragraph of one sentence", ["Nobody was hurt."]],
  ["a correction", ["Correction: An earlier version of this article misstated the year in which the gate was built."]],
  [
    "an editor's correction",
    ["Editor's note: This story was updated to correct the year in which the gate was built, which was misstated."],
  ],
  [
    "speech with the words of a button",
    [
      "“Sign up now for the newsletter,” the harbour master told them, “and you will hear it first.”",
      "Subscribe to our newsletter, the banner said.",
    ],
  ],
  [
    "a story about disclaimers",
    [
      "The court said that the words “without warranty of any kind” did not free the builder.",
      "Nobody reads a legal disclaimer, the judge wrote, and nobody should have to.",
    ],
  ],
  ["corrections of prices and dates", ["On September 3, 2025 the gate was closed."]],
  ["a related fact", ["RelatedCompanies fell 3 % on Monday after the news."]],
  ["names in capitals", ["NATO and the EU were told."]],
  ["a short dialogue", ["“Is it safe?”", "“No.”", "“Then close it.”"]],
];

describe("clean", () => {
  it.each(NEVER)("never cuts %s", (_what, lines) => {
    const text = page("Cracked gate shuts port", A, B, ...lines, E, F);
    expect(cleaned(text).text).toBe(text);
  });

  it.each(NEVER)("never cuts %s at the end of the text", (_what, lines) => {
    const text = page("Cracked gate shuts port", A, B, E, F, ...lines);
    expect(cleaned(text).text).toBe(text);
  });

  it("cuts the button that the guarded speech quotes", () => {
    expect(actions(cleaned(page(A, B, "Sign up now for the newsletter", C, D)))).toEqual(["remove newsletter"]);
  });

  it("cuts a content-free note where the guarded one corrects", () => {
    expect(actions(cleaned(page(A, B, "Editor's note: This story was updated.", C)))).toEqual(["remove editor_note"]);
  });

  it("leaves a text whole that would lose too much of its prose, and says so", () => {
    const legal =
      "The views expressed in this article are those of the author and do not necessarily reflect the position of the site.";
    const text = page("A headline", A, legal, `${legal} All rights reserved.`);
    const result = cleaned(text);
    expect(result.text).toBe(text);
    expect(result.warnings).toEqual([expect.stringMatching(/^guard: \d+ % of the prose/)]);
    expect(actions(result)).toEqual(["flag legal_disclaimer", "flag legal_disclaimer"]);
  });

  it("has no such guard under the aggressive profile", () => {
    const legal =
      "The views expressed in this article are those of the author and do not necessarily reflect the position of the site.";
    expect(cleaned(page("A headline", A, legal, `${legal} All rights reserved.`), { profile: "aggressive" }).text).toBe(
      `${page("A headline", A)}\n`,
    );
  });

  it("does not count repeats towards the guard", () => {
    const text = page(A, B, C, A, B, C);
    const result = cleaned(text);
    expect([result.text, result.warnings]).toEqual([`${page(A, B, C)}\n`, []]);
  });
});
