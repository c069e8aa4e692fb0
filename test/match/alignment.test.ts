import fc from "fast-check";
import { expect, it } from "vitest";
import { alignRuns } from "../../src/match/alignment.js";
import { Anchors, PLACES_MAX, windowKeys } from "../../src/match/anchors.js";
import { createSides } from "./texts.js";

const side = createSides();
const WINDOW = 4;

/** The places of b's windows as lists in a map; each run the longest at its place, ties to the last diagonal. */
function dullRuns(a: readonly string[], b: readonly string[]): number[][] {
  const places = new Map<string, number[]>();
  const windowAt = (list: readonly string[], i: number): string => list.slice(i, i + WINDOW).join(" ");
  for (let j = 0; j + WINDOW <= b.length; j++) {
    places.set(windowAt(b, j), [...(places.get(windowAt(b, j)) ?? []), j].slice(0, PLACES_MAX));
  }
  const runs: number[][] = [];
  let diagonal = 0;
  for (let i = 0; i + WINDOW <= a.length; ) {
    let best: [number, number] = [0, 0];
    for (const j of places.get(windowAt(a, i)) ?? []) {
      let length = 0;
      while (i + length < a.length && j + length < b.length && a[i + length] === b[j + length]) length++;
      if (length > best[1] || (length === best[1] && j - i === diagonal)) best = [j, length];
    }
    if (best[1] >= WINDOW) {
      runs.push([i, ...best]);
      diagonal = best[0] - i;
    }
    i += Math.max(1, best[1]);
  }
  return runs;
}

it("aligns as a search over a plain map does, windows that stand very often included", () => {
  const words = fc.array(fc.constantFrom("a", "b", "a", "a", "c"), { maxLength: 150 });
  fc.assert(
    fc.property(words, words, (x, y) => {
      const [a, b] = [side(x.join(" ")).tokens, side(y.join(" ")).tokens];
      const runs = alignRuns(a, b, new Anchors(windowKeys(b, WINDOW), WINDOW), windowKeys(a, WINDOW));
      expect(runs.map(({ aStart, bStart, length }) => [aStart, bStart, length])).toEqual(dullRuns(x, y));
    }),
    { seed: 1, numRuns: 300 },
  );
});
