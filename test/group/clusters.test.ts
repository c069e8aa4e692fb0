import { describe, expect, it } from "vitest";
import { clustersOf } from "../../src/group/clusters.js";
import { originOf } from "../../src/group/origin.js";
import type { CopyLink } from "../../src/group/stars.js";
import type { CatalogEntry } from "../../src/model/catalog.js";

const entry = (id: string): CatalogEntry => ({
  id,
  source: `of ${id}`,
  date: ({ a: "March 4, 2026", c: "2026-03-01", d: "2026-03-02T10:00" } as Record<string, string>)[id] ?? null,
  url: null,
  agency: null,
  length: 1,
  tokens: 1,
  exact: id.repeat(32).slice(0, 32),
});
const link = (article: number, other: number, jaccard: number, mine: number): CopyLink => ({
  article,
  other,
  relation: "near",
  jaccard,
  containment: [mine, jaccard],
});

describe("clustersOf", () => {
  const entries = ["a", "b", "c", "d"].map(entry);
  const stars = new Map([
    [2, link(2, 3, 0.72, 0.95)],
    [0, link(0, 3, 0.8, 0.81)],
  ]);
  const [cluster, ...more] = clustersOf(entries, stars);

  it("lists the canonical first and then the members by id; singles are absent", () => {
    expect(more).toEqual([]);
    expect(cluster?.canonical).toBe("d");
    expect(cluster?.members.map(({ id, relation }) => [id, relation])).toEqual([
      ["d", "canonical"],
      ["a", "near"],
      ["c", "near"],
    ]);
  });

  it("names the weakest link by what made it join", () => {
    expect(cluster?.weakest).toEqual({ id: "a", jaccard: 0.8, containment: [0.81, 0.8] });
  });

  it("gives mean similarity, span of dates and sources", () => {
    expect(cluster?.mean.jaccard).toBeCloseTo(0.76, 10);
    expect(cluster?.mean.containment[0]).toBeCloseTo(0.88, 10);
    expect(cluster?.dates).toEqual(["2026-03-01", "March 4, 2026"]);
    expect(cluster?.sources).toEqual(["of a", "of c", "of d"]);
  });

  it("names a cluster by its canonical's content", () => {
    expect(cluster?.id).toBe("cdddddddddddddddd");
  });
});

describe("originOf", () => {
  const [a, b, c] = ["a", "b", "c"].map(entry) as [CatalogEntry, CatalogEntry, CatalogEntry];

  it("names the agency that most members credit, and who does", () => {
    const members = [
      { ...b, agency: "Reuters" },
      { ...a, agency: "Reuters" },
      { ...c, agency: "AFP" },
    ];
    expect(originOf(members)).toEqual({ name: "Reuters", reason: "credited", members: ["a", "b"] });
  });

  it("names the source of the earliest copy where no agency is credited", () => {
    expect(originOf([a, b, c])).toEqual({ name: "of c", reason: "earliest", members: ["c"] });
  });

  it("names nobody where two are equally early, or no date is known", () => {
    expect(originOf([c, { ...a, date: "2026-03-01" }])).toBeUndefined();
    expect(originOf([b, { ...a, date: null }])).toBeUndefined();
  });
});
