import { describe, expect, it } from "vitest";
import { readBinary } from "../../src/kernel/binary.js";
import { instantiate } from "../../src/kernel/instantiate.js";
import { createKernel } from "../../src/kernel/kernel.js";
import { loadKernel } from "../../src/kernel/load.js";
import { resolveOptions } from "../../src/options.js";
import { createPipeline } from "../../src/pipeline.js";
import { freshKernel, MOST_UNITS } from "./kernels.js";

const binary = readBinary() as Uint8Array;

describe("loadKernel", () => {
  it("gives a kernel where the build made one", () => {
    expect(loadKernel()).toMatchObject({ name: "wasm", kernel: {} });
  });

  it("says why there is none where the code is missing, or not for this runtime", () => {
    expect(loadKernel(new Uint8Array(8))).toEqual({ name: "reference: this runtime has no WebAssembly SIMD" });
    expect(loadKernel(null)).toEqual({ name: "reference: the kernel was not built" });
  });

  it("gives kernels that do not share a text", () => {
    const [one, other] = [freshKernel(), freshKernel()];
    one.take("one text here");
    other.take("another");
    expect(one.tokenise([{ start: 0, end: 8 }])).toBe(2);
  });
});

describe("a kernel's memory", () => {
  it("is taken once, and never grows whatever is read", () => {
    const exports = instantiate(binary);
    if (exports === undefined) throw new Error("expected memory for a kernel");
    const { buffer } = exports.memory;
    const kernel = createKernel(exports);
    for (const piece of ["a ", "漢", "\ufdfa", "word ", "\u{10400} "]) {
      const text = piece.repeat(MOST_UNITS / piece.length);
      for (let turn = 0; turn < 3; turn++) {
        kernel.take(text);
        kernel.shingle(kernel.tokenise([{ start: 0, end: text.length }]) as number, 5);
        kernel.fold([{ start: 0, end: text.length }]);
      }
    }
    for (let article = 0; article < 20_000; article++) {
      kernel.take(`article ${article} of many`);
      kernel.shingle(kernel.tokenise([{ start: 0, end: 12 }]) as number, 5);
    }
    expect(exports.memory.buffer).toBe(buffer);
    expect(buffer.byteLength).toBeLessThan(50 << 20);
  });

  it("is laid out on addresses its columns need", () => {
    const exports = instantiate(binary);
    for (const name of ["KEYS", "SLOTS", "SHINGLES"] as const) expect((exports?.[name].value ?? 1) % 8).toBe(0);
    for (const name of ["DIRECTORY", "PAGES", "ROWS", "RANGES", "SIGNATURE"] as const) {
      expect((exports?.[name].value ?? 1) % 4).toBe(0);
    }
  });
});

describe("a pipeline", () => {
  it("says what makes its fingerprints", async () => {
    expect((await createPipeline(resolveOptions())).kernel).toBe("wasm");
    expect((await createPipeline(resolveOptions({ scheme: "minhash-js" }))).kernel).toBe(
      "reference: the kernel has no such analyzer or scheme",
    );
  });
});
