import { describe, expect, it } from "vitest";
import { createByteCache } from "../../src/match/byte-cache.js";

/** A cache of numbers that are their own size, and what it had to read. */
function watched(mostBytes: number) {
  const cache = createByteCache<number>(mostBytes, (value) => value);
  const reads: number[] = [];
  const get = (key: number, size = 1): number =>
    cache.get(key, () => {
      reads.push(key);
      return size;
    });
  return { get, reads };
}

describe("createByteCache", () => {
  it("reads a value once as long as there is room", () => {
    const { get, reads } = watched(3);
    for (const key of [1, 2, 3, 1, 2, 3]) get(key);
    expect(reads).toEqual([1, 2, 3]);
  });

  it("forgets what was not asked for again before what was", () => {
    const { get, reads } = watched(3);
    for (const key of [1, 2, 3, 1, 4, 1, 3]) get(key);
    expect(reads).toEqual([1, 2, 3, 4]);
    get(2);
    expect(reads.at(-1)).toBe(2);
  });

  it("keeps a value that is larger than all its room, and nothing beside it", () => {
    const { get, reads } = watched(3);
    for (const key of [1, 2, 2, 1]) get(key, key === 2 ? 9 : 1);
    expect(reads).toEqual([1, 2, 1]);
  });

  it("ends where all values were asked for again", () => {
    const { get, reads } = watched(2);
    for (const key of [1, 2, 1, 2, 3]) get(key);
    get(3);
    expect(reads).toEqual([1, 2, 3]);
  });

  it("keeps what a plain list with a second chance keeps, however many went before", () => {
    const { get, reads } = watched(5);
    const line: { readonly key: number; isAsked: boolean }[] = [];
    const expected: number[] = [];
    for (let step = 0; step < 8000; step++) {
      const key = (step * step + 3 * step) % 11;
      get(key);
      const known = line.find((one) => one.key === key);
      if (known !== undefined) {
        known.isAsked = true;
        continue;
      }
      expected.push(key);
      while (line.length >= 5) {
        const first = line.shift() as (typeof line)[number];
        if (first.isAsked) line.push({ key: first.key, isAsked: false });
      }
      line.push({ key, isAsked: false });
    }
    expect(expected.length).toBeGreaterThan(2048);
    expect(reads).toEqual(expected);
  });
});
