import { expect, it } from "vitest";
import { createUnits } from "../../src/text/text-units.js";

it("gives the units of a text, halves of pairs too, and does not touch those behind it", () => {
  const units = createUnits(6);
  expect(Array.from(units.take("a\u20acb\ud800\u{1f600}"))).toEqual([0x61, 0x20ac, 0x62, 0xd800, 0xd83d, 0xde00]);
  expect(Array.from(units.take("xy").subarray(0, 3))).toEqual([0x78, 0x79, 0x62]);
});
