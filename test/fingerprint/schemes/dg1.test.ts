import { describe, expect, it } from "vitest";
import { createSketcher } from "../../../src/fingerprint/minhash.js";
import { createDg1 } from "../../../src/fingerprint/schemes/dg1.js";
import { randomHashes, setOf, take } from "../sets.js";

describe("the dg1 scheme", () => {
  it("sketches the shingle hashes and never asks for texts", () => {
    const shingles = setOf(take(randomHashes(5), 30));
    const texts = () => {
      throw new Error("asked for texts");
    };
    const options = { hashes: 32, seed: 4 };
    expect(createDg1(options).sketch({ shingles, texts })).toEqual(createSketcher(options)(shingles));
  });
});
