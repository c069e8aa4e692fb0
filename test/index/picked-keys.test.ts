import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyFilter } from "../../src/index/key-filter.js";
import { PickedKeys, packPicks } from "../../src/index/picked-keys.js";

/** Few keys, so that many pass; both lanes vary in all their bits. */
const word = fc.constantFrom(0, 1, 7, 0x7fffffff, 0x80000000, 0x9e3779b9, 0xffffffff);
const keys = fc.array(fc.tuple(word, word), { maxLength: 30 }).map((pairs) => Uint32Array.from(pairs.flat()));
/** Of several sizes: a key lies at another place in each. */
const filter = fc.tuple(keys, fc.constantFrom(1, 100, 5000)).map(([added, room]) => {
  const made = KeyFilter.forKeys(room);
  for (let at = 0; at < added.length; at += 2) made.add(added[at] as number, added[at + 1] as number);
  return made;
});

const picked = (out: Uint32Array, count: number | undefined): number[] => [...out.subarray(0, count)];

describe("keys that are picked ahead", () => {
  it("are those that each filter picks of each list, in the same order", () => {
    const check = (filters: KeyFilter[], lists: Uint32Array[]): void => {
      const words = packPicks(filters, lists);
      let start = 0;
      for (const list of lists) {
        const ahead = new PickedKeys(filters, words, start);
        for (const one of filters) {
          const [given, expected] = [new Uint32Array(list.length), new Uint32Array(list.length)];
          const count = ahead.take(one, given);
          expect(picked(given, count)).toEqual(picked(expected, one.pick(list, expected)));
        }
        start = ahead.end;
      }
      expect(start).toBe(words.length);
    };
    const some = fc.array(filter, { maxLength: 4 });
    fc.assert(fc.property(some, fc.array(keys, { maxLength: 6 }), check), { seed: 5, numRuns: 200 });
  });

  it("are unknown of a filter that was not asked, be it of the same words", () => {
    const [asked, list] = [KeyFilter.forKeys(1), Uint32Array.of(1, 2)];
    const ahead = new PickedKeys([asked], packPicks([asked], [list]), 0);
    expect(ahead.take(asked, new Uint32Array(2))).toBe(0);
    expect(ahead.take(new KeyFilter(asked.words), new Uint32Array(2))).toBeUndefined();
  });
});
