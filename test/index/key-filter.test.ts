import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterWords, KeyFilter } from "../../src/index/key-filter.js";

/** Both lanes vary in all their bits. */
const word = fc.oneof(
  fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff),
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
);
const keys = fc.array(fc.tuple(word, word), { maxLength: 40 });

const flat = (pairs: readonly (readonly [number, number])[]): Uint32Array => Uint32Array.from(pairs.flat());

describe("a key filter", () => {
  it("picks of many keys those that it has one by one, in their order", () => {
    const check = (added: [number, number][], asked: [number, number][]): void => {
      const filter = KeyFilter.forKeys(added.length);
      for (const [lo, hi] of added) filter.add(lo, hi);
      const all = [...asked, ...added];
      const out = new Uint32Array(all.length * 2);
      const picked = [...out.subarray(0, filter.pick(flat(all), out))];
      const places = all.flatMap(([lo, hi], i) => (filter.has(lo, hi) ? [2 * i] : []));
      expect(picked).toEqual(places);
      expect(picked.slice(picked.length - added.length)).toEqual(added.map((_, i) => 2 * (asked.length + i)));
    };
    fc.assert(fc.property(keys, keys, check), { seed: 7, numRuns: 300 });
  });

  it("picks few keys that were not added", () => {
    const filter = KeyFilter.forKeys(1000);
    const key = (n: number): [number, number] => [Math.imul(n, 0x9e3779b1) >>> 0, Math.imul(n, 0x85ebca6b) >>> 0];
    for (let n = 0; n < 1000; n++) filter.add(...key(n));
    const others = flat(Array.from({ length: 10_000 }, (_, i) => key(5000 + i)));
    expect(filter.pick(others, new Uint32Array(others.length))).toBeLessThan(60);
  });

  it("reads a chunk once, when a key that is picked falls into it", () => {
    const stored = KeyFilter.forKeys(100_000);
    stored.add(5, 9);
    const read: number[] = [];
    const bytes = Buffer.from(stored.words.buffer);
    const filter = new KeyFilter(filterWords(stored.words.length), (chunk) => {
      read.push(chunk);
      return bytes.subarray(chunk * 16320, (chunk + 1) * 16320);
    });
    const out = new Uint32Array(4);
    expect(
      filter.pick(
        flat([
          [5, 9],
          [5, 9],
        ]),
        out,
      ),
    ).toBe(2);
    expect(read).toHaveLength(1);
  });
});
