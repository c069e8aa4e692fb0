import { describe, expect, it } from "vitest";
import { actions, cleaned, PROSE, page, spanAt } from "./reading.js";

const [A, B, C, D, E, F] = PROSE;
const ITEMS = ["Second port takes forty ships", "Fish prices fall for a third week", "Why old gates crack in spring"];

describe("runs", () => {
  it("cut the items under a header up to other furniture, and the prose behind stays", () => {
    const result = cleaned(page(A, B, C, "Most read", ...ITEMS, "Sign up for our newsletter", D, E));
    expect(result.text).toBe(page(A, B, C, D, E));
  });

  it("flag items that prose follows", () => {
    const text = page(A, B, C, "Most read", ...ITEMS, D, E);
    const result = cleaned(text);
    expect(result.text).toBe(page(A, B, C, ...ITEMS, D, E));
    expect(spanAt(text, ITEMS[0] ?? "", result)).toMatchObject({ action: "flag", class: "link_list" });
  });

  it("need two items", () => {
    expect(cleaned(page(A, B, C, "Most read", "Thousands of boats", D, E)).text).toBe(
      page(A, B, C, "Thousands of boats", D, E),
    );
  });

  it("are none where the lines under a header are sentences, and are where they are headlines", () => {
    const entries = [
      "9:40 Trains stop.",
      "The coast guard has closed the southern gate.",
      "10:15",
      "Both men are well.",
    ];
    expect(cleaned(page(A, B, C, "Latest updates", ...entries)).text).toBe(page(A, B, C, ...entries));
    expect(cleaned(page(A, B, C, "Latest updates", ...ITEMS)).text).toBe(`${page(A, B, C)}\n`);
  });

  it("are none where sentences stand between lines that hold a time alone", () => {
    const entries = ["9:40 a.m.", "The gate is shut.", "10:15", "Both men are well."];
    expect(cleaned(page(A, B, C, "Latest updates", ...entries)).text).toBe(page(A, B, C, ...entries));
  });

  it.each([
    ["initials", ["Tram opens in the U.S.", "Ten towns to see"]],
    ["short forms", ["Mayor leaves Acme Inc.", "Ferry prices rise by Monday a.m.", "Ten towns to see by boat."]],
    ["quoted initials", ["A night in the “U.S.”", "Two nights in the “U.K.”"]],
    ["labels that end in a full stop", ["Ten ports.", "Nine ports.", "Why old gates crack in spring"]],
    ["as many sentences as headlines", ["The gate is open again at last.", "Fish prices fall for a third week"]],
  ])("cut headlines with %s, with prose in front and other furniture behind", (_, items) => {
    const text = page(A, B, C, "Most popular stories", ...items, "Sign up for our newsletter", D, E);
    expect(cleaned(text).text).toBe(page(A, B, C, D, E));
  });

  const EXPLAINED = [
    "How grain is changing the coast.",
    "The harbour's debts, explained.",
    "Ice is back. Here is why.",
  ];

  it("cut headlines with full stops that close a text under a sure header", () => {
    expect(cleaned(page(A, B, C, "Further reading:", ...EXPLAINED)).text).toBe(`${page(A, B, C)}\n`);
  });

  it.each([
    ["prose behind", [A, B, "Further reading:", ...EXPLAINED, C, D]],
    ["other furniture behind", [A, B, C, "Further reading:", ...EXPLAINED, "Sign up for our newsletter", D]],
    ["a weak header", [A, B, C, "Explore", ...EXPLAINED]],
    ["a time among them", [A, B, C, "Latest updates", "9.40 The gate is shut again.", ...EXPLAINED]],
  ])("keep sentences under a header with %s", (_, lines) => {
    const { text } = cleaned(page(...lines));
    for (const line of EXPLAINED) expect(text).toContain(line);
  });

  it("stop at a paragraph", () => {
    expect(cleaned(page(A, B, "Explore", ...ITEMS, C)).text).toContain(C);
  });

  it("stop at a line that introduces a list", () => {
    const text = page(A, B, C, "Recommended", "These ships must use the southern gate:", "Northern Star", "Old Anna");
    expect(cleaned(text).text).toBe(
      page(A, B, C, "These ships must use the southern gate:", "Northern Star", "Old Anna"),
    );
  });

  it("leave a kicker's headline alone", () => {
    const text = page("Top Stories", "Cracked gate shuts port", "Ferries sent back across the bay", A, B, C);
    expect(cleaned(text).text).toBe(page("Cracked gate shuts port", "Ferries sent back across the bay", A, B, C));
  });

  it("cut readers' comments behind a marker when their buttons show", () => {
    const comment = "I sailed through that gate in 1970 and it creaked even then, whatever the council says about it.";
    const text = page(
      A,
      B,
      C,
      D,
      E,
      F,
      "3 Comments",
      comment,
      "Reply",
      "2 days ago",
      "Great story, thank you",
      "Reply",
    );
    const result = cleaned(text);
    expect(result.text).toBe(`${page(A, B, C, D, E, F)}\n`);
    expect(spanAt(text, comment, result)?.class).toBe("reader_comments");
  });

  it("keep prose behind a marker without buttons", () => {
    const result = cleaned(page(A, B, C, D, "View comments", E, F));
    expect(result.text).toBe(page(A, B, C, D, E, F));
  });

  it("ignore a marker before the article", () => {
    const result = cleaned(
      page("Cracked gate shuts port", "3 Comments", A, B, "Reply to the council", "Reply", C, "Reply", D),
    );
    for (const line of [A, B, C, D]) expect(result.text).toContain(line);
  });

  it("tell the reason with the number of items", () => {
    const { spans } = cleaned(page(A, B, C, "Most read", ...ITEMS));
    expect(spans.at(-1)?.evidence.at(-1)).toMatchObject({ rule: "run/item", note: "under line 4, 3 items to the end" });
    expect(actions(cleaned(page(A, B, C, ...ITEMS)))).toEqual([]);
  });
});
