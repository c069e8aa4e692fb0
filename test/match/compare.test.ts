import { describe, expect, it } from "vitest";
import { type CompareOptions, judge, type Named, pairOf } from "../../src/match/compare.js";
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

const named = (id: string): Named => ({ id, source: "", date: null, url: null });
const judged = (
  found: Parameters<typeof judge>[2],
  sides: Parameters<typeof judge>[3],
  options = limits,
  a = named("a"),
  b = named("b"),
) => judge(a, b, found, sides, options);

describe("judge", () => {
  const unread = (): never => {
    throw new Error("texts were read");
  };

  it("does not read the texts of unrelated articles", () => {
    expect(judged({ jaccard: 0.1, containment: [0.19, 0.19] }, unread)).toBeUndefined();
  });

  it("calls a pair partial for one long passage", () => {
    const sides = () => [side(words(0, 60)), side(`${words(0, 26)} ${words(500, 60)}`)] as const;
    const pair = judged({ jaccard: 0.2, containment: [0.4, 0.25] }, sides);
    expect(pair?.relation).toBe("partial");
    expect(pair?.passages.map(({ tokens }) => tokens)).toEqual([26]);
  });

  it("does not call a pair partial for many short passages", () => {
    const shared = (gap: number) => [0, 1, 2].map((i) => `${words(i * 20, 15)} ${words(gap + i * 20, 20)}`).join(" ");
    const sides = () => [side(shared(1000)), side(shared(3000))] as const;
    expect(judged({ jaccard: 0.2, containment: [0.4, 0.4] }, sides)).toBeUndefined();
  });

  it("gives every pair above the floor a row", () => {
    const sides = () => [side(words(0, 6)), side(words(0, 6))] as const;
    expect(judged({ jaccard: 0.6, containment: [0.7, 0.7] }, sides)?.relation).toBe("partial");
  });

  it("reports no passages where they are not asked for, and decides alike", () => {
    const sides = () => [side(words(0, 60)), side(`${words(0, 26)} ${words(500, 60)}`)] as const;
    const pair = judged({ jaccard: 0.2, containment: [0.4, 0.25] }, sides, { ...limits, passages: false });
    expect(pair).toMatchObject({ relation: "partial", passages: [] });
  });

  const form = (magnitude: string, place: string, depth: number, day: string) =>
    `A quake of magnitude ${magnitude} was recorded near ${place} on ${day} at a depth of ${depth} kilometres, the survey said in a note. ` +
    `No damage was reported in ${place} and the survey did not expect further shocks after the one on ${day}.`;
  const first = form("4.2", "Vessby", 11, "Monday");
  const second = form("5.7", "Tarnholm", 34, "Friday");
  const similar = { jaccard: 0.6, containment: [0.8, 0.8] } as const;

  it("tells a form with other facts from a copy with other words", () => {
    expect(judged(similar, () => [side(first), side(second)])?.relation).toBe("form");
    const reworded = first
      .replace("did not expect further", "sees no sign of more")
      .replace("was recorded", "was measured");
    expect(judged(similar, () => [side(first), side(reworded)])?.relation).toBe("near");
  });

  it("takes two texts of one page as its states, however much they differ", () => {
    const [a, b] = [named("a"), named("b")].map((one) => ({ ...one, url: "https://post.example/quake" })) as [
      Named,
      Named,
    ];
    expect(judged(similar, () => [side(first), side(second)], limits, a, b)).toMatchObject({
      relation: "near",
      revision: true,
    });
    const none = { jaccard: 0, containment: [0, 0] } as const;
    const other = () => [side(first), side(words(0, 30))] as const;
    expect(judged(none, other, limits, a, b)).toMatchObject({ relation: "partial", revision: true });
  });
});

describe("pairOf", () => {
  const similar = { jaccard: 0.8, containment: [0.9, 0.9] } as const;
  const marked = (a: Partial<Named>, b: Partial<Named>, relation: "near" | "exact" | "partial" = "near") =>
    pairOf({ ...named("a"), ...a }, { ...named("b"), ...b }, relation, similar, []).revision;

  it("marks a pair of one page and other text as a revision", () => {
    const page = { url: "https://post.example/1" };
    expect(marked(page, { url: "https://post.example/1#top" }, "partial")).toBe(true);
    expect(marked(page, page, "exact")).toBeUndefined();
    expect(marked(page, {})).toBeUndefined();
    expect(marked({}, {})).toBeUndefined();
  });

  it("does not take the address of a whole site for a page", () => {
    const site = { url: "https://post.example/" };
    expect(marked(site, site)).toBeUndefined();
  });

  it("marks a near copy of one source and another day as a revision", () => {
    const [monday, tuesday] = [
      { source: "Post", date: "2026-03-02" },
      { source: "Post", date: "2026-03-03" },
    ];
    expect(marked(monday, tuesday)).toBe(true);
    expect(marked(monday, monday)).toBeUndefined();
    expect(marked(monday, { ...tuesday, source: "Courier" })).toBeUndefined();
    expect(marked(monday, tuesday, "partial")).toBeUndefined();
  });
});
