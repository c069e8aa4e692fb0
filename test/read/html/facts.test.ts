import { describe, expect, it } from "vitest";
import { extractHtml } from "../../../src/read/html/extract.js";
import { gatherFacts, isInside, type PageFacts } from "../../../src/read/html/facts.js";
import { hintBit } from "../../../src/read/html/hints.js";

const PROSE = "The harbour master closed the gate at noon, because the swell had risen above three metres.";

function factsOf(html: string): { facts: PageFacts; block: (text: string) => number; line: (text: string) => number } {
  const page = extractHtml(html);
  const line = (text: string): number => {
    const found = page.lines.start.findIndex((start, i) => page.text.slice(start, page.lines.end[i]).includes(text));
    if (found < 0) throw new Error(`no line has ${text}`);
    return found;
  };
  return { facts: gatherFacts(page), line, block: (text) => page.lines.block[line(text)] as number };
}

describe("gatherFacts", () => {
  it("takes the nearest block with more lines for the container, and gives wrappers' hints to what they wrap", () => {
    const { facts, block } = factsOf(
      "<main><div class=story><div class=widget><p>one</p></div><div><p>two</p></div></div></main>",
    );
    expect(facts.container[block("one")]).toBe(facts.container[block("two")]);
    expect(facts.page.blocks.names[facts.container[block("one")] as number]).toBe("story");
    expect((facts.hints[block("one")] as number) & hintBit("widget")).not.toBe(0);
    expect((facts.hints[block("two")] as number) & hintBit("widget")).toBe(0);
    expect((facts.hints[block("one")] as number) & hintBit("article")).toBe(0);
  });

  it("finds the block that holds the prose, its first and last line, and the way to it", () => {
    const { facts, block, line } = factsOf(
      `<div><p>Menu</p></div><article><h1>Gate</h1><p>${PROSE}</p><p>x</p><p>Also ${PROSE}</p></article><p>End</p>`,
    );
    const holder = facts.holders[1] as number;
    expect(facts.page.blocks.tag[holder]).toBe("article");
    expect(isInside(facts.page, block("Gate"), holder)).toBe(true);
    expect(isInside(facts.page, block("Menu"), holder)).toBe(false);
    expect([facts.firstProse, facts.lastProse]).toEqual([line(PROSE), line("Also")]);
    expect([facts.proseBefore[line("x")], facts.proseBehind[line("x")]]).toEqual([1, 1]);
    expect([facts.proseBefore[line("End")], facts.proseBehind[line("Menu")]]).toEqual([1, 2]);
  });

  it("marks lines that come again, and blocks that look alike", () => {
    const { facts, block, line } = factsOf("<p class=c1>a</p><p class=c2>b</p><p>a</p><p>c</p><p>a</p>");
    expect([...facts.repeats]).toEqual([2, 0, 3, 0, 1]);
    expect(facts.alike[block("b")]).toBe(2);
    expect(line("c")).toBe(3);
  });

  it("knows the headline by the page's title", () => {
    const { facts, line } = factsOf(
      "<title>Swell closes the gate | Bay</title><h2>Other news today</h2><h1>Swell closes the gate</h1><p>Swell closes the gate</p>",
    );
    expect(facts.headline).toBe(line("Swell"));
    expect(facts.inTitle[line("Swell")]).toBe(10);
    expect(factsOf("<h1>Swell closes the gate</h1>").facts.headline).toBe(-1);
  });
});
