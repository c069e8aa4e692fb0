import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignStretches, matchedTokens } from "../../src/match/passages.js";
import type { Side } from "../../src/match/side.js";
import { boundStretches } from "../../src/match/stretch-bound.js";
import { createSides, words } from "./texts.js";

const side = createSides();
const bound = (a: Side, b: Side) => boundStretches(a.windowKeys(), b.anchors());

describe("boundStretches", () => {
  it("is never below what alignment finds", () => {
    const text = fc
      .array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 14 })), { maxLength: 12 })
      .map((parts) => parts.map(([from, count]) => words(from, count)).join(" "));
    fc.assert(
      fc.property(text, text, (x, y) => {
        const [a, b] = [side(x), side(y)];
        const found = alignStretches(a.tokens, b.tokens).map(matchedTokens);
        const { longest, covered } = bound(a, b);
        expect(longest).toBeGreaterThanOrEqual(Math.max(0, ...found));
        expect(covered).toBeGreaterThanOrEqual(found.reduce((sum, tokens) => sum + tokens, 0));
        expect(covered).toBeLessThanOrEqual(a.tokens.count);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it("bridges what a passage may bridge, and no more", () => {
    const shared = (from: number, gap: number) => `${words(0, 20)} ${words(from, gap)} ${words(20, 20)}`;
    const near = bound(side(shared(500, 8)), side(shared(700, 8)));
    const far = bound(side(shared(500, 9)), side(shared(700, 9)));
    expect([near.longest, near.covered]).toEqual([40, 40]);
    expect([far.longest, far.covered]).toEqual([20, 40]);
  });

  it("finds nothing where no window is shared", () => {
    expect(bound(side(words(0, 40)), side(words(100, 40)))).toEqual({ longest: 0, covered: 0 });
    expect(bound(side(""), side(""))).toEqual({ longest: 0, covered: 0 });
  });
});
