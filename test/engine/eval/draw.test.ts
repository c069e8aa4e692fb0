import { describe, expect, it } from "vitest";
import { drawDecisions } from "../../../src/engine/eval/draw.js";
import type { Decision, StratumName } from "../../../src/engine/eval/strata.js";
import type { CatalogEntry } from "../../../src/model/catalog.js";
import { shuffled } from "../../match/shingle-sets.js";

const entries = Array.from({ length: 100 }, (_, at): CatalogEntry => {
  return { id: `id${at}`, source: "", date: null, url: null, agency: null, length: 1, tokens: 1, exact: `${at}` };
});

function decisions(stratum: StratumName, from: number, count: number): Decision[] {
  return Array.from({ length: count }, (_, at) => {
    return { stratum, first: from + at, second: 99, relation: "near", jaccard: 0.7, containment: [0.8, 0.8] };
  });
}

const all = [...decisions("near", 0, 40), ...decisions("form", 40, 3), ...decisions("single", 50, 30)];
const counts = (size: number): number[] =>
  drawDecisions(all, entries, size, 1)
    .filter(({ population }) => population > 0)
    .map(({ drawn }) => drawn.length);
const idsOf = (seed: number, from: readonly Decision[] = all): number[] =>
  drawDecisions(from, entries, 12, seed).flatMap(({ drawn }) => drawn.map(({ first }) => first));

describe("drawDecisions", () => {
  it.each([
    [2, [1, 1, 0]],
    [9, [3, 3, 3]],
    [20, [9, 3, 8]],
    [500, [40, 3, 30]],
  ])("gives %d places to the strata in turns, as far as they go", (size, expected) => {
    expect(counts(size)).toEqual(expected);
  });

  it("says how many decisions each stratum has", () => {
    const populations = drawDecisions(all, entries, 5, 1).map(({ stratum, population }) => [stratum, population]);
    expect(populations).toEqual(
      expect.arrayContaining([
        ["near", 40],
        ["form", 3],
        ["single", 30],
        ["exact", 0],
      ]),
    );
  });

  it("draws the same decisions for the same seed whatever their order, others for another seed", () => {
    const turned = Array.from(shuffled(all.length, 9), (at) => all[at] as Decision);
    expect(idsOf(1, turned)).toEqual(idsOf(1));
    expect(idsOf(2)).not.toEqual(idsOf(1));
  });

  it("draws every decision of a stratum about equally often", () => {
    const times = new Map<number, number>();
    for (let seed = 0; seed < 300; seed++) {
      for (const first of idsOf(seed, all.slice(0, 40))) times.set(first, (times.get(first) ?? 0) + 1);
    }
    // 300 draws of 12 out of 40: 90 expected each, standard deviation √(300 · .3 · .7) = 7.9; z = 4.
    expect(times.size).toBe(40);
    for (const count of times.values()) expect(Math.abs(count - 90)).toBeLessThan(4 * 7.9);
  });
});
