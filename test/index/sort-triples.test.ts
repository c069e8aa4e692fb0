import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortTriples } from "../../src/index/sort-triples.js";

const word = fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff);
const triple = fc.tuple(word, word, fc.nat(9));

describe("sorting triples", () => {
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
