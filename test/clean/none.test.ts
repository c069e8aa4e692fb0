import { describe, expect, it } from "vitest";
import { cleanerOfNone } from "../../src/clean/none.js";
import { rulesetName, rulesetOf } from "../../src/clean/ruleset.js";
import { cleanArticle, createCleaner, openIndex, UsageError } from "../../src/dittograph.js";
import { PROFILES, resolveOptions } from "../../src/options.js";
import { templatesOf } from "./templates/templates.js";

const TEXT = "2 min read\n\nThe harbour board met on Monday.\n\nADVERTISEMENT\n\nAll rights reserved.\n";
const LEXICON = { hash: "0".repeat(64), rules: [], without: [], places: [] };

describe("the profile none", () => {
  it("takes a text as it comes, and looks for nothing", () => {
    const untouched = { text: TEXT, spans: [], regime: "unjudged", warnings: [] };
    expect(cleanArticle({ text: TEXT }, { profile: "none" })).toEqual(untouched);
    const markup = [{ start: 0, end: 11, rule: "nav", weight: 5, class: "navigation" as const }];
    const article = { id: "a", text: TEXT, source: "", markup };
    expect(createCleaner(resolveOptions({ profile: "none" }))(article)).toEqual(untouched);
  });

  it.each(PROFILES.filter((profile) => profile !== "none"))("does not stand for %s, which looks", (profile) => {
    expect(cleanerOfNone(resolveOptions({ profile }), {})).toBeUndefined();
    expect(cleanArticle({ text: TEXT }, { profile }).spans).not.toEqual([]);
    expect(rulesetOf({ profile })).toBe(rulesetName());
  });

  it("has no rules", () => {
    expect(rulesetOf({ profile: "none" })).toBe("none");
  });
});

describe("what only cleaning could follow", () => {
  it("is refused beside the profile none, by both names", async () => {
    const options = resolveOptions({ profile: "none" });
    expect(() => resolveOptions({ profile: "none", classes: { cta: "keep" } })).toThrow(
      'option profile: expected one that cleans beside class, found "none", which looks for nothing',
    );
    expect(() => createCleaner(options, { templates: templatesOf({}) })).toThrow(/beside templates, found "none"/);
    expect(() => createCleaner(options, { lexicon: LEXICON as never })).toThrow(/beside lexicon, found "none"/);
    const given = { options: { profile: "none" } as const, now: () => 0 };
    await expect(openIndex(":memory:", { ...given, templates: templatesOf({}) })).rejects.toThrow(/beside templates/);
    await expect(openIndex(":memory:", { ...given, learns: true })).rejects.toThrow(UsageError);
  });

  it("is taken beside report, which cuts nothing either", () => {
    const options = resolveOptions({ profile: "report", classes: { cta: "keep" } });
    expect(createCleaner(options, { templates: templatesOf({}) })({ id: "a", text: TEXT, source: "" }).text).toBe(TEXT);
  });
});
