import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCsv } from "../../../src/engine/eval/csv.js";
import { EXCERPT_UNITS, excerpt } from "../../../src/engine/eval/excerpts.js";
import { drawSheet, SHEET_COLUMNS } from "../../../src/engine/eval/sheet.js";
import { InputError, UsageError } from "../../../src/errors.js";
import { resolveFields } from "../../../src/read/fields.js";
import { readArticles } from "../../corpus/labels.js";
import { corpusLines, dedupLines, scratchFolder } from "../runs.js";

const folder = scratchFolder();
const run = join(folder, "run");
await dedupLines(run, corpusLines());
const names = resolveFields({});
const articles = new Map(readArticles().map((article) => [article.id, article]));

type Row = Record<(typeof SHEET_COLUMNS)[number], string>;

function rowsOf(sheet: string): Row[] {
  const [head, ...rows] = readCsv(sheet, "sheet.csv");
  expect(head?.cells).toEqual(SHEET_COLUMNS);
  return rows.map(({ cells }) => Object.fromEntries(SHEET_COLUMNS.map((name, at) => [name, cells[at]])) as Row);
}

const sheet = drawSheet(run, { size: 60, seed: 1, names });
const rows = rowsOf(sheet);

describe("drawSheet", () => {
  it("has as many decisions as asked for, each with an empty verdict and its stratum's population", () => {
    expect(rows).toHaveLength(60);
    for (const { verdict, population } of rows) {
      expect(verdict).toBe("");
      expect(Number(population)).toBeGreaterThan(0);
    }
  });

  it("shows both texts of a pair, cut after some hundred characters, and the passage they share in the original", () => {
    const row = rows.find(({ a, b }) => a === "rewrite-dam-gazette" && b === "rewrite-dam-worldwide");
    expect(row).toMatchObject({
      stratum: "partial",
      relation: "partial",
      decision: "a and b are no copies of each other",
    });
    const text = articles.get("rewrite-dam-gazette")?.text ?? "";
    expect(text.slice(0, 200)).toContain(row?.text_a.slice(0, 100));
    expect(row?.text_a.length).toBeLessThanOrEqual(EXCERPT_UNITS + 1);
    expect(row?.shared_passage.length).toBeGreaterThan(100);
    for (const id of ["rewrite-dam-gazette", "rewrite-dam-worldwide"]) {
      expect(articles.get(id)?.text).toContain(row?.shared_passage.slice(0, 100));
    }
  });

  it("takes the shared passage from the side of a, also where the feed holds b first", () => {
    for (const { a, b, shared_passage: shared } of rows) {
      if (shared === "") continue;
      expect(articles.get(a)?.text, a).toContain(shared.replace(/…$/, ""));
      // A passage begins with tokens that are equal on both sides.
      expect(articles.get(b)?.text.toLowerCase(), a).toContain(shared.slice(0, 5).toLowerCase());
    }
    expect(rows.filter(({ shared_passage: shared }) => shared !== "").length).toBeGreaterThan(15);
  });

  it("shows the removed article first, and what it is a copy of", () => {
    const removed = rows.filter(({ decision }) => decision === "a was removed as a copy of b");
    expect(removed.map(({ a, b }) => `${a} ${b}`)).toContain("copy-organ-half copy-organ");
  });

  it("shows a single alone", () => {
    const single = rows.find(({ stratum }) => stratum === "single");
    expect(single).toMatchObject({
      b: "",
      text_b: "",
      shared_passage: "",
      decision: "a was kept: no article is like it",
    });
  });

  it("is the same for the same seed, another for another", () => {
    const draw = (seed: number): string => drawSheet(run, { size: 20, seed, names });
    expect(draw(3)).toBe(draw(3));
    expect(draw(4)).not.toBe(draw(3));
  });

  it.each([0, 1.5, Number.NaN])("refuses a size of %d", (size) => {
    expect(() => drawSheet(run, { size, seed: 1, names })).toThrow(UsageError);
  });

  it("refuses a folder that is no finished run", () => {
    expect(() => drawSheet(folder, { size: 5, seed: 1, names })).toThrow(/summary\.json: expected the summary/);
  });

  it("asks for the text's field where the records have another", () => {
    const attempt = () => drawSheet(run, { size: 5, seed: 1, names: resolveFields({ textField: "story" }) });
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(/expected a field "story", .*; name the text's field with --text-field, as in the run/);
  });

  it("refuses records without spans, and a run without articles", async () => {
    const broken = join(folder, "broken");
    await dedupLines(broken, corpusLines().slice(0, 2));
    const kept = join(broken, "kept.jsonl");
    writeFileSync(kept, readFileSync(kept, "utf8").replaceAll('"spans":', '"gone":'));
    expect(() => drawSheet(broken, { size: 5, seed: 1, names })).toThrow(/kept\.jsonl:1: expected "spans"/);
    const empty = join(folder, "empty");
    await dedupLines(empty, []);
    expect(() => drawSheet(empty, { size: 5, seed: 1, names })).toThrow(/expected a run with articles, found none/);
  });
});

describe("excerpt", () => {
  it("leaves a short text whole, and splits no character of a long one", () => {
    expect(excerpt("short")).toBe("short");
    const faces = `x${"😀".repeat(200)}`;
    expect(excerpt(faces)).toBe(`x${"😀".repeat(149)}…`);
    expect(excerpt(`x${faces}`, { start: 2, end: 402 })).toBe(`${"😀".repeat(150)}…`);
  });
});
