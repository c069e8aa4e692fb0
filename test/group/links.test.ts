import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linksByArticle } from "../../src/group/links.js";
import { bestLink, type CopyLink, turn } from "../../src/group/stars.js";
import { shuffled } from "../match/shingle-sets.js";

const ARTICLES = 12;
const KINDS = ["", "near", "contains", "contained"] as const;

const score = fc.constantFrom(0.5, 0.7, 0.9);
const link = fc.record({
  article: fc.nat(ARTICLES - 1),
  other: fc.nat(ARTICLES - 1),
  relation: fc.constantFrom("near", "contains", "contained"),
  jaccard: score,
  containment: fc.tuple(score, score),
});

/** At most one link a pair. */
const links = fc.uniqueArray(link, {
  selector: ({ article, other }) => `${Math.min(article, other)} ${Math.max(article, other)}`,
  maxLength: 40,
});

const columnsOf = (rows: readonly CopyLink[]) => ({
  article: Uint32Array.from(rows, ({ article }) => article),
  other: Uint32Array.from(rows, ({ other }) => other),
  kinds: Uint8Array.from(rows, ({ relation }) => KINDS.indexOf(relation as "near")),
  scores: Float64Array.from(rows.flatMap(({ jaccard, containment }) => [jaccard, ...containment])),
});

/** The links of an article as objects, seen from it. */
const seenFrom = (rows: readonly CopyLink[], of: number): CopyLink[] =>
  rows.flatMap((one) => [one, turn(one)]).filter(({ article, other }) => article === of && other !== of);

describe("linksByArticle", () => {
  it("finds the link that bestLink finds among objects", () => {
    const canonicals = fc.array(fc.constantFrom(0, 1), { minLength: ARTICLES, maxLength: ARTICLES });
    fc.assert(
      fc.property(links, canonicals, fc.integer(), (rows, flags, seed) => {
        const apart = rows.filter(({ article, other }) => article !== other);
        const rank = shuffled(ARTICLES, seed);
        const byArticle = linksByArticle(columnsOf(apart));
        const canonical = { has: (article: number) => flags[article] === 1 };
        for (let article = 0; article < ARTICLES; article++) {
          const expected = bestLink(seenFrom(apart, article), canonical, (other) => rank[other] as number);
          expect(byArticle.best(article, Uint8Array.from(flags), rank)).toEqual(expected);
        }
      }),
      { seed: 5 },
    );
  });

  it("visits what an article contains, and counts what contains it", () => {
    fc.assert(
      fc.property(links, (rows) => {
        const apart = rows.filter(({ article, other }) => article !== other);
        const byArticle = linksByArticle(columnsOf(apart));
        for (let article = 0; article < ARTICLES; article++) {
          const own = seenFrom(apart, article);
          const visited: number[] = [];
          byArticle.visitContained(article, (other) => visited.push(other));
          const contained = own.filter(({ relation }) => relation === "contains").map(({ other }) => other);
          expect(visited.sort()).toEqual(contained.sort());
          expect(byArticle.containers(article)).toBe(own.filter(({ relation }) => relation === "contained").length);
        }
      }),
      { seed: 6 },
    );
  });

  it("knows no link of a row without a relation", () => {
    const none = { article: Uint32Array.of(0), other: Uint32Array.of(1), kinds: Uint8Array.of(0) };
    const byArticle = linksByArticle({ ...none, scores: Float64Array.of(1, 1, 1) });
    expect(byArticle.best(0, Uint8Array.of(1, 1), Uint32Array.of(0, 1))).toBeUndefined();
  });
});
