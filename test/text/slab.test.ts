import { describe, expect, it } from "vitest";
import { createSlab } from "../../src/text/slab.js";

const COLUMN = Uint32Array.from({ length: 40_000 }, (_, i) => i * 3);

describe("createSlab", () => {
  it("gives copies that later ones and changes of the column leave alone", () => {
    const column = COLUMN.slice();
    const copy = createSlab(column, (length) => new Uint32Array(length));
    const copies = Array.from({ length: 200 }, (_, i) => copy(i * 7, (i * 37) % 900));
    column.fill(1);
    for (const [i, found] of copies.entries()) expect(found).toEqual(COLUMN.slice(i * 7, i * 7 + ((i * 37) % 900)));
  });

  it("gives large ones memory of their own, small ones a shared piece", () => {
    const copy = createSlab(BigUint64Array.from(COLUMN, BigInt), (length) => new BigUint64Array(length));
    expect(copy(5, 30_000)).toEqual(BigUint64Array.from(COLUMN.slice(5, 30_005), BigInt));
    expect(copy(0, 30_000).buffer.byteLength).toBe(240_000);
    expect(copy(0, 10).buffer).toBe(copy(3, 10).buffer);
    expect(copy(0, 0)).toHaveLength(0);
  });
});
