import { describe, expect, it } from "vitest";
import { type CompareOptions, judge, pairOf } from "../../src/match/compare.js";
import { copyRelation } from "../../src/match/relation.js";
import { createSides, words } from "./texts.js";

const limits: CompareOptions = { threshold: 0.7, containment: 0.75, floor: 0.55, passages: true };
const side = createSides();

describe("copyRelation", () => {
  it.each([
    [0.7, 0.8, 0.8, "near"],
    [0.6, 0.75, 0.75, "near"],
    [0.3, 0.74, 0.3, undefined],
    [0.3, 0.75, 0.3, "contained"],
    [0.3, 0.3, 0.9, "contains"],
    [0.69, 0.74, 0.74, undefined],
  ])("of Jaccard %d and containments %d and %d is %s", (jaccard, first, second, relation) => {
    expect(copyRelation({ jaccard, containment: [first, second] }, limits)).toBe(relation);
  });
});

describe("judge", () => {
  const unread = (): never => {
    throw new Error("texts were read");
  };

  it("does not read the texts of unrelated articles", () => {
    expect(judge({ jaccard: 0.1, containment: [0.19, 0.19] }, unread, limits)).toEqual({ passages: [] });
  });

  it("calls a pair partial for one long passage", () => {
    const sides = () => [side(words(0, 60)), side(`${words(0, 26)} ${words(500, 60)}`)] as const;
    const verdict = judge({ jaccard: 0.2, containment: [0.4, 0.25] }, sides, limits);
    expect(verdict.relation).toBe("partial");
    expect(verdict.passages.map(({ tokens }) => tokens)).toEqual([26]);
  });

  it("does not call a pair partial for many short passages", () => {
    const shared = (gap: number) => [0, 1, 2].map((i) => `${words(i * 20, 15)} ${words(gap + i * 20, 20)}`).join(" ");
    const sides = () => [side(shared(1000)), side(shared(3000))] as const;
    expect(judge({ jaccard: 0.2, containment: [0.4, 0.4] }, sides, limits).relation).toBeUndefined();
  });

  it("gives every pair above the floor a row", () => {
    const sides = () => [side(words(0, 6)), side(words(0, 6))] as const;
    expect(judge({ jaccard: 0.6, containment: [0.7, 0.7] }, sides, limits).relation).toBe("partial");
  });

  it("reports no passages where they are not asked for, and decides alike", () => {
    const sides = () => [side(words(0, 60)), side(`${words(0, 26)} ${words(500, 60)}`)] as const;
    const verdict = judge({ jaccard: 0.2, containment: [0.4, 0.25] }, sides, { ...limits, passages: false });
    expect(verdict).toEqual({ relation: "partial", passages: [] });
  });

  it("tells a form with other facts from a copy with other words", () => {
    const form = (magnitude: string, place: string, depth: number, day: string) =>
      `A quake of magnitude ${magnitude} was recorded near ${place} on ${day} at a depth of ${depth} kilometres, the survey said in a note. ` +
      `No damage was reported in ${place} and the survey did not expect further shocks after the one on ${day}.`;
    const first = form("4.2", "Vessby", 11, "Monday");
    const second = form("5.7", "Tarnholm", 34, "Friday");
    const similar = { jaccard: 0.6, containment: [0.8, 0.8] } as const;
    expect(judge(similar, () => [side(first), side(second)], limits).relation).toBe("form");
    const reworded = first
      .replace("did not expect further", "sees no sign of more")
      .replace("was recorded", "was measured");
    expect(judge(similar, () => [side(first), side(reworded)], limits).relation).toBe("near");
  });
});

describe("pairOf", () => {
  const similar = { jaccard: 0.8, containment: [0.9, 0.9] } as const;

  it("marks a pair of one address and other text as a revision", () => {
    const [a, b] = [
      { id: "a", url: "https://post.example/1" },
      { id: "b", url: "https://post.example/1" },
    ];
    expect(pairOf(a, b, "near", similar, []).revision).toBe(true);
    expect(pairOf(a, b, "exact", similar, []).revision).toBeUndefined();
    expect(pairOf(a, { ...b, url: null }, "near", similar, []).revision).toBeUndefined();
    expect(pairOf({ ...a, url: null }, { ...b, url: null }, "near", similar, []).revision).toBeUndefined();
  });
});
