import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { LexiconRule } from "../../src/clean/lexicon/rule.js";
import { InputError, UsageError } from "../../src/errors.js";
import type { UserRule } from "../../src/model/lexicon.js";
import { parseLexicon, readLexicon } from "../../src/read/lexicon-file.js";

const RULE = {
  ...{ id: "en/cta/tea", class: "cta", match: "line", strength: "certain", texts: ["drink our tea"] },
  ...{ examples: ["Drink our tea"], counterExamples: ["They drink our tea"] },
};
const text = (members: object): string => JSON.stringify({ schema: "dittograph-lexicon/1", ...members });

describe("a lexicon file", () => {
  it("gives rules, silenced ids, words and sources", () => {
    const rule = { ...RULE, role: "header", maxWords: 9, minWords: 2, position: "tail", reader: true, lifts: "source" };
    const given = {
      rules: [rule],
      silence: ["en/counter/*"],
      words: { nl: { stopWords: ["de"] } },
      sources: { Daily: { silence: ["en/cta/tea"] } },
    };
    const lexicon = parseLexicon("f.json", text(given));
    expect(lexicon.rules).toEqual([rule]);
    expect(lexicon.silence).toEqual(["en/counter/*"]);
    expect(lexicon.words.get("nl")).toEqual({ stopWords: ["de"] });
    expect(lexicon.sources.get("Daily")).toEqual({ rules: [], silence: ["en/cta/tea"] });
  });

  it("may hold nothing but its schema", () => {
    expect(parseLexicon("f.json", text({}))).toMatchObject({ file: "f.json", rules: [], silence: [] });
  });

  it("has a hash of its bytes", () => {
    const one = parseLexicon("f.json", text({})).hash;
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(parseLexicon("g.json", text({})).hash).toBe(one);
    expect(parseLexicon("f.json", text({ silence: ["en/cta/tea"] })).hash).not.toBe(one);
  });

  it("holds rules that the matcher takes as they are", () => {
    expectTypeOf<UserRule>().toExtend<LexiconRule>();
  });

  it.each([
    ["{", "f.json: expected JSON: "],
    ["[]", "f.json: the file: expected an object, found []"],
    ["{}", 'f.json: schema: expected "dittograph-lexicon/1", found nothing'],
    [
      text({ rule: [] }),
      'f.json: the file: expected only the members schema, rules, silence, words, sources, found "rule"',
    ],
    [text({ rules: {} }), "f.json: rules: expected an array, found {}"],
    [text({ rules: [1] }), "f.json: rules[0]: expected an object, found 1"],
    [
      text({ rules: [{ ...RULE, id: "tea" }] }),
      'f.json: rules[0].id: expected <language>/<class>/<name>, in small letters, found "tea"',
    ],
    [text({ rules: [RULE, RULE] }), 'f.json: rules: expected every id once, found "en/cta/tea twice"'],
    [text({ rules: [{ ...RULE, weight: 3 }] }), "f.json: rule en/cta/tea: expected only the members id, class, "],
    [
      text({ rules: [{ ...RULE, class: "tea" }] }),
      "f.json: rule en/cta/tea: class: expected one of legal_disclaimer, ",
    ],
    [
      text({ rules: [{ ...RULE, match: "regex" }] }),
      'f.json: rule en/cta/tea: match: expected one of line, prefix, label, suffix, phrase, found "regex"',
    ],
    [
      text({ rules: [{ ...RULE, strength: 7 }] }),
      "f.json: rule en/cta/tea: strength: expected one of certain, strong, likely, hint, found 7",
    ],
    [
      text({ rules: [{ ...RULE, texts: [] }] }),
      "f.json: rule en/cta/tea: texts: expected at least one string, found []",
    ],
    [
      text({ rules: [{ ...RULE, texts: [""] }] }),
      'f.json: rule en/cta/tea: texts[0]: expected a string of 1 to 2000 characters, found ""',
    ],
    [
      text({ rules: [{ ...RULE, examples: undefined }] }),
      "f.json: rule en/cta/tea: examples: expected an array, found nothing",
    ],
    [
      text({ rules: [{ ...RULE, counterExamples: [] }] }),
      "f.json: rule en/cta/tea: counterExamples: expected at least one string, found []",
    ],
    [
      text({ rules: [{ ...RULE, maxWords: 0 }] }),
      "f.json: rule en/cta/tea: maxWords: expected a whole number above 0, found 0",
    ],
    [text({ rules: [{ ...RULE, reader: false }] }), "f.json: rule en/cta/tea: reader: expected true, found false"],
    [
      text({ rules: [{ ...RULE, role: "boss" }] }),
      "f.json: rule en/cta/tea: role: expected one of header, weak-header, ",
    ],
    [text({ silence: ["EN/*"] }), 'f.json: silence: expected the id of a rule, or its start and /*, found "EN/*"'],
    [text({ words: { dutch: {} } }), 'f.json: words: expected languages of two or three small letters, found "dutch"'],
    [text({ words: { nl: { stops: [] } } }), "f.json: words.nl: expected only the members stopWords, "],
    [
      text({ words: { nl: { stopWords: [1] } } }),
      "f.json: words.nl.stopWords[0]: expected a string of 1 to 2000 characters, found 1",
    ],
    [text({ sources: { Daily: { rules: [2] } } }), 'f.json: sources["Daily"].rules[0]: expected an object, found 2'],
    [
      text({ sources: { Daily: { words: {} } } }),
      'f.json: sources["Daily"]: expected only the members rules, silence, found "words"',
    ],
    [text({ rules: new Array(5001).fill(RULE) }), "f.json: rules: expected at most 5000 rules, found 5001"],
  ])("is refused by name: %.90s", (given, message) => {
    expect(() => parseLexicon("f.json", given)).toThrow(InputError);
    expect(() => parseLexicon("f.json", given)).toThrow(message);
  });
});

describe("readLexicon", () => {
  it("reads a file, and says which one it cannot read", () => {
    const folder = mkdtempSync(join(tmpdir(), "dittograph-lexicon-"));
    try {
      const path = join(folder, "house.json");
      writeFileSync(path, text({ rules: [RULE] }));
      expect(readLexicon(path).rules).toHaveLength(1);
      expect(() => readLexicon(join(folder, "none.json"))).toThrow(UsageError);
      expect(() => readLexicon(join(folder, "none.json"))).toThrow(/none\.json: cannot read lexicon/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
