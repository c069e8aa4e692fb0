import { describe, expect, it } from "vitest";
import { Crowd, crowdBytes } from "../../src/match/crowd.js";
import { MOST_MEMBERS } from "../../src/match/joint-lists.js";

/** Every article has four keys: its own number thrice, and one that all have. */
const keysOf = (article: number): Uint32Array => Uint32Array.of(article, 1, article, 2, article, 3, 7, 0);
const meet = (crowd: Crowd, articles: readonly number[]): number =>
  crowd.meet(articles, new Int32Array(articles.length));
const meetOften = (crowd: Crowd, articles: readonly number[]): number[] => [1, 2, 3].map(() => meet(crowd, articles));
/** The numbers of articles among the members. */
function membersOf(crowd: Crowd, articles: readonly number[]): number[] {
  const numbers = new Int32Array(articles.length);
  crowd.meet(articles, numbers);
  return [...numbers];
}

describe("Crowd", () => {
  it("takes in those that are met again and again, and says how many are in it", () => {
    const crowd = new Crowd(crowdBytes(1024), keysOf);
    expect(crowd.lists).toBeUndefined();
    expect(meetOften(crowd, [5, 9])).toEqual([0, 0, 2]);
    expect(membersOf(crowd, [5, 9, 6])).toEqual([0, 1, -1]);
    expect([...(crowd.lists?.count(keysOf(9)) ?? [])]).toEqual([1, 4]);
    expect(crowd.size(1)).toBe(4);
  });

  it("does not take in whoever finds no room", () => {
    const crowd = new Crowd(crowdBytes(8), keysOf);
    meetOften(crowd, [1, 2, 3]);
    expect(membersOf(crowd, [1, 2, 3])).toEqual([0, 1, -1]);
    expect(meet(crowd, [1, 2, 3])).toBe(2);
  });

  it("does not read the keys of those it has no room for", () => {
    const read: number[] = [];
    const crowd = new Crowd(crowdBytes(8), (article) => {
      read.push(article);
      return keysOf(article);
    });
    for (let round = 0; round < 5; round++) meet(crowd, [1, 2, 3, 4]);
    expect(read).toEqual([1, 2, 3]);
  });

  it("takes in others beside one who would not fit an empty crowd, whose keys it reads once", () => {
    let readings = 0;
    const crowd = new Crowd(crowdBytes(8), (article) => {
      if (article !== 1) return keysOf(article);
      readings++;
      return new Uint32Array(9 * 2);
    });
    for (let round = 0; round < 5; round++) meet(crowd, [1, 2, 3]);
    expect(membersOf(crowd, [1, 2, 3])).toEqual([-1, 0, 1]);
    expect(readings).toBe(1);
  });

  it("bounds its members and their columns, however few keys they have", () => {
    const crowd = new Crowd(crowdBytes(1 << 17), (article) => Uint32Array.of(article, 1, 7, 0));
    const articles = Array.from({ length: 50_000 }, (_, article) => article);
    for (let from = 0; from < articles.length; from += 100) {
      meetOften(crowd, articles.slice(from, from + 100));
      expect(crowd.lists?.members).toBeLessThanOrEqual(MOST_MEMBERS);
    }
    expect(crowd.lists?.count(keysOf(1)).buffer.byteLength).toBeLessThanOrEqual(4 * MOST_MEMBERS);
    expect(crowd.lists?.longestStretches(keysOf(1), 5).buffer.byteLength).toBeLessThanOrEqual(4 * MOST_MEMBERS);
  });

  it("uses its columns again while there is room for new members", () => {
    const crowd = new Crowd(crowdBytes(1 << 10), keysOf);
    const columns = () => [crowd.lists?.count(keysOf(1)).buffer, crowd.lists?.longestStretches(keysOf(1), 5).buffer];
    meetOften(crowd, [1, 2, 3, 4, 5]);
    const before = columns();
    meetOften(crowd, [6, 7]);
    const after = columns();
    expect(after[0] === before[0] && after[1] === before[1]).toBe(true);
  });

  it("begins anew where others are asked for", () => {
    const crowd = new Crowd(crowdBytes(8), keysOf);
    meetOften(crowd, [1, 2]);
    for (let round = 0; round < 40; round++) meet(crowd, [3, 4]);
    expect(membersOf(crowd, [1, 2])).toEqual([-1, -1]);
    expect([...(crowd.lists?.count(keysOf(4)) ?? [])]).toEqual([1, 4]);
  });

  it("keeps its members while most that are asked for are of it", () => {
    const crowd = new Crowd(crowdBytes(8), keysOf);
    for (let round = 0; round < 100; round++) meet(crowd, [1, 2, 10 + round]);
    expect(membersOf(crowd, [1, 2])).toEqual([0, 1]);
  });
});
