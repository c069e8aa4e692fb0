import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OutputError } from "../../src/errors.js";
import { NameColumn, StringColumn } from "../../src/text/string-column.js";

/** Any UTF-16, lone surrogates and NUL among it, digests, and null. */
const value = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 30, maxLength: 66 }),
  fc.constant(null),
);

describe("StringColumn", () => {
  it("gives every string back as it was, and null as null", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 80 }), (values) => {
        const column = new StringColumn();
        for (const one of values) column.push(one);
        expect(values.map((_, place) => column.at(place))).toEqual(values);
        expect(column.length).toBe(values.length);
      }),
      { seed: 3 },
    );
  });

  it("holds strings longer than its blocks, and more than one block of short ones", () => {
    const column = new StringColumn();
    const long = "ab".repeat(3 << 20);
    const wide = "汐".repeat(2 << 20);
    for (const one of ["first", long, "between", wide, "last"]) column.push(one);
    for (let i = 0; i < 60_000; i++) column.push(`https://page.example/a/rather/long/address/${i}`);
    expect([0, 1, 2, 3, 4].map((place) => column.at(place))).toEqual(["first", long, "between", wide, "last"]);
    expect(column.at(5 + 59_999)).toBe("https://page.example/a/rather/long/address/59999");
  });

  it("tells digits in capitals from those of digests", () => {
    const column = new StringColumn();
    column.push("ABCDEF".repeat(8));
    expect(column.at(0)).toBe("ABCDEF".repeat(8));
  });

  it("refuses a string that its log puts beyond 16 GB, and takes one before it", () => {
    const startingAt = (start: number) =>
      new StringColumn({ append: () => start, read: () => expect.fail("nothing is read") });
    const last = 2 ** 34 - 8;
    startingAt(last).push("before");
    for (const start of [last + 4, last + 8, 2 ** 40]) {
      expect(() => startingAt(start).push("beyond")).toThrow(OutputError);
    }
  });

  it("throws where there is no string", () => {
    const column = new StringColumn();
    column.push("one");
    expect(() => column.at(1)).toThrow(new RangeError("no string 1 among 1"));
    expect(() => column.at(-1)).toThrow(RangeError);
  });
});

describe("NameColumn", () => {
  it("gives every name back, null and the empty one apart", () => {
    const column = new NameColumn();
    const names = ["Echo", null, "", "Echo", "Herald", null];
    for (let round = 0; round < 400; round++) for (const name of names) column.push(name);
    expect(Array.from({ length: 2400 }, (_, place) => column.at(place))).toEqual(
      Array.from({ length: 400 }, () => names).flat(),
    );
  });
});
