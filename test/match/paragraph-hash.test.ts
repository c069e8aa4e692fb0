import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashParagraph } from "../../src/match/paragraph-hash.js";

type Hash = readonly [lo: number, hi: number];

function hashOf(text: string, start = 0, end = text.length): Hash | undefined {
  let hash: Hash | undefined;
  hashParagraph(text, start, end, (lo, hi) => {
    hash = [lo, hi];
  });
  return hash;
}

/** The definition, a step at a time, by way of the fold of the whole line. */
function plainHash(line: string): Hash | undefined {
  if (!/[\p{L}\p{N}]/u.test(line)) return undefined;
  const folded = line
    .trim()
    .toLowerCase()
    .replace(/[\0-\x20\xa0]+/g, " ");
  let lo = 0x811c9dc5;
  let hi = 0x9747b28c;
  for (const unit of Array.from({ length: folded.length }, (_, i) => folded.charCodeAt(i))) {
    lo = Math.imul(lo ^ unit, 0x01000193);
    hi = Math.imul(hi ^ unit, 0x5bd1e995) + (hi >>> 17);
  }
  return [(lo ^ (hi >>> 16)) >>> 0, (hi ^ (lo >>> 15)) >>> 0];
}

/** Units around every border of the table, spaces of all kinds, letters whose lower case is longer or depends on others. */
const odd = fc.constantFrom(
  ..."aZ09 .\t\u000b\u000c\r\0\u001f\u007f\u0085\u00a0\u00adÀßÿĀİıſΑΣσςΩЯяԯ\u0530\u1680\u2000\u200a\u200b\u200f\u2010–—‘’“”…\u2027\u2028\u2029\u202f\u205f\u3000\ufeffẞKÅⅣ漢ガ\u0307\ud800\udc00",
  "𝐀",
  "𐐀",
);

describe("hashParagraph", () => {
  it("hashes any line as its definition says, whichever units it has", () => {
    const line = fc.oneof(
      fc.array(odd, { maxLength: 12 }).map((units) => units.join("")),
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(line, (one) => {
        expect(hashOf(one)).toEqual(plainHash(one));
      }),
      { numRuns: 20_000, seed: 17 },
    );
  });

  it("hashes every single unit, alone and between letters, as its definition says", () => {
    for (let unit = 0; unit < 0x10000; unit++) {
      const character = String.fromCharCode(unit);
      for (const line of [character, `A${character}`, `${character}B`, `A ${character} B`]) {
        const [found, expected] = [hashOf(line), plainHash(line)];
        if (found?.[0] !== expected?.[0] || found?.[1] !== expected?.[1]) {
          expect.fail(`unit ${unit.toString(16)}: expected ${expected}, found ${found}`);
        }
      }
    }
  });

  it("does not tell case, margins and the kind of white space apart", () => {
    expect(hashOf(" \u00a0Sign\t  UP now\r")).toEqual(hashOf("sign up NOW"));
  });

  it("tells other words apart, and what stands outside of the line does not count", () => {
    expect(hashOf("sign up")).not.toEqual(hashOf("sign in"));
    expect(hashOf("x\nsign up\ny", 2, 9)).toEqual(hashOf("sign up"));
  });

  it("takes no line without letter or digit", () => {
    expect(hashOf("* * * —")).toBeUndefined();
    expect(hashOf("…\u3000…")).toBeUndefined();
  });
});
