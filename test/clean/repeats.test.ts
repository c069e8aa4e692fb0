import { describe, expect, it } from "vitest";
import { actions, cleaned, PROSE, page, spanAt } from "./reading.js";

const [A, B, C, D, E, F] = PROSE;
const HEADLINE = "Cracked gate shuts half of the port of Harbour City";

describe("repeats", () => {
  it("cuts a body that stands twice and names the first copies", () => {
    const text = page(HEADLINE, A, B, C, A, B, C, D);
    const result = cleaned(text);
    expect(result.text).toBe(page(HEADLINE, A, B, C, D));
    const firsts = result.spans.map(({ duplicateOf }) => text.slice(duplicateOf?.start, duplicateOf?.end));
    expect(firsts).toEqual([A, B, C]);
  });

  it("names the first of three copies, not the second", () => {
    const text = page(A, B, A, B, A, B);
    const result = cleaned(text);
    expect(result.text).toBe(`${page(A, B)}\n`);
    expect(result.spans.map(({ duplicateOf }) => text.slice(duplicateOf?.start, duplicateOf?.end))).toEqual([
      A,
      B,
      A,
      B,
    ]);
    expect(result.spans.every(({ duplicateOf }) => (duplicateOf?.end ?? 0) <= A.length + B.length + 1)).toBe(true);
  });

  it("sees through case, spacing, quotes and accents", () => {
    const result = cleaned(page(A, B, C, A.toUpperCase(), `  ${B.replace(" ", "  ")}`, C));
    expect(actions(result)).toEqual(["remove repeated_block", "remove repeated_block", "remove repeated_block"]);
  });

  it("counts lines, not blank lines", () => {
    const text = page(A, "", B, "", C, "", "", A, B, "", C);
    expect(actions(cleaned(text)).length).toBe(3);
  });

  it("flags one repeated paragraph and keeps it", () => {
    const text = page(HEADLINE, A, B, C, D, A, E, F);
    const result = cleaned(text);
    expect(result.text).toBe(text);
    expect(spanAt(text, A, result)).toMatchObject({ action: "flag", class: "repeated_line" });
  });

  it.each<[string, string]>([
    ["a question", "Will the council pay for the gate before the end of the year?"],
    ["a short line of ten words", "The gate is shut and the boats lie out at sea."],
  ])("flags %s that comes back, and no profile that asks for grounds cuts it", (_what, line) => {
    const text = page(A, line, B, C, line, D, E);
    for (const profile of ["conservative", "standard"] as const) {
      const result = cleaned(text, { profile });
      expect(result.text).toBe(text);
      expect(actions(result)).toEqual(["flag repeated_line"]);
      expect(spanAt(text, line, result)?.duplicateOf?.start).toBe(text.indexOf(line));
    }
  });

  it("flags every copy of a refrain of ten words", () => {
    const refrain = "Nobody on the quay had seen the ferry turn back that night";
    const text = page(A, refrain, B, refrain, C, D, refrain, E);
    expect(actions(cleaned(text, { profile: "standard" }))).toEqual(["flag repeated_line", "flag repeated_line"]);
  });

  it("does not flag a line of nine words that comes back", () => {
    const line = "Will the council pay for the gate this year?";
    expect(actions(cleaned(page(A, line, B, C, line, D, E)))).toEqual([]);
  });

  it("does not note lines that stand at other lags as a block", () => {
    const text = page(A, B, C, D, C, E, A, F);
    expect(cleaned(text).text).toBe(text);
  });

  it("cuts a headline repeated behind its deck", () => {
    const text = page(HEADLINE, "A deck that says a little more", HEADLINE, A, B, C);
    const result = cleaned(text);
    expect(result.text).toBe(page(HEADLINE, "A deck that says a little more", A, B, C));
    expect(result.spans[0]).toMatchObject({
      class: "repeated_headline",
      duplicateOf: { start: 0, end: HEADLINE.length },
    });
  });

  it("keeps a headline that comes back three times, as a refrain does", () => {
    const text = page(HEADLINE, A, HEADLINE, B, HEADLINE, C);
    expect(cleaned(text).text).toBe(text);
  });

  it("keeps a first line that comes back where no article follows", () => {
    const text = page(
      "Row home, row home to me",
      "the tide is at the door",
      "Row home, row home to me",
      "the lamp is on the shore",
    );
    expect(cleaned(text).text).toBe(text);
  });

  it("flags an edited second copy, and keeps it", () => {
    const edited = C.replace("ten days", "eleven days");
    const long = `${C} ${D}`;
    const text = page(HEADLINE, A, long, B, `${edited} ${D}`, E);
    const result = cleaned(text);
    expect(result.text).toBe(text);
    expect(actions(result)).toEqual(["flag near_repeat"]);
    expect(result.spans[0]?.duplicateOf).toEqual({ start: text.indexOf(long), end: text.indexOf(long) + long.length });
  });

  it("does not take another paragraph on the same matter for an edited copy", () => {
    const text = page(
      A,
      B,
      "The harbour master closed the southern gate too on Friday, hours after a survey of its hinges had begun.",
      C,
    );
    expect(actions(cleaned(text))).toEqual([]);
  });

  it.each(["before", "behind"])("flags a pull-quote %s its paragraph, and keeps it", (where) => {
    const quote = "“a job that should take about ten days”";
    const text = where === "behind" ? page(HEADLINE, A, B, C, quote, D) : page(HEADLINE, A, B, quote, C, D);
    const result = cleaned(text);
    expect(result.text).toBe(text);
    expect(actions(result)).toEqual(["flag pull_quote"]);
    expect(result.spans[0]?.fingerprint).toBe(false);
  });

  it("does not take a headline whose words the lead repeats for a pull-quote", () => {
    const text = page("closed the northern gate on Tuesday after divers", A, B, C);
    expect(actions(cleaned(text))).toEqual([]);
  });
});
