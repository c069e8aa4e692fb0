import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Range } from "../../src/model/span.js";
import { cutJson } from "../../src/read/cut-json.js";

/** The text without its cuts, as JSON.stringify writes it. */
function plain(text: string, cuts: readonly Range[]): string {
  let left = "";
  let from = 0;
  for (const { start, end } of cuts) {
    left += text.slice(from, start);
    from = end;
  }
  return JSON.stringify(left + text.slice(from));
}

const cut = (json: string, cuts: readonly Range[]): string | undefined => {
  const kept = cutJson(Buffer.from(json), cuts);
  return kept === undefined ? undefined : Buffer.concat(kept).toString();
};

/** JSON of a text whose writer escapes more than it must. */
const WRITERS: readonly ((text: string) => string)[] = [
  (text) => JSON.stringify(text),
  (text) => JSON.stringify(text).replaceAll("/", "\\/"),
  (text) =>
    JSON.stringify(text).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  (text) => JSON.stringify(text).replaceAll("\\n", "\\u000a"),
];

describe("cutJson", () => {
  const unit = fc.constantFrom("a", "\n", '"', "\\", "/", "u", "ü", "“", "\u2028", "😀", "\ud83d", "\u0001", "\u007f");
  const text = fc.array(unit, { maxLength: 30 }).map((units) => units.join(""));
  const edges = fc.array(fc.nat(60), { maxLength: 6 });

  it("gives what JSON.stringify gives of the text without its cuts, or nothing", () => {
    let given = 0;
    fc.assert(
      fc.property(text, edges, fc.constantFrom(...WRITERS), (whole, places, write) => {
        const sorted = places.map((place) => Math.min(place, whole.length)).sort((x, y) => x - y);
        const cuts = sorted.flatMap((start, i) =>
          i % 2 === 0 && i + 1 < sorted.length ? [{ start, end: sorted[i + 1] as number }] : [],
        );
        const found = cut(write(whole), cuts);
        if (found === undefined) return;
        given++;
        expect(found).toBe(plain(whole, cuts));
      }),
      { seed: 3, numRuns: 5000 },
    );
    expect(given).toBeGreaterThan(1000);
  });

  it("cuts lines out of common JSON, whatever the width of their letters", () => {
    const whole = 'Ein “Zitat” – 😀\nTeilen!\nSchluß "hier" \\ dort';
    const cuts = [{ start: whole.indexOf("Teilen"), end: whole.indexOf("Schluß") }];
    expect(cut(JSON.stringify(whole), cuts)).toBe(JSON.stringify('Ein “Zitat” – 😀\nSchluß "hier" \\ dort'));
    expect(cut('"abc"', [{ start: 0, end: 3 }])).toBe('""');
  });

  it.each([
    ["an escape of four digits", '"a\\u000ab"', 1, 2],
    ["one behind the cuts", '"abc\\u0041"', 0, 1],
    ["an escape that need not be", '"a\\/b"', 0, 3],
    ["one behind the cuts that need not be", '"abc\\/"', 0, 1],
    ["a cut that goes through a pair", '"😀x"', 1, 2],
    ["a cut that ends behind the text", '"abc"', 1, 4],
  ])("leaves %s to JSON.stringify", (_, json, start, end) => {
    expect(cut(json, [{ start, end }])).toBeUndefined();
  });
});
