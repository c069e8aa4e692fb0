import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createFileLogs } from "../../src/engine/file-log.js";
import { EntryColumns } from "../../src/match/entry-columns.js";
import { linkColumns } from "../../src/match/link-columns.js";
import { PairTable, RELATIONS } from "../../src/match/pair-table.js";
import type { CatalogEntry } from "../../src/model/catalog.js";

const folder = mkdtempSync(join(tmpdir(), "dittograph-test-"));
const logs = createFileLogs(folder);
afterAll(() => {
  logs.close();
  rmSync(folder, { recursive: true, force: true });
});

const ARTICLES = 3_000;
const entryOf = (n: number): CatalogEntry => ({
  id: `récit ${n} ${"汐".repeat(n % 7)}`,
  source: `Outlet ${n % 11}`,
  date: n % 5 === 0 ? null : `2026-01-${n}`,
  url: n % 3 === 0 ? null : `https://outlet${n % 11}.example/${"p".repeat(n % 900)}/${n}`,
  agency: n % 13 === 0 ? "Wire" : null,
  length: n * 3,
  tokens: n,
  exact: n.toString(16).padStart(64, "0"),
});
const plain = ({ id, source, date, url, agency, length, tokens, exact }: CatalogEntry): CatalogEntry => ({
  ...{ id, source, date, url, agency, length, tokens, exact },
});
const entries = new EntryColumns(logs.make("entries"));
for (let n = 0; n < ARTICLES; n++) entries.push(entryOf(n));

/** The same pairs in a table each, whose rows wait in a file and in memory. */
function tables(count: number): readonly [PairTable, PairTable] {
  const both = [new PairTable(entries, { makeLog: logs.make }), new PairTable(entries)] as const;
  for (let n = 0; n < count; n++) {
    const passages = Uint32Array.from({ length: 5 * (n % 4) }, (_, at) => n + at);
    const pair = {
      ...{ first: n % ARTICLES, second: (n * 7 + 1) % ARTICLES, relation: RELATIONS[n % 6] ?? "near" },
      ...{ jaccard: n / count, containment: [1 / (n + 1), n / (n + 1)] as const, passages },
    };
    for (const table of both) table.push(pair, n % 3 === 0);
  }
  return both;
}

describe("EntryColumns in a file", () => {
  it("gives entries back in any order", () => {
    for (let n = 0; n < ARTICLES; n++) {
      const article = (n * 1_871) % ARTICLES;
      expect(plain(entries.at(article) as CatalogEntry)).toEqual(entryOf(article));
    }
  });
});

describe("PairTable in a file", () => {
  it.each([0, 1, 63, 64, 65, 5_000])("gives %d pairs back as one in memory does", (count) => {
    const [inFile, inMemory] = tables(count);
    expect(inFile.length).toBe(count);
    for (let n = 0; n < count; n++) {
      const place = (n * 1_871) % count;
      expect(inFile.at(place)).toEqual(inMemory.at(place));
    }
    expect(linkColumns(inFile)).toEqual(linkColumns(inMemory));
  });

  it("leaves pairs out, renames them and forgets passages likewise, and stays as it was", () => {
    const [inFile, inMemory] = tables(500);
    const before = [...inFile];
    const relation = (place: number) => (place % 3 === 0 ? undefined : RELATIONS[(place + 1) % 6]);
    expect([...inFile.relabelled(relation)]).toEqual([...inMemory.relabelled(relation)]);
    expect([...inFile.withoutPassages()]).toEqual([...inMemory.withoutPassages()]);
    expect([...inFile]).toEqual(before);
  });

  it("makes links of copies alone", () => {
    const [table] = tables(60);
    const { article, kinds } = linkColumns(table);
    expect(article.length).toBe(30);
    expect([...new Set(kinds)]).toEqual([1, 2, 3]);
  });
});
