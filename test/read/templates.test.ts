import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError, UsageError } from "../../src/errors.js";
import type { TemplateLine } from "../../src/model/templates.js";
import { nameTemplates, parseTemplates, readTemplates, templatesText } from "../../src/read/templates.js";

const LINE: TemplateLine = {
  text: 'Read "more" here',
  clusters: 7,
  share: 0.5,
  positions: { first: 0.9, last: 1, median: 0.95, inside: 0 },
  loneliness: 0.99,
  class: "related_link",
  action: "remove",
};
const ORIGIN = { articles: 20, clusters: 14, ruleset: "en@1", shingle: 5, analyzer: "unicode" };
const SHINGLES = Array.from({ length: 19 }, (_, n) => n.toString(16).padStart(16, "0"));

const templates = nameTemplates({
  learned: ORIGIN,
  sources: new Map([
    ["Post", { articles: 14, clusters: 14, regime: "clean", lines: [LINE], shingles: SHINGLES }],
    ["__proto__", { articles: 6, clusters: 6, regime: "raw", lines: [], shingles: [] }],
  ]),
  global: { articles: 20, clusters: 14, lines: [{ ...LINE, action: "flag" }], shingles: [] },
});

describe("parseTemplates", () => {
  it("reads what templatesText writes, whatever a source is called", () => {
    expect(parseTemplates("t.json", templatesText(templates))).toEqual(templates);
    expect([...parseTemplates("t.json", templatesText(templates)).sources.keys()]).toEqual(["Post", "__proto__"]);
  });

  it("names templates by their content, not by their white space", () => {
    const text = templatesText(templates);
    expect(parseTemplates("a", JSON.stringify(JSON.parse(text)))).toEqual(templates);
    expect(parseTemplates("a", text.replace('"flag"', '"keep"')).name).not.toBe(templates.name);
    expect(templates.name).toMatch(/^[0-9a-f]{12}$/);
  });

  it("takes a line added by hand with text and action alone", () => {
    const added = templatesText(templates).replace(/\{"text".*"remove"\}/, '{"text":"By hand","action":"keep"}');
    expect(parseTemplates("t", added).sources.get("Post")?.lines).toEqual([
      {
        text: "By hand",
        clusters: 0,
        share: 1,
        positions: { first: 0, last: 1, median: 0.5, inside: 0 },
        loneliness: 1,
        action: "keep",
      },
    ]);
  });

  it.each([
    ["no JSON", () => "{", "t.json: expected templates as JSON"],
    ["another shape", () => "[]", "t.json: the file: expected a JSON object, found []"],
    [
      "another schema",
      (text: string) => text.replace("templates/1", "templates/2"),
      'expected schema "dittograph-templates/1", found "dittograph-templates/2"',
    ],
    [
      "an unknown action",
      (text: string) => text.replace('"remove"', '"drop"'),
      'sources["Post"].lines[0].action: expected remove, flag, keep, found "drop"',
    ],
    [
      "an unknown class",
      (text: string) => text.replace('"related_link"', '"link"'),
      "lines[0].class: expected a class of spans",
    ],
    [
      "a text of two lines",
      (text: string) => text.replace("Read \\", "Read\\n\\"),
      "lines[0].text: expected one line of text",
    ],
    [
      "a share above 1",
      (text: string) => text.replace('"share":0.5', '"share":5'),
      "lines[0].share: expected a number from 0 to 1, found 5",
    ],
    [
      "a shingle that is none",
      (text: string) => text.replace("0000000000000001", "1"),
      'shingles[1]: expected 16 hex digits, found "1"',
    ],
    [
      "no figures",
      (text: string) => text.replace('"articles":14,', ""),
      'sources["Post"].articles: expected a whole number, found nothing',
    ],
    [
      "no regime",
      (text: string) => text.replace('"regime":"clean"', '"x":1'),
      'sources["Post"].regime: expected raw, extracted or clean, found nothing',
    ],
  ])("refuses %s, naming file, place, what was expected and what was found", (_, edit, message) => {
    const parse = () => parseTemplates("t.json", edit(templatesText(templates)));
    expect(parse).toThrow(InputError);
    expect(parse).toThrow(message);
  });
});

describe("readTemplates", () => {
  it("reads a file, and says which one is missing", () => {
    const folder = mkdtempSync(join(tmpdir(), "dittograph-test-"));
    try {
      const path = join(folder, "t.json");
      writeFileSync(path, templatesText(templates));
      expect(readTemplates(path)).toEqual(templates);
      expect(() => readTemplates(join(folder, "none.json"))).toThrow(UsageError);
      expect(() => readTemplates(join(folder, "none.json"))).toThrow("none.json: cannot read templates");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
