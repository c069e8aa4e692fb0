import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../src/clean/lexicon/en.js";
import { CAPITAL, CAPS, GLUED, NUMBER, QUOTED, SYMBOL } from "../../src/clean/page.js";
import { scanPage } from "../../src/clean/scan.js";
import { splitLines } from "../../src/text/lines.js";

const { vocabulary } = compileLexicon([ENGLISH]);

/** Words of a text: what they are spelled, their hash, number and bits. */
function wordsOf(text: string) {
  const { words } = scanPage(text, "lines", splitLines(text), vocabulary);
  return Array.from({ length: words.count }, (_, i) => ({
    spelled: text.slice(words.start[i], words.end[i]),
    hash: words.hash[i],
    id: words.id[i],
    bits: words.bits[i] ?? 0,
  }));
}
const spelled = (text: string): string[] => wordsOf(text).map((word) => word.spelled);

describe("scanPage", () => {
  it.each<[string, string[]]>([
    ["the ship's log, 1,234.5 tons. 3. 4", ["the", "ship's", "log", "1,234.5", "tons", "3", "4"]],
    ["l’été dogs' 'quoted' o'", ["l’été", "dogs", "quoted", "o"]],
    ["in the har\u00adbour\u200b, now", ["in", "the", "har\u00adbour\u200b", "now"]],
    ["e-mail - and – a—b", ["e", "mail", "-", "and", "–", "a", "—", "b"]],
    ["at ﬁve e\u0301t\u0301 x", ["at", "ﬁve", "e\u0301t\u0301", "x"]],
    ["a 中文b ယ။ ๏", ["a", "中", "文", "b", "ယ"]],
    ["a \ud835\udd38b \ud800c \ud83d\ude00", ["a", "\ud835\udd38", "b", "c"]],
  ])("cuts %j", (text, expected) => {
    expect(spelled(text)).toEqual(expected);
    expect(spelled(`said ${text}`)).toEqual(["said", ...expected]);
  });

  it("gives a word the same hash and number wherever it stands, whatever in it is drawn as nothing", () => {
    const [first, ...others] = wordsOf("harbour harbour har\u00adbour har\ue020bour HARBOUR");
    for (const other of others) expect([other.hash, other.id]).toEqual([first?.hash, first?.id]);
    expect(wordsOf("har\ue020bour")[0]?.hash).toBe(first?.hash);
  });

  it.each([
    ["Ab", CAPITAL],
    ["AB", CAPITAL | CAPS],
    ["A", CAPITAL],
    ["aB", 0],
    ["3B", NUMBER],
    ["3BC", NUMBER | CAPS],
    ["É", CAPITAL],
    ["中", 0],
    ["@", SYMBOL],
  ])("tells the case of %s, first in its line and later", (text, bits) => {
    expect(wordsOf(text)[0]?.bits).toBe(bits);
    expect(wordsOf(`x ${text}`)[1]?.bits).toBe(bits);
    expect(wordsOf(`x "${text}`)[1]?.bits).toBe(bits | GLUED | QUOTED);
  });

  it("reads a word that follows others as it reads it alone", () => {
    const letters = [..."aÉß’'.,12ﬁ\u0301\u00ad\u200fд한ｶﾞ"];
    const word = fc
      .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 7 })
      .map((units) => `a${units.join("")}z`);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const alone = words.flatMap((each) => wordsOf(each));
        expect(wordsOf(words.join(" "))).toEqual(alone);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});
