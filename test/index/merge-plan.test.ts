import fc from "fast-check";
import { expect, it } from "vitest";
import { dueMerge, FANOUT, tierOf } from "../../src/index/merge-plan.js";

/** Whether a window is one that may be merged for this tier. */
function isDue(tiers: readonly number[], tier: number, from: number, to: number): boolean {
  const window = tiers.slice(from, to);
  const ends = [window[0], window.at(-1)];
  return (
    ends.every((end) => end === tier) && window.every((other) => other <= tier) && countOf(window, tier) === FANOUT
  );
}

const countOf = (tiers: readonly number[], tier: number): number => tiers.filter((other) => other === tier).length;

/** As `dueMerge`, looking at all windows. */
function dueOfAll(tiers: readonly number[]) {
  for (const tier of [0, 1, 2, 3]) {
    for (let from = 0; from < tiers.length; from++) {
      for (let to = from + 1; to <= tiers.length; to++) if (isDue(tiers, tier, from, to)) return { tier, from, to };
    }
  }
  return undefined;
}

it("takes the oldest window of the lowest tier that is due", () => {
  const tier = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(0, 0, 0, 1, 1, 2, 3) },
    fc.constant(Number.POSITIVE_INFINITY),
  );
  fc.assert(
    fc.property(fc.array(tier, { maxLength: 40 }), (tiers) => {
      expect(dueMerge(tiers)).toEqual(dueOfAll(tiers));
    }),
    { numRuns: 1000, seed: 5 },
  );
});

it("writes an entry once a tier, and leaves few segments, however many tables come", () => {
  const tables = 5000;
  let sizes: number[] = [];
  let [written, most] = [0, 0];
  for (let n = 0; n < tables; n++) {
    sizes = [...sizes, 1];
    written++;
    for (let due = dueMerge(sizes.map(toTier)); due !== undefined; due = dueMerge(sizes.map(toTier))) {
      const merged = sizes.slice(due.from, due.to).reduce((sum, size) => sum + size, 0);
      written += merged;
      sizes = sizes.toSpliced(due.from, due.to - due.from, merged);
    }
    most = Math.max(most, sizes.length);
  }
  const tiers = Math.ceil(Math.log(tables) / Math.log(FANOUT));
  expect(written / tables).toBeLessThanOrEqual(tiers + 1);
  expect(most).toBeLessThanOrEqual(tiers * (FANOUT - 1));
});

const toTier = (size: number): number => tierOf(size, 1);

it("counts segments of tables that were not full, and empty ones, to the lowest tier", () => {
  expect([0, 1, 262_144, 300_000, 6 * 262_144, 36 * 262_144].map((entries) => tierOf(entries, 262_144))).toEqual([
    0, 0, 0, 0, 1, 2,
  ]);
});
