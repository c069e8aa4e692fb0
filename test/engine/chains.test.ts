import { describe, expect, it } from "vitest";
import { findDuplicates } from "../../src/engine/find-duplicates.js";
import { DEFAULTS } from "../../src/options.js";

const LENGTH = 240;
/** Words between two edits: one word in fifty changes some ten of a hundred shingles. */
const EDIT_EVERY = 50;

/** Words no two articles of which are equal by chance. */
const words = (seed: string): string[] => Array.from({ length: LENGTH }, (_, i) => `${seed}${(i * 7919) % 6151}x`);

/** Articles of which each is the one before with one word in fifty changed: neighbours are copies, ends are not. */
function chain(seed: string, links: number): string[] {
  const text = words(seed);
  const texts = [text.join(" ")];
  for (let link = 1; link < links; link++) {
    for (let at = link % EDIT_EVERY; at < LENGTH; at += EDIT_EVERY) text[at] = `${seed}edit${link}at${at}`;
    texts.push(text.join(" "));
  }
  return texts;
}

describe("a chain of copies", () => {
  const articles = ["north", "south"].flatMap((seed) =>
    chain(seed, 30).map((text, link) => ({ id: `${seed}${String(link).padStart(2, "0")}`, text })),
  );

  it("is cut where an article is no copy of the one that is kept", async () => {
    const { clusters, outcomes, pairs } = await findDuplicates(articles);
    const kept = outcomes.filter(({ duplicateOf }) => duplicateOf === undefined).length;
    expect(kept).toBeGreaterThan(4);
    expect(kept).toBeLessThan(articles.length / 2);
    expect(pairs.filter(({ relation }) => relation === "near").length).toBeGreaterThan(articles.length);
    for (const { members } of clusters) {
      for (const { relation, jaccard, containment } of members) {
        if (relation === "canonical") continue;
        expect(jaccard >= DEFAULTS.threshold || Math.max(...containment) >= DEFAULTS.containment).toBe(true);
      }
    }
  });

  it("gives every member the Jaccard similarity it has with the one that is kept", async () => {
    const { outcomes } = await findDuplicates(articles);
    const text = new Map(articles.map(({ id, text }) => [id, text]));
    for (const { article, duplicateOf } of outcomes) {
      if (duplicateOf === undefined) continue;
      const similarity = jaccard(text.get(article.id) as string, text.get(duplicateOf.id) as string);
      expect(duplicateOf.jaccard).toBeCloseTo(similarity, 12);
    }
  });
});

function jaccard(a: string, b: string): number {
  const [x, y] = [runs(a), runs(b)];
  const shared = [...x].filter((run) => y.has(run)).length;
  return shared / (x.size + y.size - shared);
}

function runs(text: string): Set<string> {
  const tokens = text.split(" ");
  return new Set(Array.from({ length: tokens.length - 4 }, (_, i) => tokens.slice(i, i + 5).join(" ")));
}
