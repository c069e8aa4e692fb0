import { describe, expect, it } from "vitest";
import { clustersOf } from "../../src/group/clusters.js";
import type { CopyLink } from "../../src/group/stars.js";
import type { CatalogEntry } from "../../src/model/catalog.js";

const entry = (id: string): CatalogEntry => ({
  id,
  source: `of ${id}`,
  date: null,
  url: null,
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

  it("names a cluster by its canonical's content", () => {
    expect(cluster?.id).toBe("cdddddddddddddddd");
  });
});
