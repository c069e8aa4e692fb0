import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortTriples } from "../../src/index/sort-triples.js";

const word = fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff);
const triple = fc.tuple(word, word, fc.nat(9));

describe("sorting triples", () => {
  it("keeps what is nearly sorted in order, as groups are sorted by their first bits", () => {
    const near = fc.array(fc.tuple(word, fc.nat(3), fc.nat(9)), { minLength: 200, maxLength: 400 });
    fc.assert(
      fc.property(near, (triples) => {
        const given = triples.map(([lo, hi, article], i) => [lo, (i >> 2) * 4 + hi, article] as const);
        const expected = given.toSorted((x, y) => x[1] - y[1] || x[0] - y[0] || x[2] - y[2]);
        expect([...sortTriples(Uint32Array.from(given.flat()))]).toEqual(expected.flat());
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it.each([12, 400])("goes by high lane, low lane and article, for up to %d of them", (maxLength) => {
    fc.assert(
      fc.property(fc.array(triple, { maxLength, minLength: maxLength > 100 ? 120 : 0 }), (triples) => {
        const expected = [...triples].sort((x, y) => x[1] - y[1] || x[0] - y[0] || x[2] - y[2]);
        expect([...sortTriples(Uint32Array.from(triples.flat()))]).toEqual(expected.flat());
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
