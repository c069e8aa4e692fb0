import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDuplicates } from "../../src/engine/find-duplicates.js";
import { DEFAULTS } from "../../src/options.js";

const SHINGLE = 5;

/** Words that no rule of cleaning speaks of, a few of them signs that are tokens of their own. */
const word = fc.constantFrom("harbour", "Ferry", "winter", "bridge", "köln", "мост", "مطر", "雨", "橋", "สะพาน");
const noise = fc.constantFrom(" ", "  ", " 🚲 ", " … ", "\n");

/** The tokens a text was made of, and the text. */
const shortText = fc.array(fc.tuple(word, noise), { minLength: 0, maxLength: 20 }).map((parts) => ({
  tokens: parts.flatMap(([token]) => (/[\u0e00-\u0e7f]/.test(token) ? [...token] : [token.toLowerCase()])),
  text: parts.map(([token, gap]) => token + gap).join(""),
}));

type Short = { readonly tokens: readonly string[]; readonly text: string };

/** Every run of five tokens; all tokens of a shorter text. */
function shinglesOf(tokens: readonly string[]): Set<string> {
  const last = Math.max(0, tokens.length - SHINGLE);
  const runs = Array.from({ length: last + 1 }, (_, i) => tokens.slice(i, i + SHINGLE).join(" "));
  return new Set(tokens.length === 0 ? [] : runs);
}

/** Whether two texts are copies by the definition, with nothing clever. */
function areCopies(a: Short, b: Short): boolean {
  const [x, y] = [shinglesOf(a.tokens), shinglesOf(b.tokens)];
  const shared = [...x].filter((run) => y.has(run)).length;
  if (shared === 0) return false;
  const jaccard = shared / (x.size + y.size - shared);
  return jaccard >= DEFAULTS.threshold || Math.max(shared / x.size, shared / y.size) >= DEFAULTS.containment;
}

describe("short texts", () => {
  it("are merged only where they are copies, and none is dropped", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(shortText, { minLength: 2, maxLength: 12 }), async (texts) => {
        const articles = texts.map(({ text }, index) => ({ id: `t${index}`, text }));
        const { outcomes } = await findDuplicates(articles);
        expect(outcomes.map(({ article }) => article.id)).toEqual(articles.map(({ id }) => id));
        for (const [index, { duplicateOf }] of outcomes.entries()) {
          if (duplicateOf === undefined) continue;
          const kept = texts[Number(duplicateOf.id.slice(1))] as Short;
          expect(areCopies(texts[index] as Short, kept)).toBe(true);
        }
      }),
      { seed: 20, numRuns: 120 },
    );
  });

  it("are merged where their tokens are equal, and never where there is no token", async () => {
    await fc.assert(
      fc.asyncProperty(shortText, async ({ text, tokens }) => {
        const { outcomes } = await findDuplicates([
          { id: "a", text },
          { id: "b", text: ` ${text.toUpperCase()}` },
        ]);
        expect(outcomes.some(({ duplicateOf }) => duplicateOf !== undefined)).toBe(tokens.length > 0);
      }),
      { seed: 21, numRuns: 60 },
    );
  });

  it.each(["", " \n ", "🚲🚲", "…", "\u0000", "\ud800"])(
    "of no token are never copies of each other: %j",
    async (text) => {
      const { outcomes, pairs } = await findDuplicates([
        { id: "a", text },
        { id: "b", text },
      ]);
      expect(outcomes.map(({ duplicateOf }) => duplicateOf)).toEqual([undefined, undefined]);
      expect(pairs).toEqual([]);
    },
  );

  it("of furniture alone stay what they are, and match only their equals", async () => {
    const texts = ["Advertisement", "Share this article", "Advertisement", "Read more: the ferry is late"];
    const { outcomes } = await findDuplicates(texts.map((text, index) => ({ id: `f${index}`, text })));
    expect(outcomes.map(({ duplicateOf }) => duplicateOf?.id)).toEqual([undefined, undefined, "f0", undefined]);
    expect(outcomes.map(({ cleaned }) => cleaned.text)).toEqual(texts);
  });
});
