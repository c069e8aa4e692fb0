import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUtf8 } from "../../src/read/decode.js";

function expectSame(bytes: Buffer): void {
  expect(decodeUtf8(bytes, isUtf8(bytes))).toBe(bytes.toString("utf8"));
}

describe("decodeUtf8", () => {
  it("gives what the engine gives, for any text", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("a", "é", "’", "漢", "\u{1f600}", "\ufeff", "\0", "\uffff"), maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (each) => expectSame(Buffer.from(each))),
      { seed: 81, numRuns: 3000 },
    );
  });

  it("gives what the engine gives, for bytes that are not UTF-8", () => {
    const bytes = fc.uint8Array({ maxLength: 80 }).map((each) => Buffer.from(each));
    fc.assert(fc.property(bytes, expectSame), { seed: 82, numRuns: 3000 });
    for (const broken of ["ed a0 80", "c0 80", "f4 90 80 80", "61 e2 80", "ef bb bf 61 ff"])
      expectSame(Buffer.from(broken.replaceAll(" ", ""), "hex"));
  });

  it("gives what the engine gives, for texts of megabytes and views into larger memory", () => {
    for (const text of ["a", "é", "“quoted” 漢字 "]) expectSame(Buffer.from(text.repeat(700_000)));
    const whole = Buffer.from("x“yz”x");
    expectSame(whole.subarray(1, whole.length - 1));
  });
});
