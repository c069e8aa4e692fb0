import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClusterCounts } from "../../src/text/cluster-counts.js";

const half = fc.integer({ min: -4, max: 4 });

describe("ClusterCounts", () => {
  it("counts as a map of sets does", () => {
    const rows = fc.array(fc.record({ lo: half, hi: half, cluster: fc.nat(6) }), { maxLength: 200 });
    fc.assert(
      fc.property(rows, (added) => {
        const counts = new ClusterCounts();
        const model = new Map<string, Set<number>>();
        for (const { lo, hi, cluster } of [...added].sort((a, b) => a.cluster - b.cluster)) {
          counts.add(lo, hi, cluster);
          const key = `${lo} ${hi}`;
          model.set(key, (model.get(key) ?? new Set()).add(cluster));
        }
        for (const [key, clusters] of model) {
          const [lo, hi] = key.split(" ").map(Number) as [number, number];
          expect(counts.count(lo, hi)).toBe(clusters.size);
        }
        expect(counts.count(99, 99)).toBe(0);
      }),
      { seed: 7 },
    );
  });

  it("keeps its counts when it grows, and visits only the keys of enough clusters", () => {
    const counts = new ClusterCounts();
    for (let cluster = 0; cluster < 2; cluster++) {
      for (let key = 0; key < 20_000; key += 1 + cluster) counts.add(key, key ^ 5, cluster);
    }
    const found: number[] = [];
    counts.forEachFrom(2, (lo, hi, clusters) => {
      expect([hi, clusters]).toEqual([lo ^ 5, 2]);
      found.push(lo);
    });
    expect(found).toHaveLength(10_000);
    expect(found.every((key) => key % 2 === 0)).toBe(true);
  });
});
