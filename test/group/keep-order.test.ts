import { describe, expect, it } from "vitest";
import { instantOf, keepOrder } from "../../src/group/keep-order.js";
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

describe("instantOf", () => {
  it.each([
    ["2026-03-01", Date.UTC(2026, 2, 1)],
    ["2026-03-01T10:30", Date.UTC(2026, 2, 1, 10, 30)],
    ["2026-03-01 10:30:05", Date.UTC(2026, 2, 1, 10, 30, 5)],
    ["2026-03-01T10:30:05+02:00", Date.UTC(2026, 2, 1, 8, 30, 5)],
    ["Sun, 01 Mar 2026 10:30:05 GMT", Date.UTC(2026, 2, 1, 10, 30, 5)],
    ["March 1, 2026", Date.UTC(2026, 2, 1)],
    ["03-01-2026", Date.UTC(2026, 2, 1)],
    ["1 MAR 2026", Date.UTC(2026, 2, 1)],
    ["2026 01 MAR", Date.UTC(2026, 2, 1)],
    ["Sun, 01 Mar 2026 10:30:05 EST", Date.UTC(2026, 2, 1, 15, 30, 5)],
    ["1772355600", 1772355600000],
    ["1772355600123", 1772355600123],
  ])("reads %s", (text, instant) => {
    expect(instantOf(text)).toBe(instant);
  });

  it.each([null, "", "yesterday", "2026-13-45"])("puts %s last", (text) => {
    expect(instantOf(text)).toBe(Number.POSITIVE_INFINITY);
  });
});
