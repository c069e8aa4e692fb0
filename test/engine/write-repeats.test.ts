import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Paragraphs } from "../../src/engine/paragraph-columns.js";
import { writeRepeats } from "../../src/engine/write-repeats.js";
import { scratchFolder } from "./runs.js";

const folder = scratchFolder();

/** Ten articles of four lines; every second paragraph stands in an article far from the one before. */
const text = (article: number): string => [0, 1, 2, 3].map((line) => `Article ${article}, line ${line}.`).join("\n");
const LINE = "Article 0, line 0.".length;
const paragraphs: Paragraphs & readonly unknown[] = Array.from({ length: 40 }, (_, n) => {
  const [article, line] = [(n * 7) % 10, Math.floor(n / 10)];
  const start = line * (LINE + 1);
  return { hash: String(n), article, start, end: start + LINE, articles: 2, sources: 1 };
});

describe("writeRepeats", () => {
  it.each([
    ["as many at once as usual", undefined],
    ["three rows at once", { rows: 3, units: 1 << 22 }],
    ["three units at once", { rows: 1 << 16, units: 3 }],
  ])("writes a row for each paragraph in their order, %s", (_, most) => {
    mkdirSync(folder, { recursive: true });
    const shelf = { original: (article: number) => ({ text: text(article), spans: [] }) };
    expect(writeRepeats(folder, paragraphs, shelf, most)).toEqual({ paragraphs: 40, furniture: 0 });
    const rows = readFileSync(join(folder, "repeats.jsonl"), "utf8").trimEnd().split("\n");
    const found = rows.map((row) => (JSON.parse(row) as { text: string }).text);
    expect(found).toEqual(Array.from({ length: 40 }, (_, n) => `Article ${(n * 7) % 10}, line ${Math.floor(n / 10)}.`));
  });
});
