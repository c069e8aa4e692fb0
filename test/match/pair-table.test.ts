import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FoundPair } from "../../src/match/found-pair.js";
import { mostAlike } from "../../src/match/most-alike.js";
import { RELATIONS } from "../../src/match/pair-table.js";
import type { CatalogEntry } from "../../src/model/catalog.js";
import { tableOf } from "./pair-tables.js";

const entries = Array.from({ length: 12 }, (_, index): CatalogEntry => {
  const id = `a${String(index).padStart(2, "0")}`;
  return { id, source: "S", date: `day ${index}`, url: null, agency: null, length: 9, tokens: 9, exact: id };
});

const unit = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const range = fc.tuple(fc.nat(500), fc.nat(500)).map(([start, more]) => ({ start, end: start + more }));
const passage = fc.record({ a: range, b: range, tokens: fc.integer({ min: 10, max: 200 }) });
const pair: fc.Arbitrary<FoundPair> = fc
  .record({
    ...{ first: fc.nat(5), more: fc.integer({ min: 1, max: 6 }), relation: fc.constantFrom(...RELATIONS) },
    ...{ jaccard: unit, containment: fc.tuple(unit, unit), passages: fc.array(passage, { maxLength: 4 }) },
    isRevision: fc.boolean(),
  })
  .map(({ first, more, isRevision, ...found }) => {
    const second = first + more;
    const [a, b] = [entries[first]?.id as string, entries[second]?.id as string];
    return { first, second, pair: { a, b, ...found, ...(isRevision ? { revision: true } : {}) } };
  });
const pairs = fc.array(pair, { maxLength: 40 });

describe("PairTable", () => {
  it("gives the pairs back as they were put in", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const table = tableOf(list, entries);
        expect([...table]).toEqual(list);
        for (const [place, { pair: found }] of list.entries()) {
          expect(table.longest(place)).toBe(Math.max(0, ...found.passages.map(({ tokens }) => tokens)));
        }
      }),
      { seed: 11 },
    );
  });

  it("leaves out pairs and renames relations; a mark of revision goes with the relation that made it", () => {
    const near = { relation: "near", jaccard: 0.8, containment: [0.9, 0.9], passages: [] } as const;
    const [a, b, c] = entries.map(({ id }) => id) as [string, string, string];
    const table = tableOf(
      [
        { first: 0, second: 1, pair: { a, b, ...near, revision: true } },
        { first: 0, second: 2, pair: { a, b: c, ...near, revision: true } },
      ],
      entries,
    );
    const left = table.relabelled((place) => (place === 0 ? undefined : "partial"));
    expect([...left]).toEqual([{ first: 0, second: 2, pair: { a, b: c, ...near, relation: "partial" } }]);
    expect([...table.relabelled(() => "near")]).toEqual([...table]);
  });

  it("forgets passages where they are not wanted, and nothing else", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const without = list.map((found) => ({ ...found, pair: { ...found.pair, passages: [] } }));
        expect([...tableOf(list, entries).withoutPassages()]).toEqual(without);
      }),
      { seed: 12 },
    );
  });
});

describe("mostAlike", () => {
  it("gives the first of all pairs that are no copies, sorted by Jaccard and ids", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 6 }), (list, most) => {
        const sorted = list
          .map(({ pair: found }) => found)
          .filter(({ relation }) => relation === "partial" || relation === "form")
          .sort((x, y) => y.jaccard - x.jaccard || (x.a + x.b < y.a + y.b ? -1 : 1));
        const names = (some: typeof sorted) => some.map(({ a, b, jaccard }) => `${jaccard} ${a} ${b}`);
        expect(names(mostAlike(tableOf(list, entries), most))).toEqual(names(sorted.slice(0, most)));
      }),
      { seed: 13 },
    );
  });
});
