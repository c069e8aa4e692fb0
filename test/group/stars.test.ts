import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addExactCopies, groupStars as groupColumns } from "../../src/group/group-stars.js";
import type { CopyLink } from "../../src/group/stars.js";
import { shuffled } from "../match/shingle-sets.js";

const near = (article: number, other: number, jaccard: number): CopyLink => ({
  article,
  other,
  relation: "near",
  jaccard,
  containment: [jaccard, jaccard],
});
const contained = (article: number, other: number): CopyLink => ({
  article,
  other,
  relation: "contained",
  jaccard: 0.4,
  containment: [0.9, 0.4],
});
const KINDS = ["", "near", "contains", "contained"];

function groupStars(order: Uint32Array, links: readonly CopyLink[]) {
  return groupColumns(order, {
    article: Uint32Array.from(links, ({ article }) => article),
    other: Uint32Array.from(links, ({ other }) => other),
    kinds: Uint8Array.from(links, ({ relation }) => Math.max(0, KINDS.indexOf(relation))),
    scores: Float64Array.from(links.flatMap(({ jaccard, containment }) => [jaccard, ...containment])),
  });
}

const membersOf = (order: number[], links: CopyLink[]) =>
  Object.fromEntries([...groupStars(Uint32Array.from(order), links)].map(([article, { other }]) => [article, other]));

describe("groupStars", () => {
  it("does not chain: a member is verified against the canonical itself", () => {
    expect(membersOf([0, 1, 2, 3], [near(0, 1, 0.8), near(1, 2, 0.8), near(2, 3, 0.8)])).toEqual({ 1: 0, 3: 2 });
  });

  it("lets a member that fits two canonicals join the better", () => {
    expect(membersOf([0, 1, 2], [near(2, 0, 0.71), near(2, 1, 0.9)])).toEqual({ 2: 1 });
  });

  it("adds exact copies that stand behind all others", () => {
    const stars = groupStars(Uint32Array.of(0), []);
    addExactCopies(
      stars,
      Uint32Array.from({ length: 1000 }, (_, article) => (article === 500 ? 500 : 0)),
    );
    expect([...stars.keys()]).toEqual(Array.from({ length: 1000 }, (_, article) => article).filter((n) => n % 500 > 0));
    expect(stars.get(999)).toMatchObject({ other: 0, relation: "exact" });
  });

  it("breaks a tie by keep order", () => {
    expect(membersOf([1, 0, 2], [near(2, 0, 0.8), near(2, 1, 0.8)])).toEqual({ 2: 1 });
  });

  it("makes the longer canonical where the keep rule prefers the shorter", () => {
    expect(membersOf([0, 1], [contained(0, 1)])).toEqual({ 0: 1 });
  });

  it("places a container before all it contains, along a chain of containment", () => {
    expect(membersOf([0, 1, 2], [contained(0, 1), contained(1, 2), contained(0, 2)])).toEqual({ 0: 2, 1: 2 });
  });

  it("keeps a contained article whose container went elsewhere", () => {
    expect(membersOf([2, 1, 0], [contained(0, 1), near(1, 2, 0.8)])).toEqual({ 1: 2 });
  });

  it("makes no member of an article that only contains", () => {
    expect(membersOf([0, 1], [contained(1, 0)])).toEqual({ 1: 0 });
  });

  it("joins members to canonicals only, by a real link, leaves nobody joinable apart, and heeds no order of links", () => {
    const link = fc.record({
      article: fc.integer({ min: 0, max: 14 }),
      other: fc.integer({ min: 0, max: 14 }),
      jaccard: fc.constantFrom(0.7, 0.75, 0.8),
      isNear: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(link, { maxLength: 60 }), fc.integer(), (raw, seed) => {
        const links = uniquePairs(raw);
        const order = shuffled(15, seed);
        const stars = groupStars(order, links);
        for (const [article, joined] of stars) {
          expect(stars.has(joined.other)).toBe(false);
          expect(linked(links, article, joined.other)).toBe(true);
        }
        for (const { article, other, relation } of links) {
          if (relation === "near") expect(stars.has(article) || stars.has(other)).toBe(true);
          if (relation === "contained" && !stars.has(other)) expect(stars.has(article)).toBe(true);
        }
        expect([...groupStars(order, links.toReversed())]).toEqual([...stars]);
      }),
    );
  });
});

/** One link a pair; containment always points from the smaller number to the larger, as it does from shorter to longer. */
function uniquePairs(raw: readonly { article: number; other: number; jaccard: number; isNear: boolean }[]): CopyLink[] {
  const links = new Map<string, CopyLink>();
  for (const { article, other, jaccard, isNear } of raw) {
    const [low, high] = [Math.min(article, other), Math.max(article, other)];
    if (low < high) links.set(`${low} ${high}`, isNear ? near(low, high, jaccard) : contained(low, high));
  }
  return [...links.values()];
}

const linked = (links: readonly CopyLink[], x: number, y: number): boolean =>
  links.some(({ article, other }) => (article === x && other === y) || (article === y && other === x));

describe("addExactCopies", () => {
  it("lets the copy of a canonical join it, and the copy of a member join that member's canonical", () => {
    const stars = groupStars(Uint32Array.of(0, 1), [near(1, 0, 0.8)]);
    const all = addExactCopies(stars, Uint32Array.of(0, 1, 0, 1));
    expect(all.get(2)).toMatchObject({ article: 2, other: 0, relation: "exact" });
    expect(all.get(3)).toMatchObject({ article: 3, other: 0, relation: "near", jaccard: 0.8 });
  });
});
