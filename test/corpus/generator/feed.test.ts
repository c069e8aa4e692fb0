import { describe, expect, it } from "vitest";
import { type FeedItem, type FeedOptions, generateFeed } from "../../../corpus/generator/feed.js";
import { relationOf, similarityOf, textWithout, tokensOf } from "../shingle-model.js";

function feedOf(options: FeedOptions): readonly FeedItem[] {
  return [...generateFeed(options)];
}

const feed = feedOf({ seed: 7, articles: 1500 });
const bodies = new Map(feed.map(({ record, furniture }) => [record.id, tokensOf(textWithout(record.text, furniture))]));
const truths = feed.flatMap(({ truth }) => truth);

describe("a generated feed", () => {
  it("is the same for the same seed", () => {
    expect(feedOf({ seed: 3, articles: 200 })).toEqual(feedOf({ seed: 3, articles: 200 }));
  });

  it("is another for another seed", () => {
    const lines = new Set(feedOf({ seed: 3, articles: 50 }).map(({ record }) => record.text));
    for (const { record } of feedOf({ seed: 4, articles: 50 })) expect(lines.has(record.text)).toBe(false);
  });

  it("begins alike whatever its size", () => {
    expect(feedOf({ seed: 7, articles: 20 })).toEqual(feed.slice(0, 20));
  });

  it("has the asked number of articles, with different ids and ascending dates", () => {
    expect(feed.length).toBe(1500);
    expect(new Set(feed.map(({ record }) => record.id)).size).toBe(1500);
    const dates = feed.map(({ record }) => record.date);
    expect(dates).toEqual([...dates].sort());
  });

  it("has the asked size to within its last article", () => {
    const small = feedOf({ seed: 5, bytes: 300_000 });
    const sizes = small.map(({ line }) => Buffer.byteLength(line) + 1);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThanOrEqual(300_000);
    expect(total - (sizes.at(-1) ?? 0)).toBeLessThan(300_000);
  });

  it("ends at whichever of size and number comes first", () => {
    expect(feedOf({ seed: 5, bytes: 1e9, articles: 3 }).length).toBe(3);
    expect(feedOf({ seed: 5, bytes: 1, articles: 3 }).length).toBe(1);
  });

  it("refuses to run for ever", () => {
    expect(() => feedOf({ seed: 1 })).toThrow('expected a number of "articles" or "bytes", found neither');
  });

  it("writes its lines as the JSON of its records", () => {
    for (const { record, line } of feed.slice(0, 50)) expect(JSON.parse(line)).toEqual(record);
  });

  it("reads like prose: sentences, paragraphs and balanced quotations", () => {
    const texts = feed.filter(({ truth }) => truth.length === 0).map(({ record }) => record.text);
    const all = texts.join("\n");
    expect(all.match(/[a-z0-9]\.(\s|$)/g)?.length).toBeGreaterThan(10_000);
    expect(all.match(/“/g)?.length).toBe(all.match(/”/g)?.length);
    expect((all.match(/"/g)?.length ?? 1) % 2).toBe(0);
    expect(tokensOf(all).length / texts.length).toBeGreaterThan(200);
  });

  it("draws words by Zipf's law: the second most frequent about half as often as the first", () => {
    const counts = new Map<string, number>();
    for (const { record } of feed)
      for (const word of tokensOf(record.text)) counts.set(word, (counts.get(word) ?? 0) + 1);
    const [first = 0, second = 0, third = 0] = [...counts.values()].sort((x, y) => y - x);
    expect(second / first).toBeGreaterThan(0.45);
    expect(second / first).toBeLessThan(0.55);
    expect(third / first).toBeGreaterThan(0.28);
    expect(third / first).toBeLessThan(0.39);
  });

  it("gives every outlet its own furniture, and none when asked", () => {
    const withFurniture = feed.filter(({ furniture }) => furniture.length >= 2);
    expect(withFurniture.length).toBe(feed.length);
    for (const { furniture } of feedOf({ seed: 7, articles: 100, furniture: false })) expect(furniture).toEqual([]);
  });

  it("names furniture by its place: sorted lines with their line ends", () => {
    for (const { record, furniture } of feed) {
      furniture.forEach(({ start, end }, i) => {
        expect(start).toBeGreaterThanOrEqual(furniture[i - 1]?.end ?? 0);
        expect(start === 0 || record.text[start - 1] === "\n").toBe(true);
        expect(record.text[end - 1]).toBe("\n");
      });
    }
  });
});

describe("the truth rows", () => {
  it("stand with the copy and name an earlier article", () => {
    for (const { record, truth } of feed) {
      for (const { id, of } of truth) {
        expect(id).toBe(record.id);
        expect(of < id && bodies.has(of)).toBe(true);
      }
    }
  });

  it("hold every way of copying and every relation", () => {
    const plantings = new Set(truths.map(({ planting }) => planting));
    expect([...plantings].sort()).toEqual(["chain", "cut", "edited", "exact", "form", "local", "verbatim"]);
    const relations = new Set(truths.map(({ relation }) => relation));
    for (const relation of ["contained", "contains", "exact", "form", "near", "none", "partial"]) {
      expect(relations.has(relation as never), relation).toBe(true);
    }
  });

  it("give the exact similarity of the printed bodies", () => {
    for (const { id, of, jaccard, containment } of truths) {
      const exact = similarityOf(bodies.get(of) ?? [], bodies.get(id) ?? []);
      expect(jaccard, `${of} ${id}`).toBeCloseTo(exact.jaccard, 12);
      expect(containment[0], `${of} ${id}`).toBeCloseTo(exact.containment[0], 12);
      expect(containment[1], `${of} ${id}`).toBeCloseTo(exact.containment[1], 12);
    }
  });

  it("give the relation that follows from the printed bodies", () => {
    for (const { id, of, relation } of truths) {
      if (relation === "form") continue;
      expect(relationOf(bodies.get(of) ?? [], bodies.get(id) ?? []), `${of} ${id}`).toBe(relation);
    }
  });

  it("say how much was changed and kept", () => {
    for (const { planting, edit, cut } of truths) {
      if (planting === "edited") expect(edit > 0 && edit <= 0.4 && cut === 1).toBe(true);
      if (planting === "cut") expect(edit === 0 && cut >= 0.2 && cut <= 1).toBe(true);
      if (planting === "exact" || planting === "verbatim") expect([edit, cut]).toEqual([0, 1]);
    }
  });

  it("relate the end of a chain to both articles before it", () => {
    const ends = feed.filter(({ truth }) => truth.length === 2);
    expect(ends.length).toBeGreaterThan(5);
    for (const { truth } of ends) {
      const [head, link] = truth;
      expect(head?.family).toBe(link?.family);
      expect(
        link?.relation === "near" || link?.relation === "exact" || (link?.jaccard ?? 0) > (head?.jaccard ?? 0),
      ).toBe(true);
    }
  });

  it("leave articles of different families unrelated", () => {
    const families = new Map(truths.map(({ id, family }) => [id, family]));
    const originals = feed.slice(0, 120).map(({ record }) => record.id);
    originals.forEach((a, i) => {
      for (const b of originals.slice(i + 1)) {
        if ((families.get(a) ?? a) === (families.get(b) ?? b)) continue;
        expect(Math.max(...similarityOf(bodies.get(a) ?? [], bodies.get(b) ?? []).containment)).toBeLessThan(0.05);
      }
    });
  });

  it("are absent when no copies and no forms are asked for", () => {
    for (const { truth } of feedOf({ seed: 2, articles: 200, copies: 0, forms: 0 })) expect(truth).toEqual([]);
  });
});
