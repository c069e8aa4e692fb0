import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { components } from "../../src/group/components.js";

/** Flood fill: the dull model. */
function flood(count: number, links: readonly (readonly [number, number])[]): number[] {
  const names = new Array<number>(count).fill(-1);
  for (let start = 0; start < count; start++) {
    const open = names[start] === -1 ? [start] : [];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (names[node] !== -1) continue;
      names[node] = start;
      for (const [x, y] of links) {
        if (x === node) open.push(y);
        if (y === node) open.push(x);
      }
    }
  }
  return names;
}

describe("components", () => {
  it("names each component by its smallest member, and leaves what is not linked alone", () => {
    const links = [
      [4, 2],
      [2, 0],
      [3, 3],
    ] as const;
    expect([...components(6, links)]).toEqual([0, 1, 0, 3, 0, 5]);
  });

  it("agrees with flood fill", () => {
    const graph = fc.integer({ min: 1, max: 12 }).chain((count) => {
      const node = fc.integer({ min: 0, max: count - 1 });
      return fc.tuple(fc.constant(count), fc.array(fc.tuple(node, node), { maxLength: 15 }));
    });
    fc.assert(
      fc.property(graph, ([count, links]) => {
        expect([...components(count, links)]).toEqual(flood(count, links));
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
