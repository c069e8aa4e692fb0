import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shingle } from "../../src/fingerprint/shingles.js";
import { isForm, isSurelyForm } from "../../src/match/form.js";
import { ANCHOR_TOKENS, alignStretches } from "../../src/match/passages.js";
import { similarity } from "../../src/match/similarity.js";
import { createSides } from "./texts.js";

const side = createSides();
const WIDTH = 5;

function compared(left: string, right: string) {
  const [a, b] = [side(left), side(right)];
  const [x, y] = [shingle(a.tokens, WIDTH), shingle(b.tokens, WIDTH)];
  const shared = Math.round(similarity(x, y).containment[0] * x.length);
  const byFacts = isSurelyForm(
    { tokens: a.tokens.count, facts: a.facts },
    { tokens: b.tokens.count, facts: b.facts },
    shared,
  );
  return { byFacts, form: isForm(a, b, alignStretches(a.tokens, b.tokens)) };
}

const quake = (size: string, distance: string, place: string): string =>
  `A quake of magnitude ${size} struck ${distance} km off ${place} on Monday, the survey said. No one was hurt and no harm was told of in the villages along the coast, where people are used to such tremors at this time of the year.`;

describe("a form", () => {
  it("is told by its facts where the shared shingles cover half of a text", () => {
    expect(compared(quake("4.2", "12", "Vessby"), quake("5.0", "31", "Tarn"))).toEqual({ byFacts: true, form: true });
  });

  it("is not told where the facts are the same", () => {
    expect(compared(quake("4.2", "12", "Vessby"), `${quake("4.2", "12", "Vessby")} More follows.`)).toEqual({
      byFacts: false,
      form: false,
    });
  });

  it("that is told by its facts is one by alignment too, for any texts", () => {
    expect(WIDTH).toBeGreaterThanOrEqual(ANCHOR_TOKENS);
    // Pieces of a text; the last two stand for facts that each text has its own of.
    const piece = fc.constantFrom("one", "two of", "the harbour said", "Vessby", "as told in the paper", "#", "#", "@");
    const filled = (pieces: readonly string[], facts: string): string =>
      pieces.map((one, i) => (one === "#" ? `${facts.length}${i}` : one === "@" ? `${facts}${i}` : one)).join(" ");
    const texts = fc.array(piece, { minLength: 4, maxLength: 60 });
    let told = 0;
    fc.assert(
      fc.property(texts, fc.nat(60), fc.nat(12), (pieces, from, count) => {
        const mixed = [...pieces.slice(0, from), ...pieces.slice(from + count)];
        const [left, right] = [filled(pieces, "Tarn"), filled(mixed, "Holmby")];
        const { byFacts, form } = compared(left, right);
        if (byFacts) told++;
        return !byFacts || form;
      }),
      { seed: 5, numRuns: 3000 },
    );
    expect(told).toBeGreaterThan(10);
  });
});
