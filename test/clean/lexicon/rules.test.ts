import { describe, expect, it } from "vitest";
import { LEXICONS } from "../../../src/clean/lexicon/all.js";
import { compileLexicon } from "../../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../../src/clean/lexicon/en.js";
import { matchLine } from "../../../src/clean/lexicon/match.js";
import { parsePattern, readings } from "../../../src/clean/lexicon/pattern.js";
import type { Lexicon } from "../../../src/clean/lexicon/rule.js";
import { MOST_READINGS } from "../../../src/clean/lexicon/user-changes.js";
import { scanPage } from "../../../src/clean/scan.js";
import { SPAN_CLASSES } from "../../../src/model/span.js";
import { splitLines } from "../../../src/text/lines.js";

/** Ids of a language's rules that fire in a line; English words are known, as in every article. */
function matcherOf(language: Lexicon): (line: string) => string[] {
  const lexicons = language === ENGLISH ? [ENGLISH] : [language, { ...ENGLISH, rules: [] }];
  const lexicon = compileLexicon(lexicons);
  return (line) => {
    const page = scanPage(line, "lines", splitLines(line), lexicon.vocabulary);
    return matchLine(page, lexicon, 0, []).map(({ rule }) => rule.id);
  };
}

describe.each(LEXICONS)("the rules of $language", (lexicon) => {
  const rulesIn = matcherOf(lexicon);

  describe.each(lexicon.rules)("$id", (rule) => {
    it.each(rule.examples)("fires in: %s", (line) => {
      expect(rulesIn(line)).toContain(rule.id);
    });

    it.each(rule.counterExamples)("does not fire in: %s", (line) => {
      expect(rulesIn(line)).not.toContain(rule.id);
    });

    it("has examples, counter-examples, a known class, an id of its language, and few readings", () => {
      expect(rule.examples.length).toBeGreaterThan(0);
      expect(rule.counterExamples.length).toBeGreaterThan(0);
      expect(SPAN_CLASSES).toContain(rule.class);
      expect(rule.id).toMatch(new RegExp(`^${lexicon.language}/[a-z_]+/[a-z-]+$`));
      for (const text of rule.texts) expect(readings(parsePattern(text)), text).toBeLessThanOrEqual(MOST_READINGS);
    });
  });
});

describe("the rules of English", () => {
  const rulesIn = matcherOf(ENGLISH);

  it.each([
    "Sign up now, the mayor told the crowd, and the town will pay your fare.",
    "“Subscribe to our newsletter and you will see,” the candidate said.",
    "He asked readers to share your feedback with the council, she said.",
    "Nobody knows what the harbour will look like in ten years.",
    "The Dow closed 2 % lower, and oil rose to $61 a barrel.",
    "“Follow us on Twitter and you will know,” read the banner over the stage.",
    "Ford 3, City 2",
    "Thousands of soldiers",
    "By the time the gate opened, the boats had gone.",
  ])("none fires in: %s", (line) => {
    expect(rulesIn(line)).toEqual([]);
  });

  it.each([
    "[ Read more ]",
    "- ADVERTISEMENT -",
    "**Advertisement**",
    "• Share",
    "Read more ›",
    "ADVERTISEMENT:",
    "Ad\u00advertisement",
  ])("look through the signs around %j", (line) => {
    expect(rulesIn(line).length).toBeGreaterThan(0);
  });
});

describe("scripts and spellings", () => {
  const byLanguage = new Map(LEXICONS.map((lexicon) => [lexicon.language, matcherOf(lexicon)]));
  const rulesIn = (language: string, line: string): string[] => byLanguage.get(language)?.(line) ?? [];

  it.each([
    ["ar", "\u200fاقرأ أيضاً\u200f", "bidi marks"],
    ["ar", "\u202bاقـــرأ أيضا\u202c", "the stretching stroke"],
    ["ar", "إقرأ ايضا", "hamza left out"],
    ["ru", "ЧИТАЙТЕ ТАКЖЕ", "capitals"],
    ["fr", "A lire egalement", "accents left out"],
    ["de", "LESEN SIE AUCH\u00a0:", "a space that does not break"],
    ["zh", "责任编辑:王小明", "a narrow colon"],
    ["zh", "（責任編輯：王小明）", "wide brackets"],
    ["ja", "ﾂｲｰﾄ", "half-width kana"],
    ["ja", "ランキング", "kana with marks of their own"],
    ["th", "อ่านเพิ่มเติม", "vowel signs"],
    ["ko", "[관련기사]", "brackets"],
  ])("%s finds %s through %s", (language, line) => {
    expect(rulesIn(language, line).length).toBeGreaterThan(0);
  });

  it.each([
    ["de", "Der Minister sagte: „Lesen Sie auch das Kleingedruckte und abonnieren Sie unseren Newsletter.“"],
    ["es", "«Suscríbete a nuestro boletín», dijo el candidato ante la plaza llena."],
    ["fr", "Le maire a déclaré vouloir lire aussi les petites lignes du contrat."],
    ["ru", "Рыбаки сообщили, что подписывайтесь на наш канал они видеть больше не хотят."],
    ["ar", "قال الوزير اشترك في نشرتنا لتصلك الأخبار ثم غادر القاعة."],
    ["zh", "他表示，转载请注明出处这句话没有用。"],
    ["ja", "会見で無断転載を禁じますと述べた。"],
    ["it", "Il sindaco ha detto: «Iscriviti alla newsletter» e se ne è andato."],
    ["pt", "O autarca disse que receba as notícias no seu e-mail é um mau lema."],
    ["ko", "시장은 무단전재 및 재배포 금지가 원칙이라고 말했다."],
    ["th", "นายกกล่าวว่าห้ามคัดลอกหรือเผยแพร่โดยไม่ได้รับอนุญาตเป็นกฎเก่า"],
  ])("%s leaves reported speech alone: %s", (language, line) => {
    expect(rulesIn(language, line)).toEqual([]);
  });
});
