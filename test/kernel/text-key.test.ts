import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTextKey, keyOfText } from "../../src/text/text-key.js";
import { anyText } from "../text/unicode.js";
import { anyArticle, kernel, MOST_UNITS } from "./kernels.js";

const keyOnKernel = createTextKey(kernel);

describe("the kernel's keys of texts", () => {
  it("are those of the reference for any text", () => {
    const property = fc.property(fc.oneof(anyText, anyArticle), (text) => {
      expect(keyOnKernel(text)).toEqual(keyOfText(text));
    });
    fc.assert(property, { seed: 72, numRuns: 2000 });
  });

  it("are those of the reference for every length, whatever text was taken before", () => {
    for (let length = 0; length < 40; length++) {
      keyOnKernel("ÿ".repeat(60));
      expect(keyOnKernel("é".repeat(length))).toEqual(keyOfText("é".repeat(length)));
    }
  });

  it("are those of the reference for texts that it has just room for, and for longer ones", () => {
    for (const length of [MOST_UNITS, MOST_UNITS + 1]) {
      const text = "x".repeat(length);
      expect(keyOnKernel(text)).toEqual(keyOfText(text));
    }
  });

  it("leave the text as it is for what reads it next", () => {
    const text = "Twelve boats left the harbour of Brennick";
    expect(kernel.take(text)).toBe(true);
    const tokens = kernel.tokenise([{ start: 0, end: text.length }]);
    kernel.textKey();
    expect(kernel.tokenise([{ start: 0, end: text.length }])).toBe(tokens);
  });
});
