import { describe, expect, it } from "vitest";
import { readArticles } from "./labels.js";

const articles = readArticles();

describe("the articles", () => {
  it("are at least forty and have different ids", () => {
    expect(articles.length).toBeGreaterThanOrEqual(40);
    expect(new Set(articles.map(({ id }) => id)).size).toBe(articles.length);
  });

  it("carry a title, a source, a date that can be read and an address under .example", () => {
    for (const { id, title, source, date, url } of articles) {
      expect(title, id).not.toBe("");
      expect(source, id).not.toBe("");
      expect(Date.parse(date ?? ""), id).not.toBeNaN();
      expect(new URL(url ?? "").hostname, id).toMatch(/\.example$/);
    }
  });

  it.each(["ar", "de", "es", "fr", "ja", "ko", "ru", "th", "zh"])("include the language %s", (language) => {
    expect(articles.some((article) => article.language === language)).toBe(true);
  });

  it("include an empty text, a text without tokens, a one-word brief and a text on a single line", () => {
    const texts = new Map(articles.map(({ id, text }) => [id, text]));
    expect(texts.get("brief-empty")).toBe("");
    expect(texts.get("brief-stars")).not.toMatch(/[\p{L}\p{N}]/u);
    expect(texts.get("brief-word")).toMatch(/^\p{L}+\.$/u);
    expect(texts.get("page-oneline")).not.toContain("\n");
    expect(texts.get("page-oneline")?.length).toBeGreaterThan(1000);
  });
});
