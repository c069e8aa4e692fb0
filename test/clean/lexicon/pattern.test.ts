import { describe, expect, it } from "vitest";
import { parsePattern, wordsIn } from "../../../src/clean/lexicon/pattern.js";

describe("parsePattern", () => {
  it("cuts literals into folded words and signs", () => {
    expect(wordsIn(parsePattern("Editor’s note : re-use © {year}"))).toEqual([
      "editor's",
      "note",
      ":",
      "re",
      "use",
      "©",
    ]);
  });

  it("reads choices, options, slots and gaps", () => {
    expect(parsePattern("read (more|on) [here] {..3} {date}")).toEqual([
      { kind: "word", word: "read" },
      { kind: "choice", among: [[{ kind: "word", word: "more" }], [{ kind: "word", word: "on" }]] },
      { kind: "choice", among: [[{ kind: "word", word: "here" }], []] },
      { kind: "gap", most: 3 },
      { kind: "slot", slot: "date" },
    ]);
  });

  it("spells the signs it uses itself in braces", () => {
    expect(wordsIn(parsePattern("{open} photo {close} {bar}"))).toEqual(["(", "photo", ")", "|"]);
  });

  it("cuts scripts without spaces letter by letter", () => {
    expect(wordsIn(parsePattern("责任编辑"))).toEqual(["责", "任", "编", "辑"]);
  });

  it.each(["(a", "a)", "[a", "a]", "{nope}", "{..99}", "{date", "", "[a]", "{..3}", "..."])("refuses %j", (text) => {
    expect(() => parsePattern(text)).toThrow(SyntaxError);
  });
});
