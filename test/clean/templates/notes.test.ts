import { describe, expect, it } from "vitest";
import { createCleaner } from "../../../src/clean/clean.js";
import type { TemplateLine } from "../../../src/model/templates.js";
import { type Options, resolveOptions } from "../../../src/options.js";
import { template, templatesOf } from "./templates.js";

const PROSE = [
  "The council met on Monday and agreed that the old bridge should be painted before the winter comes.",
  "Nobody in the hall could say what the paint would cost, and the mayor asked for an estimate by June.",
  "The bridge was built when the harbour was dug, and it has been painted four times since it was opened.",
];

function spanOf(line: string, lines: readonly TemplateLine[], options: Partial<Options> = {}) {
  const clean = createCleaner(resolveOptions(options), { templates: templatesOf({ Post: lines }) });
  const text = [...PROSE, line, ...PROSE.map((prose) => prose.replace("The", "Yet the"))].join("\n");
  const start = text.indexOf(line);
  return clean({ id: "a", source: "Post", text }).spans.find((span) => span.start === start);
}

const LINE = "The fountain and the square";
const CREDIT = "Ada Quill contributed to this report.";

describe("a line that the templates remove", () => {
  it("is cut in every profile that cuts, wherever it stands", () => {
    for (const profile of ["conservative", "standard", "aggressive"] as const) {
      expect(spanOf(LINE, [template(LINE)], { profile })).toMatchObject({
        action: "remove",
        class: "template_line",
        evidence: [{ rule: "template/source", note: "in 5 of 9 clusters" }],
      });
    }
    expect(spanOf(LINE, [template(LINE)], { profile: "report" })?.action).toBe("flag");
  });

  it("is cut however few its clusters, as a person may have added it", () => {
    expect(spanOf(LINE, [template(LINE, { clusters: 0, loneliness: 0 })])?.action).toBe("remove");
  });

  it("takes the class of the rules, and goes as a template line where that class stays", () => {
    expect(spanOf("Advertisement", [template("Advertisement")])).toMatchObject({ action: "remove", class: "ad_label" });
    expect(spanOf(CREDIT, [])).toMatchObject({ action: "flag", class: "credit_line" });
    expect(spanOf(CREDIT, [template(CREDIT)])).toMatchObject({ action: "remove", class: "template_line" });
    expect(spanOf(LINE, [template(LINE, { class: "newsletter" })])?.class).toBe("newsletter");
  });

  it("stays, flagged, where it belongs to the end and opens an article: it may be its headline", () => {
    const clean = (line: TemplateLine) =>
      createCleaner(resolveOptions(), { templates: templatesOf({ Post: [line] }) })({
        ...{ id: "a", source: "Post", text: [LINE, ...PROSE].join("\n") },
      });
    expect(clean(template(LINE)).text).toContain(LINE);
    const anywhere = template(LINE, { positions: { first: 0, last: 1, median: 0.4, inside: 0 } });
    expect(clean(anywhere).text).not.toContain(LINE);
  });

  it("stays where an option keeps its class", () => {
    expect(spanOf(LINE, [template(LINE)], { classes: { template_line: "keep" } })).toBeUndefined();
  });
});

describe("a line that the templates flag", () => {
  it("is flagged and never cut by them alone", () => {
    for (const profile of ["conservative", "standard", "aggressive"] as const) {
      expect(spanOf(LINE, [template(LINE, { action: "flag" })], { profile })).toMatchObject({ action: "flag" });
    }
  });

  it("is cut where a rule agrees", () => {
    expect(spanOf("Advertisement", [template("Advertisement", { action: "flag" })])?.action).toBe("remove");
  });
});

describe("a line that the templates keep", () => {
  it("stays, whatever rules say", () => {
    expect(spanOf("Advertisement", [])?.action).toBe("remove");
    expect(spanOf("Advertisement", [template("Advertisement", { action: "keep" })])).toBeUndefined();
  });
});

it("says nothing of articles of other sources", () => {
  const clean = createCleaner(resolveOptions(), { templates: templatesOf({ Post: [template(LINE)] }) });
  const text = [...PROSE, LINE].join("\n");
  expect(clean({ id: "a", source: "Echo", text }).text).toBe(text);
});
