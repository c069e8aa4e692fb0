import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortNumbers } from "../../src/text/sort-numbers.js";

describe("sortNumbers", () => {
  it("sorts by a rule, equal ones in their order, as a sort of an array does", () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 40 }), (values, divisor) => {
        const rule = (x: number, y: number): number => Math.floor(x / divisor) - Math.floor(y / divisor);
        const column = Uint32Array.from(values);
        expect([...sortNumbers(column, rule)]).toEqual([...values].sort(rule));
        expect(sortNumbers(column, rule)).toBe(column);
      }),
      { seed: 11 },
    );
  });

  it.each([15, 16, 17, 31, 32, 33, 4_097])("sorts %d numbers that come in falling order", (count) => {
    const falling = Uint32Array.from({ length: count }, (_, n) => count - n);
    expect([...sortNumbers(falling, (x, y) => x - y)]).toEqual(Array.from({ length: count }, (_, n) => n + 1));
  });
});
