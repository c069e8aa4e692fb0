import { describe, expect, it } from "vitest";
import type { PageMetadata } from "../../../src/model/reading.js";
import { extractHtml } from "../../../src/read/html/extract.js";
import { pageMetadata } from "../../../src/read/html/metadata.js";

const metadataOf = (head: string, base?: string): PageMetadata => pageMetadata(extractHtml(head).head, base);

describe("pageMetadata", () => {
  it("lifts all fields of a well-made page", () => {
    const found =
      metadataOf(`<html lang="en_GB"><title>Gate shut | Bay Courier</title><meta property="og:title" content="Gate shut">
      <meta property="article:published_time" content="2024-05-01T06:00:00Z"><meta name="author" content="By Ann Lee">
      <link rel="canonical" href="https://bay.example/gate"><meta property="og:site_name" content="Bay Courier">`);
    expect(found).toEqual({
      title: "Gate shut",
      date: "2024-05-01T06:00:00Z",
      author: "Ann Lee",
      url: "https://bay.example/gate",
      language: "en-GB",
      siteName: "Bay Courier",
    });
  });

  it("says nothing where the page does", () => {
    expect(metadataOf("<p>Words only.</p>")).toEqual({});
  });

  it.each([
    [
      "the title without the site's name",
      "<title>Gate shut - Bay</title><meta property=og:site_name content=Bay>",
      { title: "Gate shut" },
    ],
    ["a title that is the site's name", "<title>Bay</title><meta property=og:site_name content=Bay>", { title: "Bay" }],
    [
      "a title with another name behind",
      "<title>Gate shut - Sea</title><meta property=og:site_name content=Bay>",
      { title: "Gate shut - Sea" },
    ],
    [
      "JSON-LD before the title",
      '<title>x</title><script type="application/ld+json">{"@type":"Article","headline":"Gate shut"}</script>',
      { title: "Gate shut" },
    ],
    ["a date from itemprop", '<meta itemprop="datePublished" content="2024-05-01">', { date: "2024-05-01" }],
    ["a date from Dublin Core", '<meta name="DC.date.issued" content="2024-05-01">', { date: "2024-05-01" }],
    ["a date from time", '<p><time datetime="2024-05-01">May</time></p>', { date: "2024-05-01" }],
    [
      "no date without a day or year",
      '<meta name="date" content="today"><meta name="pubdate" content="12">',
      { date: undefined },
    ],
    [
      "no author that is an address",
      '<meta property="article:author" content="https://x.example/ann">',
      { author: undefined },
    ],
    [
      "authors of JSON-LD",
      '<script type="application/ld+json">{"@type":"Article","author":[{"name":"A. Lee"},{"name":"J. Roe"}]}</script>',
      { author: "A. Lee, J. Roe" },
    ],
    ["an author marked in the body", '<p>By <span itemprop="author">Ann <b>Lee</b></span></p>', { author: "Ann Lee" }],
    ["no language that is none", '<html lang="english language">', { language: undefined }],
    ["a language from og:locale", '<meta property="og:locale" content="pt_BR">', { language: "pt-BR" }],
    [
      "the address from og:url",
      '<meta property="og:url" content="https://bay.example/x">',
      { url: "https://bay.example/x" },
    ],
    ["no address of a script", '<link rel=canonical href="javascript:void(0)">', { url: undefined }],
    ["no address that is relative to nothing", '<link rel=canonical href="/x">', { url: undefined }],
  ])("gives %s", (_, head, wanted) => {
    for (const [name, value] of Object.entries(wanted))
      expect(metadataOf(head)[name as keyof PageMetadata], name).toBe(value);
  });

  it("makes a relative address absolute by the record's, where that is one", () => {
    expect(metadataOf("<link rel=canonical href='/x'>", "https://bay.example/a/b").url).toBe("https://bay.example/x");
    expect(metadataOf("<link rel=canonical href='/x'>", "not an address").url).toBeUndefined();
  });
});
