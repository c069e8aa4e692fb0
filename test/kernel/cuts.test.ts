import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Range } from "../../src/model/span.js";
import { cutAtPlaces, cutJson } from "../../src/read/cut-json.js";
import { kernel } from "./kernels.js";

const placeOf = (json: Buffer) => ({ bytes: json, text: { start: 0, end: json.length } });

/** What the kernel's places leave of a string, and what the reference leaves. */
function bothWays(text: string, cuts: readonly Range[]): readonly [string | undefined, string | undefined] {
  const json = Buffer.from(text);
  const places = kernel.findCuts(placeOf(json), cuts);
  const own = places === undefined ? undefined : Buffer.concat(cutAtPlaces(json, places)).toString();
  const kept = cutJson(json, cuts);
  return [own, kept === undefined ? undefined : Buffer.concat(kept).toString()];
}

const piece = fc.oneof(
  {
    weight: 60,
    arbitrary: fc.constantFrom("a", "bc", "word and word and more ", "\\n", '\\"', "\\\\", "ü", "“", "😀"),
  },
  { weight: 1, arbitrary: fc.constantFrom("\\u0041", "\\/", "\\ud83d\\ude00") },
);
const anyJson = fc.array(piece, { minLength: 5, maxLength: 40 }).map((pieces) => `"${pieces.join("")}"`);
const anyEdges = fc.array(fc.nat(60), { minLength: 2, maxLength: 6 });

describe("the kernel's cuts in the bytes of a text", () => {
  it("are those of the reference, and none where it makes none", () => {
    let made = 0;
    const property = fc.property(anyJson, anyEdges, (json, edges) => {
      const sorted = [...edges].sort((x, y) => x - y);
      const cuts: Range[] = [];
      for (let at = 0; at + 1 < sorted.length; at += 2)
        cuts.push({ start: sorted[at] as number, end: sorted[at + 1] as number });
      const [own, kept] = bothWays(json, cuts);
      expect(own).toBe(kept);
      if (own !== undefined) made++;
    });
    fc.assert(property, { seed: 17, numRuns: 4000 });
    expect(made).toBeGreaterThan(500);
  });

  it("are found wherever in a vector a character, an escape or the end stands", () => {
    for (const character of ["x", "é", "漢", "😀", "\\n", "\\u0041"]) {
      for (let before = 0; before < 40; before++) {
        const json = `"${"a".repeat(before)}${character}${"b".repeat(40 - before)}"`;
        const [own, kept] = bothWays(json, [{ start: before, end: before + 2 }]);
        expect(own).toBe(kept);
      }
    }
  });

  it("are found again after another string was taken in", () => {
    const [one, other] = [placeOf(Buffer.from('"one two three"')), placeOf(Buffer.from('"zwei  drei"'))];
    const cuts = [{ start: 3, end: 7 }];
    expect([...(kernel.findCuts(one, cuts) ?? [])]).toEqual([4, 8]);
    kernel.takeJson(other);
    expect([...(kernel.findCuts(one, cuts) ?? [])]).toEqual([4, 8]);
    kernel.scanRecord(Buffer.from('{"text":"another"}'));
    expect([...(kernel.findCuts(one, cuts) ?? [])]).toEqual([4, 8]);
    expect(kernel.taken()).toBe("zwei  drei");
  });

  it("are left to the reference where they are too many", () => {
    const cuts = Array.from({ length: (1 << 16) + 1 }, (_, i) => ({ start: 2 * i, end: 2 * i + 1 }));
    expect(kernel.findCuts(placeOf(Buffer.from(`"${"x".repeat(1 << 18)}"`)), cuts)).toBeUndefined();
  });

  it("are left to the reference in a string that is too long", () => {
    expect(kernel.findCuts(placeOf(Buffer.from(`"${"x".repeat(1 << 20)}"`)), [{ start: 0, end: 1 }])).toBeUndefined();
  });
});
