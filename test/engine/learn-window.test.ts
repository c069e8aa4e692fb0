import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clusterPlaces,
  LearnWindow,
  WINDOW_BOUNDS,
  type WindowBounds,
  type WindowEntry,
  weightOf,
} from "../../src/engine/learn-window.js";

const SMALL: WindowBounds = { articles: 6, weight: 60, sourceArticles: 3, sourceWeight: 30 };

const entry = (record: number, source: string, more: Partial<WindowEntry> = {}): WindowEntry => ({
  ...{ record, id: `a${record}`, source, cluster: `c${record}`, supersedes: [], weight: 10 },
  ...more,
});

const recordsOf = (window: LearnWindow<WindowEntry>): number[] => window.entries().map(({ record }) => record);

describe("a learning window", () => {
  it("holds the newest articles of each source, however many a loud one sends", () => {
    const window = new LearnWindow(SMALL);
    window.add(entry(1, "quiet"));
    for (let record = 2; record < 50; record++) window.add(entry(record, "loud"));
    expect(recordsOf(window)).toEqual([1, 47, 48, 49]);
  });

  it("lets the oldest article of all go where there are too many sources", () => {
    const window = new LearnWindow(SMALL);
    for (let record = 1; record < 10; record++) window.add(entry(record, `s${record}`));
    expect(recordsOf(window)).toEqual([4, 5, 6, 7, 8, 9]);
  });

  it("takes one article of a cluster from each source", () => {
    const window = new LearnWindow(SMALL);
    expect(window.add(entry(1, "a", { cluster: "x" }))).toBe(true);
    expect(window.add(entry(2, "a", { cluster: "x" }))).toBe(false);
    expect(window.add(entry(3, "b", { cluster: "x" }))).toBe(true);
    expect(recordsOf(window)).toEqual([1, 3]);
  });

  it("takes no article that is heavier than a source's share, and one that just fits", () => {
    const window = new LearnWindow(SMALL);
    expect(window.add(entry(1, "a", { weight: 31 }))).toBe(false);
    window.add(entry(2, "a"));
    expect(window.add(entry(3, "a", { weight: 30 }))).toBe(true);
    expect(recordsOf(window)).toEqual([3]);
  });

  it("never holds more than its bounds, and what it holds depends on the entries' order only", () => {
    const entries = fc.array(
      fc.record({
        source: fc.constantFrom("a", "b", "c", "d"),
        cluster: fc.nat(8),
        weight: fc.integer({ min: 1, max: 40 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(entries, (rows) => {
        const window = new LearnWindow(SMALL);
        for (const [record, { source, cluster, weight }] of rows.entries()) {
          window.add(entry(record, source, { cluster: `c${cluster}`, weight }));
          const held = window.entries();
          const sum = (of: readonly WindowEntry[]) => of.reduce((total, one) => total + one.weight, 0);
          expect(held.length).toBeLessThanOrEqual(SMALL.articles);
          expect(sum(held)).toBeLessThanOrEqual(SMALL.weight);
          for (const name of "abcd") {
            const own = held.filter((one) => one.source === name);
            expect(own.length).toBeLessThanOrEqual(SMALL.sourceArticles);
            expect(sum(own)).toBeLessThanOrEqual(SMALL.sourceWeight);
            expect(new Set(own.map((one) => one.cluster)).size).toBe(own.length);
          }
        }
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it("does not take an article of a hundred thousand lines, and takes an ordinary one", () => {
    const window = new LearnWindow();
    const huge = Array.from({ length: 100_000 }, (_, n) => `Line ${n} that stands nowhere else`).join("\n");
    expect(window.add(entry(1, "a", { weight: weightOf(huge) }))).toBe(false);
    expect(window.add(entry(2, "a", { weight: weightOf(huge.slice(0, 20_000)) }))).toBe(true);
    expect(WINDOW_BOUNDS.sourceWeight).toBeLessThan(WINDOW_BOUNDS.weight / 4);
  });
});

describe("the weight of a text", () => {
  it("grows with its units and with its lines", () => {
    expect(weightOf("abc") + 33).toBe(weightOf("abc\n"));
    expect(weightOf("abcd")).toBe(weightOf("abc") + 1);
  });
});

describe("places of clusters", () => {
  it("are that of the first article of each", () => {
    const entries = [entry(1, "a", { cluster: "x" }), entry(2, "a"), entry(3, "b", { cluster: "x" })];
    expect([...clusterPlaces(entries)]).toEqual([0, 1, 0]);
  });

  it("are one where an article stands in the place of others", () => {
    const older = [entry(1, "a", { cluster: "x" }), entry(2, "b", { cluster: "y" }), entry(3, "c", { cluster: "y" })];
    const newer = entry(4, "d", { cluster: "z", supersedes: ["a1", "a2", "gone"] });
    expect([...clusterPlaces([...older, newer, entry(5, "e")])]).toEqual([0, 0, 0, 0, 4]);
  });
});
