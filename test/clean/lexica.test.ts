import { describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import type { UserLexicon } from "../../src/model/lexicon.js";
import type { Cleaned } from "../../src/model/span.js";
import { type Options, resolveOptions } from "../../src/options.js";
import { parseLexicon } from "../../src/read/lexicon-file.js";
import { PROSE, page } from "./reading.js";

const GERMAN = [
  "Der Hafenmeister schloss das nördliche Tor am Dienstag, nachdem Taucher zwei lange Risse gefunden hatten.",
  "Die Boote warteten bis zum Abend vor der Mole, und drei von ihnen fuhren weiter in den nächsten Hafen.",
  "Das Tor wurde 1961 gebaut und ist seitdem zweimal repariert worden, zuletzt nach der Flut vor neun Jahren.",
  "Die Händler am Kai fürchten, dass die Schließung sie die besten Wochen der Saison kosten wird.",
] as const;

interface Given {
  readonly options?: Partial<Options>;
  readonly lexicon?: UserLexicon;
  readonly language?: string;
  readonly source?: string;
}

function cleaned(text: string, { options, lexicon, language, source = "" }: Given = {}): Cleaned {
  const clean = createCleaner(resolveOptions(options), lexicon === undefined ? {} : { lexicon });
  return clean({ id: "a", text, source, ...(language !== undefined && { language }) });
}

const file = (members: object): UserLexicon =>
  parseLexicon("house.json", JSON.stringify({ schema: "dittograph-lexicon/1", ...members }));
const rule = (change: object = {}) => ({
  ...{ id: "en/cta/tea", class: "cta", match: "line", strength: "certain", texts: ["drink our tea"] },
  ...{ examples: ["Drink our tea!"], counterExamples: ["They drink our tea at noon"] },
  ...change,
});

const german = (...lines: string[]) => page(GERMAN[0], GERMAN[1], ...lines, GERMAN[2], GERMAN[3]);
const english = (...lines: string[]) => page(PROSE[0], PROSE[1], ...lines, PROSE[2], PROSE[3]);

describe("the rules that run in an article", () => {
  it("are those of its language", () => {
    expect(cleaned(german("Anzeige")).text).toBe(german());
  });

  it("are not those of other languages", () => {
    expect(cleaned(english("Anzeige")).text).toBe(english("Anzeige"));
  });

  it("are English whole lines as well", () => {
    expect(cleaned(german("ADVERTISEMENT")).text).toBe(german());
    expect(cleaned(german("Follow us on Facebook")).text).toBe(german());
  });

  it("are not English phrases in an article of another language", () => {
    const line = "Im Fenster hing: sign up for our daily newsletter and get more";
    expect(cleaned(german(line)).text).toBe(german(line));
    expect(cleaned(english("Sign up for our daily newsletter and get more")).text).toBe(english());
  });

  it("follow the article's own language before its text", () => {
    expect(cleaned(german("Anzeige"), { language: "fr" }).text).toBe(german("Anzeige"));
    expect(cleaned(english("Anzeige"), { language: "de-CH" }).text).toBe(english());
  });

  it("follow the option before the article's own language", () => {
    expect(cleaned(german("Anzeige"), { language: "fr", options: { language: "de" } }).text).toBe(german());
  });

  it("are detected where the article's language is no language", () => {
    expect(cleaned(german("Anzeige"), { language: "German" }).text).toBe(german());
  });

  it("are English whole lines alone in a language without a lexicon", () => {
    expect(cleaned(german("Anzeige", "ADVERTISEMENT"), { language: "sw" }).text).toBe(german("Anzeige"));
  });

  it("lift what a label says in scripts without spaces", () => {
    const text = page(
      "潜水员在水线以下发现两条长裂缝后，港务长于星期二关闭了北闸门，渔船只好在外面等到晚上。",
      "来源：示例网",
      "首都的工程师将在裂缝上焊接钢板，这项工作大约需要十天时间，费用由保险公司承担。",
    );
    const { text: left, spans } = cleaned(text);
    expect(left).not.toContain("来源");
    expect(spans[0]?.metadata).toEqual({ source: "示例网" });
  });
});

describe("a user's lexicon", () => {
  it("adds a rule of a language", () => {
    const lexicon = file({ rules: [rule()] });
    expect(cleaned(english("Drink our tea!"), { lexicon }).text).toBe(english());
    expect(cleaned(english("Drink our tea!")).text).toBe(english("Drink our tea!"));
  });

  it("adds a rule of all languages", () => {
    const lexicon = file({ rules: [rule({ id: "all/cta/tea" })] });
    expect(cleaned(german("Drink our tea!"), { lexicon }).text).toBe(german());
    expect(cleaned(english("Drink our tea!"), { lexicon }).text).toBe(english());
  });

  it("does not run a rule of one language in another", () => {
    const lexicon = file({ rules: [rule({ id: "fr/cta/tea" })] });
    expect(cleaned(german("Drink our tea!"), { lexicon }).text).toBe(german("Drink our tea!"));
  });

  it("replaces the rule of the same id", () => {
    const lexicon = file({ rules: [rule({ id: "de/ad_label/line", class: "ad_label" })] });
    expect(cleaned(german("Anzeige", "Drink our tea"), { lexicon }).text).toBe(german("Anzeige"));
  });

  it.each(["de/ad_label/line", "de/ad_label/*", "de/*"])("silences %s", (name) => {
    expect(cleaned(german("Anzeige"), { lexicon: file({ silence: [name] }) }).text).toBe(german("Anzeige"));
  });

  it("silences no rule that only starts alike", () => {
    expect(cleaned(german("Anzeige"), { lexicon: file({ silence: ["de/affiliate/*"] }) }).text).toBe(german());
  });

  it("changes the rules of one source alone", () => {
    const lexicon = file({ sources: { "Harbour Daily": { rules: [rule()], silence: ["en/ad_label/line"] } } });
    const text = english("Drink our tea!", "ADVERTISEMENT");
    expect(cleaned(text, { lexicon, source: "Harbour Daily" }).text).toBe(english("ADVERTISEMENT"));
    expect(cleaned(text, { lexicon, source: "Other Daily" }).text).toBe(english("Drink our tea!"));
  });

  it("brings a language of its own, found by its stop words", () => {
    const stopWords = [
      "de",
      "het",
      "een",
      "en",
      "van",
      "op",
      "nadat",
      "hadden",
      "moesten",
      "drie",
      "ze",
      "werd",
      "naar",
      "voor",
    ];
    const dutch = rule({
      id: "nl/ad_label/line",
      class: "ad_label",
      texts: ["advertentie"],
      examples: ["Advertentie"],
      counterExamples: ["De advertentie hing er"],
    });
    const lexicon = file({ rules: [dutch], words: { nl: { stopWords } } });
    const lines = [
      "De havenmeester sloot de noordelijke poort op dinsdag nadat duikers twee lange scheuren hadden gevonden.",
      "De boten moesten buiten wachten, en drie van ze voeren naar een andere haven voor het donker werd.",
    ];
    expect(cleaned(page(...lines, "Advertentie"), { lexicon }).text.trimEnd()).toBe(page(...lines));
    expect(cleaned(page(...lines, "Advertentie")).text).toContain("Advertentie");
  });

  it.each([
    [
      { rules: [rule({ examples: ["Drink your tea"] })] },
      'house.json: rule en/cta/tea: expected to fire in its example "Drink your tea", found that it does not',
    ],
    [
      { rules: [rule({ counterExamples: ["Drink our tea"] })] },
      'house.json: rule en/cta/tea: expected not to fire in its counter-example "Drink our tea", found that it does',
    ],
    [{ rules: [rule({ texts: ["drink (our"] })] }, 'house.json: rule en/cta/tea: rule text "drink (our": no ")"'],
    [
      { rules: [rule({ match: "phrase", texts: ["{..3} tea"] })] },
      "house.json: rule en/cta/tea: rule en/cta/tea: a phrase must start with a word",
    ],
    [
      { rules: [rule({ texts: ["drink {..12} {..12} {..12} {..12} tea"] })] },
      'house.json: rule en/cta/tea: text "drink {..12} {..12} {..12} {..12} tea": expected at most 4096 readings, found 28561; use smaller gaps',
    ],
    [{ silence: ["en/no/rule"] }, 'house.json: silence: expected the id of a rule, found "en/no/rule"'],
    [
      { sources: { Daily: { rules: [rule({ examples: ["no"] })] } } },
      'house.json: source "Daily": rule en/cta/tea: expected to fire in its example "no", found that it does not',
    ],
  ])("is refused where it is not as it says: %j", (members, message) => {
    expect(() => createCleaner(resolveOptions(), { lexicon: file(members) })).toThrow(message);
  });
});
