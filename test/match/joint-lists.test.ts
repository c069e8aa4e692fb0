import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { windowKeys } from "../../src/match/anchors.js";
import { JointLists } from "../../src/match/joint-lists.js";
import { ANCHOR_TOKENS, alignStretches, matchedTokens } from "../../src/match/passages.js";
import { tokensOf } from "./joint-texts.js";

/** Keys below 2^40, some of which differ in their high halves alone. */
const anyKeys = fc.array(
  fc.oneof(
    fc.nat(30),
    fc.nat(30).map((key) => key * 2 ** 32),
  ),
  { maxLength: 30 },
);
const wordsOf = (keys: readonly number[]): Uint32Array =>
  Uint32Array.from(keys.flatMap((key) => [key % 2 ** 32, Math.floor(key / 2 ** 32)]));

describe("JointLists", () => {
  it("counts for every member the keys that it has, however often they stand in it", () => {
    const property = fc.property(fc.array(anyKeys, { maxLength: 12 }), fc.uniqueArray(fc.nat(40)), (members, asked) => {
      const lists = new JointLists(1000);
      for (const keys of members) lists.add(wordsOf(keys));
      const expected = members.map((keys) => asked.filter((key) => keys.includes(key)).length);
      expect([...lists.count(wordsOf(asked))]).toEqual(expected);
      expect([...lists.count(wordsOf(asked))]).toEqual(expected);
      expect([...lists.count(wordsOf([]))]).toEqual(members.map(() => 0));
    });
    fc.assert(property, { seed: 51, numRuns: 500 });
  });

  it("knows nothing of members before it was cleared", () => {
    const lists = new JointLists(100);
    lists.add(wordsOf([1, 2, 3]));
    lists.clear();
    lists.add(wordsOf([2]));
    expect([...lists.count(wordsOf([1, 2, 3]))]).toEqual([1]);
  });

  it("has room for as many keys as it was made for, and no more", () => {
    const lists = new JointLists(8);
    lists.add(wordsOf([1, 2, 3, 4, 5]));
    expect(lists.hasRoom(3)).toBe(true);
    expect(lists.hasRoom(4)).toBe(false);
    lists.add(wordsOf([6, 7, 8]));
    expect(lists.hasRoom(1)).toBe(false);
    expect([...lists.count(wordsOf([1, 8, 9]))]).toEqual([1, 1]);
  });

  it("bounds every stretch that alignment finds, for each member and for all", () => {
    const anyText = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 60 });
    const property = fc.property(fc.array(anyText, { minLength: 1, maxLength: 6 }), anyText, (members, asked) => {
      const lists = new JointLists(1000);
      const keysOf = (text: readonly number[]) => wordsOf([...windowKeys(tokensOf(text), ANCHOR_TOKENS)]);
      for (const text of members) lists.add(keysOf(text));
      const all = lists.longestOfAll(keysOf(asked), ANCHOR_TOKENS);
      const bounds = lists.longestStretches(keysOf(asked), ANCHOR_TOKENS);
      for (const [member, text] of members.entries()) {
        const found = [
          alignStretches(tokensOf(asked), tokensOf(text)),
          alignStretches(tokensOf(text), tokensOf(asked)),
        ];
        const longest = Math.max(0, ...found.flat().map(matchedTokens));
        expect(bounds[member]).toBeGreaterThanOrEqual(longest);
        expect(all).toBeGreaterThanOrEqual(bounds[member] as number);
      }
    });
    fc.assert(property, { seed: 52, numRuns: 1000 });
  });

  it("does not join stretches over more tokens than alignment bridges", () => {
    const shared = Array.from({ length: 20 }, (_, i) => 100 + i);
    const gap = (from: number, length: number) => Array.from({ length }, (_, i) => from + i);
    const lists = new JointLists(1000);
    const keysOf = (text: readonly number[]) => wordsOf([...windowKeys(tokensOf(text), ANCHOR_TOKENS)]);
    lists.add(keysOf([...shared.slice(0, 10), ...gap(500, 9), ...shared.slice(10)]));
    lists.add(keysOf(shared));
    const far = [...shared.slice(0, 10), ...gap(900, 9), ...shared.slice(10)];
    const near = [...shared.slice(0, 10), ...gap(900, 8), ...shared.slice(10)];
    expect([...lists.longestStretches(keysOf(far), ANCHOR_TOKENS)]).toEqual([10, 10]);
    expect([...lists.longestStretches(keysOf(near), ANCHOR_TOKENS)]).toEqual([20, 20]);
    expect(lists.longestOfAll(keysOf(far), ANCHOR_TOKENS)).toBe(10);
  });
});
