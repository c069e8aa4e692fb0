import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pairRow, writePairs } from "../../src/engine/write-pairs.js";
import type { FoundPair } from "../../src/match/found-pair.js";
import type { CatalogEntry } from "../../src/model/catalog.js";
import type { Pair } from "../../src/model/pair.js";
import { tableOf } from "../match/pair-tables.js";
import { shuffled } from "../match/shingle-sets.js";
import { scratchFolder } from "./runs.js";

const folder = scratchFolder();
const passage = { a: { start: 3, end: 90 }, b: { start: 0, end: 87 }, tokens: 14 };
const PAIR: Pair = {
  a: 'a "quoted" id\n',
  b: "b\ud800",
  relation: "near",
  jaccard: 1 / 3,
  containment: [1e-7, 1],
  passages: [passage, passage],
};

describe("pairRow", () => {
  it.each([
    ["a pair with passages", PAIR],
    ["a pair without", { ...PAIR, passages: [] }],
    ["a revision", { ...PAIR, revision: true }],
  ])("says what JSON says of %s", (_, pair) => {
    const row = (range: { start: number; end: number }) => [range.start, range.end];
    const { passages, revision, ...rest } = pair as Pair;
    const rows = passages.map(({ a, b, tokens }) => ({ a: row(a), b: row(b), tokens }));
    expect(pairRow(pair)).toBe(`${JSON.stringify({ ...rest, passages: rows, ...(revision && { revision }) })}\n`);
  });
});

describe("writePairs", () => {
  it.each([
    ["as many at once as usual", undefined],
    ["three rows at once", { rows: 3, units: 1 << 24 }],
    ["of one row's text at once", { rows: 1 << 16, units: 3 }],
    ["of some rows' text, three at once", { rows: 3, units: 300 }],
  ])("sorts the rows by both ids, in whatever order the pairs were found, %s", (_, stretch) => {
    const entries = Array.from({ length: 40 }, (_, i) => entry(`id${(i * 17) % 40}`));
    const all: FoundPair[] = [];
    for (let first = 0; first < 40; first++) {
      for (let second = 0; second < 40; second++) {
        const [a, b] = [(entries[first] as CatalogEntry).id, (entries[second] as CatalogEntry).id];
        if (a < b && (first + second) % 3 === 0) all.push({ first, second, pair: { ...PAIR, a, b } });
      }
    }
    const mixed = Array.from(shuffled(all.length, 7), (i) => all[i] as FoundPair);
    const pairs = tableOf(mixed, entries);
    mkdirSync(folder, { recursive: true });
    writePairs(folder, { entries }, { matches: { pairs } as Parameters<typeof writePairs>[2]["matches"] }, stretch);
    const ids = readFileSync(join(folder, "pairs.jsonl"), "utf8").trimEnd().split("\n").map(idsOf);
    const expected = all.map(({ pair }) => `${pair.a} ${pair.b}`);
    expect(ids).toEqual(expected.sort());
  });
});

const idsOf = (row: string): string => {
  const { a, b } = JSON.parse(row) as Pair;
  return `${a} ${b}`;
};

function entry(id: string): CatalogEntry {
  return { id, source: "Post", date: null, url: null, agency: null, length: 9, tokens: 9, exact: id };
}
