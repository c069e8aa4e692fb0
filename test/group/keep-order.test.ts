import { describe, expect, it } from "vitest";
import { keepOrder } from "../../src/group/keep-order.js";
import type { CatalogEntry } from "../../src/model/catalog.js";

const entry = (id: string, date: string | null, length: number, source = ""): CatalogEntry => ({
  id,
  date,
  length,
  source,
  url: null,
  agency: null,
  tokens: 1,
  exact: id,
});

const entries = [
  entry("late-long", "2026-03-02", 900, "Courier"),
  entry("undated", null, 2000, "Gazette"),
  entry("early-b", "2026-03-01T08:00:00Z", 500, "Post"),
  entry("early-a", "2026-03-01T09:00:00+01:00", 500, "Gazette"),
  entry("early-longer", "2026-03-01 08:00", 600, "Courier"),
];

const ordered = (keep: string): string[] =>
  Array.from(keepOrder(entries, keep), (index) => (entries[index] as CatalogEntry).id);

describe("keepOrder", () => {
  it("puts the earliest first, then the longest, then the smallest id; missing dates last", () => {
    expect(ordered("earliest")).toEqual(["early-longer", "early-a", "early-b", "late-long", "undated"]);
  });

  it("puts the longest first, then the earliest, then the smallest id", () => {
    expect(ordered("longest")).toEqual(["undated", "late-long", "early-longer", "early-a", "early-b"]);
  });

  it("keeps input order for first", () => {
    expect(ordered("first")).toEqual(entries.map(({ id }) => id));
  });

  it("puts preferred sources first, in their order, then the earliest", () => {
    expect(ordered("preferred:Gazette, Courier")).toEqual([
      "early-a",
      "undated",
      "early-longer",
      "late-long",
      "early-b",
    ]);
  });

  it("does not depend on the order of input", () => {
    const reversed = entries.toReversed();
    const ids = Array.from(keepOrder(reversed, "earliest"), (index) => (reversed[index] as CatalogEntry).id);
    expect(ids).toEqual(ordered("earliest"));
  });
});
