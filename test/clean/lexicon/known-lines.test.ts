import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../../src/clean/lexicon/en.js";
import { KnownLines } from "../../../src/clean/lexicon/known-lines.js";
import { type Hit, matchLine } from "../../../src/clean/lexicon/match.js";
import type { Page } from "../../../src/clean/page.js";
import { readPage } from "../../../src/clean/read-page.js";
import { PROSE, page } from "../reading.js";

const lexicon = compileLexicon([ENGLISH]);
const read = (text: string): Page => readPage(text, lexicon.vocabulary);
const told = (hits: readonly Hit[]) => hits.map(({ rule, ...place }) => ({ rule: rule.id, ...place }));
const examples = lexicon.rules.flatMap(({ examples, counterExamples }) => [...examples, ...counterExamples]);

/** Asks for all lines of a page, and expects what the trie gives. */
function expectSame(lines: KnownLines, found: Page): void {
  for (let line = 0; line < found.lines.count; line++)
    expect(told(lines.match(found, lexicon, line, []))).toEqual(told(matchLine(found, lexicon, line, [])));
}

describe("KnownLines", () => {
  it("gives what the trie gives, wherever a line stands and however often it is asked", () => {
    const lines = new KnownLines();
    const text = fc
      .array(fc.constantFrom(...examples, ...PROSE, "", "Read more", "Read more:", "READ MORE"), { maxLength: 12 })
      .map((all) => page(...all));
    fc.assert(
      fc.property(text, (written) => expectSame(lines, read(written))),
      { seed: 71, numRuns: 300 },
    );
  });

  it("tells lines apart that differ only in signs or capitals", () => {
    const lines = new KnownLines();
    for (const text of ["Read more The gate", "Read more: The gate", "READ MORE: THE GATE", "Read more (The gate)"])
      expectSame(lines, read(text));
  });

  it("forgets what the rules of another lexicon gave", () => {
    const lines = new KnownLines();
    const others = compileLexicon([{ ...ENGLISH, rules: [] }]);
    const found = read("Advertisement");
    expect(lines.match(found, lexicon, 0, [])).toHaveLength(1);
    expect(lines.match(readPage("Advertisement", others.vocabulary), others, 0, [])).toEqual([]);
    expect(lines.match(found, lexicon, 0, [])).toHaveLength(1);
  });

  it("asks again where a line is long, and where it is a sentence", () => {
    const lines = new KnownLines();
    const long = page(`${PROSE[0]} ${PROSE[1]} Click here to subscribe to our newsletter.`);
    for (const text of [long, long, `${PROSE.join(" ")} `.repeat(3)]) expectSame(lines, read(text));
  });

  it("keeps on where more lines come than it holds", () => {
    const lines = new KnownLines();
    const many = Array.from({ length: 4100 }, (_, i) => `Read more: gate ${i}`);
    expectSame(lines, read(page(...many, "Read more: gate 1")));
  });
});
