import { describe, expect, it } from "vitest";
import { findArticle } from "../../../src/read/html/json-ld.js";

describe("findArticle", () => {
  it.each([
    ["a node", { "@type": "NewsArticle", headline: "Gate shut" }],
    [
      "an array",
      [
        { "@type": "Organization", name: "Bay" },
        { "@type": ["Thing", "Article"], headline: "Gate shut" },
      ],
    ],
    ["a graph", { "@graph": [{ "@type": "WebSite" }, { "@type": "BlogPosting", headline: "Gate shut" }] }],
    [
      "a page's main entity",
      { "@type": "WebPage", mainEntity: { "@type": "ReportageNewsArticle", headline: "Gate shut" } },
    ],
  ])("finds the article in %s", (_, value) => {
    expect(findArticle([JSON.stringify(value)])).toEqual({ headline: "Gate shut" });
  });

  it("reads its properties in all their shapes", () => {
    const node = {
      "@type": "NewsArticle",
      name: " The  gate ",
      datePublished: "2024-05-01",
      author: [{ "@type": "Person", name: "Ann Lee" }, "Jo Roe", { name: 7 }],
      publisher: { name: "Bay Courier" },
      mainEntityOfPage: { "@id": "https://bay.example/a" },
      inLanguage: "en",
    };
    expect(findArticle([JSON.stringify(node)])).toEqual({
      headline: "The gate",
      datePublished: "2024-05-01",
      authors: ["Ann Lee", "Jo Roe"],
      url: "https://bay.example/a",
      language: "en",
      publisher: "Bay Courier",
    });
  });

  it.each([
    ["raw line ends in strings", '{"@type":"Article","headline":"Gate\nshut"}'],
    ["a comma too many", '{"@type":"Article","headline":"Gate shut", }'],
    ["comment marks", '<!-- {"@type":"Article","headline":"Gate shut"} -->'],
    ["a semicolon behind", '{"@type":"Article","headline":"Gate shut"};'],
  ])("mends %s", (_, block) => {
    expect(findArticle([block])).toEqual({ headline: "Gate shut" });
  });

  it.each([
    ["nothing", []],
    ["broken JSON", ["{", "", "null", "7", '"x"', '{"@type":"Article"']],
    ["other types", ['{"@type":"Recipe","headline":"Soup"}', '{"headline":"x"}', '{"@type":7}']],
    ["deep nesting", ["[".repeat(100_000) + "]".repeat(100_000)]],
  ])("finds none in %s", (_, blocks) => {
    expect(findArticle(blocks)).toBeUndefined();
  });
});
