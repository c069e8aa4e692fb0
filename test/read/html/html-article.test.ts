import { describe, expect, it } from "vitest";
import { htmlArticle } from "../../../src/read/html/html-article.js";

const PAGE = `<html lang="en"><head><title>Gate shut</title><meta property="og:site_name" content="Bay Courier"><meta name="date" content="2024-05-01"><meta name="author" content="By Ann Lee">
<link rel="canonical" href="/gate"></head><body><nav><a href="/">Home</a></nav><p>The gate is shut.</p></body></html>`;

describe("htmlArticle", () => {
  it("makes an article of all lines of the page, with the fields that the page gives", () => {
    const { article, page, metadata } = htmlArticle(PAGE, { id: "a" });
    const { markup, ...fields } = article;
    expect(fields).toEqual({
      id: "a",
      text: "Home\n\nThe gate is shut.",
      source: "Bay Courier",
      title: "Gate shut",
      date: "2024-05-01",
      language: "en",
      author: "Ann Lee",
    });
    expect(markup?.map(({ start, end }) => article.text.slice(start, end))).toEqual(["Home", "The gate is shut."]);
    expect(page.text).toBe(article.text);
    expect(metadata.siteName).toBe("Bay Courier");
  });

  it("believes the record before the page, and resolves the page's address by the record's", () => {
    const known = {
      id: "a",
      url: "https://sea.example/b",
      source: "Sea",
      title: "Shut",
      date: "2023",
      language: "de",
      author: "Bo",
    };
    const { article, metadata } = htmlArticle(PAGE, known);
    expect(article).toMatchObject({ ...known, text: "Home\n\nThe gate is shut." });
    expect(metadata.url).toBe("https://sea.example/gate");
  });

  it("takes empty fields of the record as absent, and the host where no source is named", () => {
    expect(htmlArticle(PAGE, { id: "a", source: "", title: "" }).article).toMatchObject({
      source: "Bay Courier",
      title: "Gate shut",
    });
    expect(htmlArticle('<link rel=canonical href="https://www.bay.example/x">', { id: "a" }).article.source).toBe(
      "bay.example",
    );
    const { markup: _, ...fields } = htmlArticle("<p>x", { id: "a" }).article;
    expect(fields).toEqual({ id: "a", text: "x", source: "" });
  });
});
