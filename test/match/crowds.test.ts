import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CROWD, leaveCrowds as leaveCrowdsOf } from "../../src/match/crowds.js";
import type { FoundPair } from "../../src/match/found-pair.js";
import type { CatalogEntry } from "../../src/model/catalog.js";
import type { Pair, Relation } from "../../src/model/pair.js";
import type { Range } from "../../src/model/span.js";
import { tableOf } from "./pair-tables.js";

const limits = { floor: 0.55 };

function leaveCrowds(pairs: readonly FoundPair[], entries: readonly CatalogEntry[], floor: typeof limits) {
  const { pairs: left, crowded } = leaveCrowdsOf(tableOf(pairs, entries), entries, floor);
  return { pairs: [...left], crowded };
}

const entriesOf = (sources: readonly string[]): CatalogEntry[] =>
  sources.map((source, index) => ({
    ...{ id: `a${index}`, source, date: null, url: null, agency: null, length: 900, tokens: 150, exact: `e${index}` },
  }));

interface Known {
  readonly relation?: Relation;
  readonly jaccard?: number;
  readonly containment?: readonly [number, number];
  readonly revision?: boolean;
}

/** A pair that shares one passage of 30 tokens. */
function share(first: number, second: number, a: Range, b: Range, known: Known = {}): FoundPair {
  const { relation = "partial", jaccard = 0.15, containment = [0.3, 0.3], revision } = known;
  const pair: Pair = {
    ...{ a: `a${first}`, b: `a${second}`, relation, jaccard, containment, passages: [{ a, b, tokens: 30 }] },
    ...(revision === undefined ? {} : { revision }),
  };
  return { first, second, pair };
}

const box: Range = { start: 100, end: 300 };

/** Every two of the articles share the same box. */
function crowd(size: number, known: Known = {}): FoundPair[] {
  const pairs: FoundPair[] = [];
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) pairs.push(share(i, j, box, box, known));
  return pairs;
}

const sources = (size: number, source = "Daily"): string[] => Array.from({ length: size }, () => source);

describe("leaveCrowds", () => {
  it("leaves out what three other stories of the source share", () => {
    expect(leaveCrowds(crowd(CROWD + 1), entriesOf(sources(CROWD + 1)), limits)).toEqual({ pairs: [], crowded: 6 });
  });

  it("keeps what two other stories of the source share", () => {
    const pairs = crowd(CROWD);
    expect(leaveCrowds(pairs, entriesOf(sources(CROWD)), limits)).toEqual({ pairs, crowded: 0 });
  });

  it("keeps what many outlets print", () => {
    const pairs = crowd(6);
    const outlets = ["A", "B", "C", "D", "E", "F"];
    expect(leaveCrowds(pairs, entriesOf(outlets), limits).pairs).toEqual(pairs);
  });

  it("makes no crowd of articles without a source", () => {
    const pairs = crowd(6);
    expect(leaveCrowds(pairs, entriesOf(sources(6, "")), limits).pairs).toEqual(pairs);
  });

  it("counts the copies of one story once", () => {
    const copies = crowd(4).map((found) =>
      found.first > 0
        ? share(found.first, found.second, box, box, { relation: "near", containment: [0.9, 0.9] })
        : found,
    );
    expect(leaveCrowds(copies, entriesOf(sources(4)), limits).pairs).toEqual(copies);
  });

  it("also drops a pair of two sources whose passage one of them prints everywhere", () => {
    const pairs = [...crowd(4), share(0, 4, box, { start: 0, end: 200 })];
    expect(leaveCrowds(pairs, entriesOf([...sources(4), "Other"]), limits)).toEqual({ pairs: [], crowded: 7 });
  });

  it("keeps a pair with a passage of its own beside the crowded one", () => {
    const own = { a: { start: 500, end: 700 }, b: { start: 500, end: 700 }, tokens: 25 };
    const pairs = crowd(4);
    const richer = pairs.map((found, index) =>
      index === 0 ? { ...found, pair: { ...found.pair, passages: [...found.pair.passages, own] } } : found,
    );
    expect(leaveCrowds(richer, entriesOf(sources(4)), limits)).toEqual({ pairs: [richer[0]], crowded: 5 });
  });

  it("keeps a passage that reaches far enough out of the crowd, and not one that hardly does", () => {
    const pairs = crowd(4);
    const far = share(0, 1, { start: 100, end: 1900 }, { start: 100, end: 1900 });
    const near = share(0, 1, { start: 100, end: 310 }, { start: 100, end: 310 });
    const withFirst = (first: FoundPair) => leaveCrowds([first, ...pairs.slice(1)], entriesOf(sources(4)), limits);
    expect(withFirst(far).pairs).toEqual([far]);
    expect(withFirst(near).pairs).toEqual([]);
  });

  it.each([
    ["copies", { relation: "near" }],
    ["contained articles", { relation: "contained" }],
    ["forms", { relation: "form" }],
    ["pairs just below the threshold", { jaccard: 0.6 }],
    ["states of one page", { revision: true }],
  ] as const)("keeps %s", (_, known) => {
    const pairs = crowd(5, known);
    expect(leaveCrowds(pairs, entriesOf(sources(5)), limits).pairs).toEqual(pairs);
  });

  it("does not depend on the order of the pairs", () => {
    const range = fc
      .tuple(fc.nat(400), fc.integer({ min: 1, max: 300 }))
      .map(([start, length]) => ({ start, end: start + length }));
    const pair = fc
      .tuple(fc.nat(6), fc.nat(6), range, range, fc.constantFrom(0.3, 0.6))
      .filter(([i, j]) => i < j)
      .map(([i, j, a, b, part]) => share(i, j, a, b, { containment: [part, part] }));
    const cases = fc
      .array(pair, { maxLength: 30 })
      .chain((pairs) => fc.tuple(fc.constant(pairs), fc.shuffledSubarray(pairs, { minLength: pairs.length })));
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.constantFrom("A", "B"), { minLength: 7, maxLength: 7 }),
        ([pairs, shuffled], names) => {
          const entries = entriesOf(names);
          const kept = new Set(leaveCrowds(pairs, entries, limits).pairs);
          expect(new Set(leaveCrowds(shuffled, entries, limits).pairs)).toEqual(kept);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});
