import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateFeed } from "../../../corpus/generator/feed.js";
import { parseSize, truthFileOf, writeFeed } from "../../../corpus/generator/main.js";

describe("a size", () => {
  it.each([
    ["4096", 4096],
    ["200m", 200_000_000],
    ["1.5G", 1_500_000_000],
    ["10k", 10_000],
  ])("%s is %d bytes", (size, bytes) => {
    expect(parseSize(size)).toBe(bytes);
  });

  it.each(["", "m", "many", "-1k", "0"])("cannot be %j", (size) => {
    expect(() => parseSize(size)).toThrow("expected a size such as 200m");
  });
});

describe("the program", () => {
  it("puts the truth file beside the feed", () => {
    expect(truthFileOf("out/feed.jsonl")).toBe("out/feed.truth.jsonl");
    expect(truthFileOf("feed")).toBe("feed.truth.jsonl");
  });

  it("writes every article and every truth row, one a line", () => {
    const folder = mkdtempSync(join(tmpdir(), "dittograph-feed-"));
    try {
      const file = join(folder, "feed.jsonl");
      const written = writeFeed({ seed: 9, articles: 120 }, file, truthFileOf(file));
      const items = [...generateFeed({ seed: 9, articles: 120 })];
      const rows = items.flatMap(({ truth }) => truth);
      expect(written).toEqual({ articles: 120, pairs: rows.length });
      expect(readFileSync(file, "utf8")).toBe(items.map(({ line }) => `${line}\n`).join(""));
      expect(readFileSync(truthFileOf(file), "utf8")).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
