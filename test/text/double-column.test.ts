import { expect, it } from "vitest";
import { DoubleColumn } from "../../src/text/double-column.js";

it("a DoubleColumn gives doubles back, across the ends of blocks too", () => {
  const doubles = [0, -1.5, Number.POSITIVE_INFINITY, 1772355600123, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER];
  const column = new DoubleColumn();
  for (let n = 0; n < 40_000; n++) column.push(doubles[n % doubles.length] as number);
  for (let n = 0; n < 40_000; n += 7) expect(column.at(n)).toBe(doubles[n % doubles.length]);
});
