import { describe, expect, it } from "vitest";
import { readArticles, readClusters, readPairs, readSpans } from "./labels.js";
import { longestRun, relationOf, similarityOf, textWithout, tokensOf } from "./shingle-model.js";

const articles = readArticles();
const pairs = readPairs();
const spans = readSpans();

function eligible(flagged: boolean): ReadonlyMap<string, readonly string[]> {
  return new Map(
    articles.map(({ id, text }) => {
      const cut = (spans.get(id) ?? []).filter(({ action }) => flagged || action !== "flag");
      return [id, tokensOf(textWithout(text, cut))];
    }),
  );
}

const views = [eligible(false), eligible(true)];

function tokens(view: ReadonlyMap<string, readonly string[]>, id: string): readonly string[] {
  return view.get(id) ?? [];
}

describe("the gold pairs", () => {
  it("name two articles of the corpus, the smaller id first, once", () => {
    const ids = new Set(articles.map(({ id }) => id));
    for (const { a, b } of pairs) {
      expect(a < b, `${a} ${b}`).toBe(true);
      expect(ids.has(a) && ids.has(b), `${a} ${b}`).toBe(true);
    }
    expect(new Set(pairs.map(({ a, b }) => `${a} ${b}`)).size).toBe(pairs.length);
  });

  it("hold every relation", () => {
    const relations = new Set(pairs.map(({ relation }) => relation));
    expect([...relations].sort()).toEqual(["contained", "contains", "exact", "form", "near", "partial"]);
  });

  it("follow from exact similarity, whether flagged lines count or not", () => {
    for (const view of views) {
      for (const { a, b, relation } of pairs) {
        if (relation === "form") continue;
        expect(relationOf(tokens(view, a), tokens(view, b)), `${a} ${b}`).toBe(relation);
      }
    }
  });

  it("stay at least .05 away from every threshold", () => {
    for (const view of views) {
      for (const { a, b, relation } of pairs) {
        if (relation === "form" || relation === "exact") continue;
        const { jaccard, containment } = similarityOf(tokens(view, a), tokens(view, b));
        expect(Math.abs(jaccard - 0.7), `${a} ${b}`).toBeGreaterThanOrEqual(0.05);
        for (const share of containment) expect(Math.abs(share - 0.75), `${a} ${b}`).toBeGreaterThanOrEqual(0.05);
      }
    }
  });

  it("are complete: no other two articles share a twentieth of either", () => {
    const listed = new Set(pairs.map(({ a, b }) => `${a} ${b}`));
    const [view = new Map<string, readonly string[]>()] = views;
    const ids = [...view.keys()].sort();
    ids.forEach((a, i) => {
      for (const b of ids.slice(i + 1)) {
        if (listed.has(`${a} ${b}`)) continue;
        expect(Math.max(...similarityOf(tokens(view, a), tokens(view, b)).containment), `${a} ${b}`).toBeLessThan(0.05);
      }
    });
  });

  it("share a passage in every form story, so that numbers alone tell them apart", () => {
    const [view = new Map<string, readonly string[]>()] = views;
    for (const { a, b, relation } of pairs) {
      if (relation !== "form") continue;
      expect(longestRun(tokens(view, a), tokens(view, b)), `${a} ${b}`).toBeGreaterThanOrEqual(25);
      expect(relationOf(tokens(view, a), tokens(view, b)), `${a} ${b}`).not.toBe("exact");
    }
  });

  it("mark as a revision only two states of one address", () => {
    const urls = new Map(articles.map(({ id, url }) => [id, url]));
    const same = pairs.filter(({ a, b }) => urls.get(a) === urls.get(b));
    expect(pairs.filter(({ revision }) => revision)).toEqual(same);
    expect(same.length).toBeGreaterThan(0);
  });
});

describe("the gold clusters", () => {
  const clusters = readClusters();
  const joining = pairs.filter(({ relation }) => ["exact", "near", "contains", "contained"].includes(relation));

  it("hold their canonical first and every article at most once", () => {
    const members = clusters.flatMap((cluster) => cluster.members);
    expect(new Set(members).size).toBe(members.length);
    for (const {
      canonical,
      members: [first],
    } of clusters)
      expect(first).toBe(canonical);
  });

  it("verify every member against the canonical", () => {
    const direct = new Set(joining.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]));
    for (const { canonical, members } of clusters) {
      for (const member of members.slice(1)) expect(direct.has(`${canonical} ${member}`), member).toBe(true);
    }
  });

  it("hold every article of a pair that joins, and none of a form or partial pair alone", () => {
    const expected = new Set(joining.flatMap(({ a, b }) => [a, b]));
    expect(new Set(clusters.flatMap(({ members }) => members))).toEqual(expected);
  });

  it("keep the longer text where one contains the other, else the earliest", () => {
    const dates = new Map(articles.map(({ id, date }) => [id, Date.parse(date ?? "")]));
    const contained = new Set(
      joining.flatMap(({ a, b, relation }) => (relation === "contained" ? [a] : relation === "contains" ? [b] : [])),
    );
    for (const { canonical, members } of clusters) {
      expect(contained.has(canonical), canonical).toBe(false);
      const rivals = members.filter((id) => !contained.has(id)).map((id) => dates.get(id) ?? 0);
      expect(dates.get(canonical), canonical).toBe(Math.min(...rivals));
    }
  });
});
