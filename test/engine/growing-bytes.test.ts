import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GrowingBytes } from "../../src/engine/growing-bytes.js";

describe("GrowingBytes", () => {
  it("holds what was written, one behind the other, however large", () => {
    const item = fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array(), fc.constant("é".repeat(90_000)));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), (items) => {
        const out = new GrowingBytes();
        for (const each of items) out.write(each);
        const expected = Buffer.concat(items.map((each) => Buffer.from(each as string)));
        expect(out.length).toBe(expected.length);
        expect(Buffer.from(out.take()).equals(expected)).toBe(true);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it("gives away what it held: what comes later does not change it", () => {
    const out = new GrowingBytes();
    out.write("first");
    const taken = out.take();
    out.write("other");
    expect([Buffer.from(taken).toString(), Buffer.from(out.take()).toString()]).toEqual(["first", "other"]);
  });
});
