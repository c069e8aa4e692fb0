import { describe, expect, it } from "vitest";
import { Crowd } from "../../src/match/crowd.js";
import { JOINT_KEY_BYTES } from "../../src/match/joint-lists.js";

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
    const crowd = new Crowd(1024 * JOINT_KEY_BYTES, keysOf);
    expect(crowd.lists).toBeUndefined();
    expect(meetOften(crowd, [5, 9])).toEqual([0, 0, 2]);
    expect(membersOf(crowd, [5, 9, 6])).toEqual([0, 1, -1]);
    expect([...(crowd.lists?.count(keysOf(9)) ?? [])]).toEqual([1, 4]);
    expect(crowd.size(1)).toBe(4);
  });

  it("does not take in whoever finds no room", () => {
    const crowd = new Crowd(8 * JOINT_KEY_BYTES, keysOf);
    meetOften(crowd, [1, 2, 3]);
    expect(membersOf(crowd, [1, 2, 3])).toEqual([0, 1, -1]);
    expect(meet(crowd, [1, 2, 3])).toBe(2);
  });

  it("does not read the keys of those it has no room for", () => {
    const read: number[] = [];
    const crowd = new Crowd(8 * JOINT_KEY_BYTES, (article) => {
      read.push(article);
      return keysOf(article);
    });
    for (let round = 0; round < 5; round++) meet(crowd, [1, 2, 3, 4]);
    expect(read).toEqual([1, 2, 3]);
  });

  it("begins anew where others are asked for", () => {
    const crowd = new Crowd(8 * JOINT_KEY_BYTES, keysOf);
    meetOften(crowd, [1, 2]);
    for (let round = 0; round < 40; round++) meet(crowd, [3, 4]);
    expect(membersOf(crowd, [1, 2])).toEqual([-1, -1]);
    expect([...(crowd.lists?.count(keysOf(4)) ?? [])]).toEqual([1, 4]);
  });

  it("keeps its members while most that are asked for are of it", () => {
    const crowd = new Crowd(8 * JOINT_KEY_BYTES, keysOf);
    for (let round = 0; round < 100; round++) meet(crowd, [1, 2, 10 + round]);
    expect(membersOf(crowd, [1, 2])).toEqual([0, 1]);
  });
});
