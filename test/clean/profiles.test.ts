import { describe, expect, it } from "vitest";
import { actions, cleaned, PROSE, page } from "./reading.js";

const [A, B, C, D] = PROSE;
const LONG = "Two ferries that should have docked at noon were sent back across the bay with all their cars.";
const TEXT = page("2 min read", "Cracked gate shuts port", A, LONG, B, "ADVERTISEMENT", C, LONG, D);

describe("profiles", () => {
  it("report cuts nothing and flags the same lines", () => {
    const result = cleaned(TEXT, { profile: "report" });
    expect(result.text).toBe(TEXT);
    expect(actions(result)).toEqual(["flag read_time", "flag ad_label", "flag repeated_line"]);
    expect(result.spans.every(({ removed }) => removed === undefined)).toBe(true);
  });

  it("conservative cuts what is certain and flags a single repeated line", () => {
    const result = cleaned(TEXT);
    expect(actions(result)).toEqual(["remove read_time", "remove ad_label", "flag repeated_line"]);
  });

  it("standard cuts the repeated line as well", () => {
    expect(actions(cleaned(TEXT, { profile: "standard" }))).toEqual([
      "remove read_time",
      "remove ad_label",
      "remove repeated_line",
    ]);
  });

  it("aggressive cuts at least what standard cuts", () => {
    expect(actions(cleaned(TEXT, { profile: "aggressive" }))).toContain("remove repeated_line");
  });
});

describe("classes", () => {
  it("keep leaves a class without a span", () => {
    expect(actions(cleaned(TEXT, { classes: { ad_label: "keep" } }))).toEqual([
      "remove read_time",
      "flag repeated_line",
    ]);
  });

  it("flag keeps a class in the text", () => {
    const result = cleaned(TEXT, { classes: { ad_label: "flag" } });
    expect(actions(result)).toContain("flag ad_label");
    expect(result.text).toContain("ADVERTISEMENT");
  });

  it("remove cuts a class that would only be flagged", () => {
    expect(actions(cleaned(TEXT, { classes: { repeated_line: "remove" } }))).toContain("remove repeated_line");
  });

  it("remove cuts a class that stays by its nature", () => {
    const text = page("Cracked gate shuts port", "By Jane Doe", A, B);
    expect(cleaned(text, { classes: { byline: "remove" } }).text).toBe(page("Cracked gate shuts port", A, B));
    expect(cleaned(text).text).toBe(text);
  });

  it("remove does not overrule report", () => {
    expect(cleaned(TEXT, { profile: "report", classes: { ad_label: "remove" } }).text).toBe(TEXT);
  });

  it("keep and flag hold for trimmed parts too", () => {
    const text = page("Cracked gate shuts port", `(Reuters) ${A}`, B);
    expect(actions(cleaned(text, { classes: { wire_tag: "keep" } }))).toEqual([]);
    expect(actions(cleaned(text, { classes: { wire_tag: "flag" } }))).toEqual(["flag wire_tag"]);
  });
});
