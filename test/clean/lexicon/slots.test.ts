import { describe, expect, it } from "vitest";
import { LEXICONS } from "../../../src/clean/lexicon/all.js";
import { compileLexicon } from "../../../src/clean/lexicon/compile.js";
import { slotEnds } from "../../../src/clean/lexicon/slots.js";
import { scanPage } from "../../../src/clean/scan.js";
import { splitLines } from "../../../src/text/lines.js";

const compiled = new Map(LEXICONS.map((lexicon) => [lexicon.language, compileLexicon([lexicon])]));

/** Whether a `{date}` that starts the text covers all of it. */
function isDate(language: string, text: string): boolean {
  const lexicon = compiled.get(language);
  if (lexicon === undefined) throw new Error(`no lexicon ${language}`);
  const page = scanPage(text, "lines", splitLines(text), lexicon.vocabulary);
  return slotEnds("date", page, lexicon, 0, page.words.count).includes(page.words.count);
}

describe("{date}", () => {
  it.each([
    ["en", "September 3, 2025"],
    ["en", "Wed, Sep 3"],
    ["en", "2025-09-03"],
    ["en", "03/09/2025"],
    ["de", "3. September 2025"],
    ["de", "03.09.2025"],
    ["de", "Mittwoch, 3. Sept. 2025"],
    ["fr", "1er septembre 2025"],
    ["es", "3 de septiembre de 2025"],
    ["es", "03-09-2025"],
    ["pt", "3 de setembro de 2025"],
    ["it", "3 settembre 2025"],
    ["ru", "3 сентября 2025"],
    ["ar", "3 سبتمبر 2025"],
    ["ar", "٣ سبتمبر ٢٠٢٥"],
    ["zh", "2025年9月3日"],
    ["ja", "２０２５年９月３日"],
    ["ko", "2025년 9월 3일"],
    ["ko", "2025.09.03"],
    ["ko", "2025.09.03."],
  ])("reads in %s: %s", (language, text) => {
    expect(isDate(language, text)).toBe(true);
  });

  it.each([
    ["en", "03.09.2025"],
    ["en", "03-09-2025"],
    ["en", "September"],
    ["en", "40 September 2025"],
    ["de", "3.5.1"],
    ["de", "03.09.3025"],
    ["de", "3 von 2025"],
    ["es", "3 de barcos"],
    ["zh", "2025年9月40日"],
    ["zh", "2025年9月3"],
    ["zh", "2025年度9月"],
    ["ko", "2025명 9월 3일"],
  ])("does not read in %s: %s", (language, text) => {
    expect(isDate(language, text)).toBe(false);
  });
});
