import { describe, expect, it } from "vitest";
import { createJointViews, MOST_JOINT_BYTES } from "../../src/match/joint-view.js";
import { setOf } from "./shingle-sets.js";

const MEMBERS = Array.from({ length: 40 }, (_, member) => member);
const setOfSize = (size: number) => setOf(Array.from({ length: size }, (_, i) => i));

/** What is known of 40 members of 30 shingles and a newcomer of so many, which has met them often. */
function meetOften(size: number) {
  const sets = [...MEMBERS.map(() => setOfSize(30)), setOfSize(size)];
  const source = {
    setOf: (article: number) => sets[article] as ReturnType<typeof setOf>,
    windowKeysOf: () => new Float64Array(0),
  };
  const views = createJointViews(source, MOST_JOINT_BYTES);
  return [1, 2, 3].map(() => views.shingles(MEMBERS.length, MEMBERS))[2];
}

describe("createJointViews", () => {
  it("knows what a newcomer shares with all of a crowd", () => {
    expect(meetOften(16)?.shared[39]).toBe(16);
    expect(meetOften(16)?.sizes[39]).toBe(30);
  });

  it("leaves a newcomer of few shingles to be compared with one after the other", () => {
    expect(meetOften(15)).toBeUndefined();
  });
});
