import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepOrder } from "../../src/group/keep-order.js";
import { pageNumbers } from "../../src/match/addresses.js";
import { EntryColumns } from "../../src/match/entry-columns.js";
import { collapseExact } from "../../src/match/exact-copies.js";
import type { CatalogEntry } from "../../src/model/catalog.js";
import { instantOf } from "../../src/text/instant.js";

const text = fc.string({ unit: "binary", maxLength: 20 });
const count = fc.integer({ min: 0, max: 0xffffffff });
const entry: fc.Arbitrary<CatalogEntry> = fc.record({
  ...{ id: text, source: text, exact: text, length: count, tokens: count },
  date: fc.option(text),
  url: fc.option(
    fc.oneof(text, fc.webUrl(), fc.constantFrom("https://a.example", "://", "a://b/", `${"x".repeat(99)}://a/b`)),
  ),
  agency: fc.option(text),
});

const ENTRY: CatalogEntry = {
  ...{ id: "", source: "", exact: "", length: 0, tokens: 0 },
  ...{ date: null, url: null, agency: null },
};

const plain = ({ id, source, date, url, agency, length, tokens, exact }: CatalogEntry): CatalogEntry => ({
  ...{ id, source, date, url, agency, length, tokens, exact },
});

describe("EntryColumns", () => {
  it("gives the entries back, one by one and in order", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const columns = new EntryColumns();
        for (const one of entries) columns.push(one);
        expect(columns.length).toBe(entries.length);
        expect(Array.from(columns, plain)).toEqual(entries);
        expect(entries.map((_, index) => plain(columns.at(index) as CatalogEntry))).toEqual(entries);
      }),
      { seed: 5 },
    );
  });

  it("tells whether ids ascend, equal ones among them, and does not where one is out of order", () => {
    const anyIds = fc.array(fc.constantFrom("a", "b", "c", "10", "9", "\ud800", "\u{1f600}"), { maxLength: 5 });
    const property = fc.property(anyIds, (ids) => {
      const columns = new EntryColumns();
      for (const id of ids) columns.push({ ...ENTRY, id });
      expect(columns.idsAscend).toBe(ids.every((id, i) => i === 0 || id >= (ids[i - 1] as string)));
    });
    fc.assert(property, { seed: 6, numRuns: 500 });
  });

  it("keeps numbers by which dates, exact copies and pages are found as by the strings", () => {
    const dates = fc.option(
      fc.oneof(text, fc.constantFrom("2026-03-01", "1 MAR 2026", "1772355600", "2026-03-01T10:30")),
    );
    const urls = fc.option(
      fc.constantFrom("https://a.example/x", "https://a.example/x#y", "https://a.example/", "a", "ab"),
    );
    const exacts = fc.constantFrom("", "0a", "0b");
    const one = fc.tuple(entry, dates, urls, exacts).map(([any, date, url, exact]) => ({ ...any, date, url, exact }));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (entries) => {
        const columns = new EntryColumns();
        for (const each of entries) columns.push(each);
        const order = keepOrder(columns, "earliest");
        expect(order).toEqual(keepOrder(entries, "earliest"));
        expect(collapseExact(columns, order)).toEqual(collapseExact(entries, order));
        expect(pageNumbers(columns)).toEqual(pageNumbers(entries));
        expect(entries.map((_, index) => columns.numbers.instant(index))).toEqual(
          entries.map(({ date }) => instantOf(date)),
        );
      }),
      { seed: 10, numRuns: 300 },
    );
  });

  it("has no entry where there is none", () => {
    expect(new EntryColumns().at(0)).toBeUndefined();
    expect(new EntryColumns().at(-1)).toBeUndefined();
  });
});
