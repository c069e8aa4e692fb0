import { describe, expect, it } from "vitest";
import { exactJoin } from "../../benchmarks/exact-join.js";
import { BINS, type PlantedSets, plantContainment, plantJaccard } from "../../benchmarks/planted-sets.js";
import { SIZES } from "../../benchmarks/recall-curves.js";
import { Random } from "../../corpus/generator/random.js";
import { similarity } from "../../src/match/similarity.js";
import type { ShingleSet } from "../../src/model/fingerprint.js";
import { setOf } from "../match/shingle-sets.js";

const asked = ({ partner }: PlantedSets): number[] => [...partner.keys()].filter((i) => (partner[i] as number) >= 0);

/** Similarity of a set to its partner as the library measures it. */
const measured = ({ sets, partner }: PlantedSets, i: number) =>
  similarity(sets[i] as ShingleSet, sets[partner[i] as number] as ShingleSet);

describe.each([...SIZES])("planted pairs of %d shingles", (size) => {
  it("have the Jaccard they say, in the bin that was asked for", () => {
    for (let bin = 0; bin < BINS; bin++) {
      const planted = plantJaccard(size, bin, 4, new Random(bin));
      expect(asked(planted)).toHaveLength(4);
      for (const i of asked(planted)) {
        const { jaccard } = measured(planted, i);
        expect(jaccard).toBe(planted.similarity[i]);
        expect(jaccard).toBeGreaterThanOrEqual(bin / BINS - 1e-9);
        expect(jaccard).toBeLessThan((bin + 1) / BINS);
      }
    }
  });

  it("have the containment they say, in a text four times as long", () => {
    for (let bin = 0; bin < BINS; bin++) {
      const planted = plantContainment(size, bin, 4, new Random(bin));
      for (const i of asked(planted)) {
        expect(measured(planted, i).containment[0]).toBeCloseTo(planted.similarity[i] as number, 12);
        expect(planted.similarity[i]).toBeGreaterThanOrEqual(bin / BINS - 1e-9);
        expect(planted.sets[planted.partner[i] as number]).toHaveLength(4 * size);
      }
    }
  });
});

describe("exactJoin", () => {
  const random = new Random(5);
  const sets = Array.from({ length: 60 }, () =>
    setOf(Array.from({ length: random.between(0, 40) }, () => random.below(60))),
  );

  it.each([0.01, 0.5, 0.9, 1])("finds what comparing all pairs finds, at %d of the smaller set", (least) => {
    const dull = sets.flatMap((b, j) =>
      sets.slice(0, j).flatMap((a, i) => {
        const shared = Math.max(...similarity(a, b).containment) * Math.min(a.length, b.length);
        return shared > 0 && shared >= least * Math.min(a.length, b.length) - 1e-9
          ? [`${i} ${j} ${Math.round(shared)}`]
          : [];
      }),
    );
    const joined = [...exactJoin(sets, least)].map(({ a, b, shared }) => `${a} ${b} ${shared}`);
    expect(joined.sort()).toEqual(dull.sort());
    expect(dull.length).toBeGreaterThan(0);
  });
});
