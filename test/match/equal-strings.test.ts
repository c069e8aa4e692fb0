import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFirstPlaces, keptHashes, stringHash } from "../../src/match/equal-strings.js";

describe("createFirstPlaces", () => {
  it("finds for each string the first place that was asked for with an equal one, as a map does", () => {
    const strings = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "\ud800"), maxLength: 3 }), { maxLength: 60 });
    fc.assert(
      fc.property(strings, (values) => {
        const firstPlace = createFirstPlaces(values.length, (place) => values[place] as string);
        const model = new Map<string, number>();
        for (const [place, value] of values.entries()) {
          if (!model.has(value)) model.set(value, place);
          expect(firstPlace(place)).toBe(model.get(value));
        }
      }),
      { seed: 7 },
    );
  });

  it("tells strings of equal hashes apart", () => {
    const values = ["a", "b", "a", "c", "b"];
    const firstPlace = createFirstPlaces(
      values.length,
      (place) => values[place] as string,
      () => 1,
    );
    expect(values.map((_, place) => firstPlace(place))).toEqual([0, 1, 0, 3, 1]);
  });
});

describe("stringHash", () => {
  it("is 0 for the empty string only, and 32 bits wide", () => {
    const property = fc.property(fc.string({ unit: "binary" }), (value) => {
      const hash = stringHash(value);
      expect(hash === 0).toBe(value === "");
      expect(hash).toBe(hash >>> 0);
    });
    fc.assert(property, { seed: 9 });
  });

  it("is what is kept of strings", () => {
    const values = ["", "a", "b"];
    const hashAt = keptHashes(values.length, (place) => values[place] as string);
    expect([0, 1, 2, 1, 0].map(hashAt)).toEqual([0, 1, 2, 1, 0].map((place) => stringHash(values[place] as string)));
  });
});
