import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidates } from "../../src/match/candidates.js";
import { byLeader } from "../../src/match/leader-order.js";

const candidates = fc.array(
  fc.record({ article: fc.nat(99), others: fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 5 }) }),
  { maxLength: 60 },
);

describe("byLeader", () => {
  it("gives each newcomer once, with the place at which it was found", () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 1, max: 40 }), (found, window) => {
        const given = [...byLeader(found, window)].sort((x, y) => x.place - y.place);
        expect(given).toEqual(found.map((one, place) => ({ ...one, place })));
      }),
      { seed: 7 },
    );
  });

  it("lets those follow each other that are compared with the same articles", () => {
    const found = [9, 4, 9, 4].map((leader, i): Candidates => ({ article: 20 + i, others: [leader + 3, leader] }));
    expect(Array.from(byLeader(found), ({ place }) => place)).toEqual([1, 3, 0, 2]);
  });

  it("puts nothing in order beyond a window", () => {
    const found = [9, 4, 9, 4].map((leader, i): Candidates => ({ article: 20 + i, others: [leader] }));
    expect(Array.from(byLeader(found, 1), ({ place }) => place)).toEqual([0, 1, 2, 3]);
  });

  it("asks for no more pairs than two windows hold and one newcomer more has", () => {
    let asked = 0;
    const source = function* (): Generator<Candidates> {
      for (let article = 0; article < 1000; article++) {
        asked += 2;
        yield { article, others: [1, 2] };
      }
    };
    let given = 0;
    for (const { others } of byLeader(source(), 16)) {
      expect(asked - given).toBeLessThanOrEqual(2 * 16 + 2);
      given += others.length;
    }
    expect(given).toBe(2000);
  });
});
