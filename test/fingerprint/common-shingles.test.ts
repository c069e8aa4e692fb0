import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countCommon, countSpread, createShingleTable, withoutCommon } from "../../src/fingerprint/common-shingles.js";
import type { ShingleSet } from "../../src/model/fingerprint.js";

const setOf = (hashes: readonly bigint[]): ShingleSet =>
  BigUint64Array.from(new Set(hashes)).sort() as BigUint64Array as ShingleSet;

const hash = fc.oneof(fc.bigInt({ min: 0n, max: 30n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
const articles = fc.array(fc.record({ cluster: fc.nat(5), hashes: fc.array(hash, { maxLength: 30 }) }), {
  maxLength: 20,
});

function clustered(rows: readonly { readonly cluster: number; readonly hashes: readonly bigint[] }[], size?: number) {
  const sorted = [...rows].sort((a, b) => a.cluster - b.cluster);
  const row = (place: number) => sorted[place] as (typeof sorted)[number];
  return {
    count: sorted.length,
    size: (place: number) => size ?? row(place).hashes.length,
    cluster: (place: number) => row(place).cluster,
    source: (place: number) => row(place).cluster,
    set: (place: number) => setOf(row(place).hashes),
  };
}

describe("countCommon", () => {
  it("finds what a count of sets finds, in one pass and in several", () => {
    fc.assert(
      fc.property(articles, fc.integer({ min: 1, max: 4 }), (rows, least) => {
        const model = new Map<bigint, Set<number>>();
        for (const { cluster, hashes } of rows) {
          for (const value of hashes) model.set(value, (model.get(value) ?? new Set()).add(cluster));
        }
        const expected = [...model].filter(([, clusters]) => clusters.size >= least);
        const found = expected.map(([value, { size }]) => ({ hash: value, clusters: size }));
        found.sort((a, b) => (a.hash < b.hash ? -1 : 1));
        expect(countCommon(clustered(rows), least)).toEqual(found);
        expect(countCommon(clustered(rows, 1 << 22), least)).toEqual(found);
      }),
      { seed: 11, numRuns: 60 },
    );
  });
});

describe("countSpread", () => {
  it("keeps of a table what stands in enough sources", () => {
    const sets = clustered([
      { cluster: 0, hashes: [1n, 2n, 3n] },
      { cluster: 0, hashes: [1n, 2n] },
      { cluster: 1, hashes: [1n, 3n] },
    ]);
    const table = createShingleTable(BigUint64Array.from([1n, 2n]));
    expect([...countSpread(sets, table, 2)]).toEqual([1n]);
  });
});

describe("withoutCommon", () => {
  it("takes out what any table holds and nothing else", () => {
    fc.assert(
      fc.property(fc.array(hash), fc.array(hash), fc.array(hash), (all, first, second) => {
        const tables = [first, second].map((hashes) => createShingleTable(setOf(hashes)));
        const common = new Set([...first, ...second]);
        expect([...withoutCommon(setOf(all), tables)]).toEqual([...setOf(all.filter((value) => !common.has(value)))]);
      }),
      { seed: 13 },
    );
  });
});
