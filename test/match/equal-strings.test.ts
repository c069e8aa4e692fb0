import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFirstPlaces } from "../../src/match/equal-strings.js";

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
});
