import { afterEach, describe, expect, it } from "vitest";
import { enlargePool } from "../../src/cli/larger-pool.js";

const usual = Buffer.poolSize;
afterEach(() => {
  Buffer.poolSize = usual;
});

/** Pieces of memory that so many buffers of 5,000 bytes lie in. */
const piecesOf = (count: number): number =>
  new Set(Array.from({ length: count }, () => Buffer.allocUnsafe(5000).buffer)).size;

describe("enlargePool", () => {
  it("has buffers of some thousand bytes share memory, which they do not without it", () => {
    expect(piecesOf(12)).toBe(12);
    enlargePool();
    expect(piecesOf(12)).toBeLessThanOrEqual(2);
  });
});
