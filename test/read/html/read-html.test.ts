import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Reading } from "../../../src/model/reading.js";
import { findInputs } from "../../../src/read/inputs.js";
import { readArticles } from "../../../src/read/read.js";
import type { ReadOptions } from "../../../src/read/settings.js";
import { withFiles } from "../scratch.js";

const PAGE = '<!doctype html><html lang="en"><title>Gate shut</title><p>The gate is shut.</p></html>';

function readAll(files: Readonly<Record<string, string | Uint8Array>>, options?: ReadOptions): Promise<Reading[]> {
  return withFiles(files, async (folder) => {
    const found: Reading[] = [];
    for await (const reading of readArticles(await findInputs([folder]), options)) found.push(reading);
    return found;
  });
}

describe("readHtml", () => {
  it("reads a page as one article with its fields, named by its path", async () => {
    const [reading] = await readAll({ "news/a.html": PAGE });
    expect(reading).toMatchObject({
      kind: "article",
      article: { id: "news/a.html", text: "The gate is shut.", title: "Gate shut", language: "en", source: "" },
      record: { kind: "plain" },
      hasId: false,
      line: 1,
      offset: 0,
      lossy: false,
    });
  });

  it("reads packed pages, pages without a name for it, and other charsets", async () => {
    const latin = Buffer.from("<meta charset=windows-1252><p>\x93Shut\x94 \x80", "latin1");
    const readings = await readAll({
      "a.htm.gz": gzipSync(PAGE),
      b: PAGE,
      "c.html": latin,
      "d.html": Buffer.from("<p>\xff", "latin1"),
    });
    expect(readings.map((reading) => reading.kind === "article" && [reading.article.text, reading.lossy])).toEqual([
      ["The gate is shut.", false],
      ["The gate is shut.", false],
      ["“Shut” €", false],
      ["\ufffd", true],
    ]);
  });

  it("reads an empty page as an empty article", async () => {
    const [reading] = await readAll({ "a.html": "" });
    expect(reading?.kind === "article" && reading.article.text).toBe("");
  });

  it("rejects pages that are too long or broken off, with a reason", async () => {
    const readings = await readAll(
      { "a.html": PAGE, "b.html.gz": gzipSync(PAGE.repeat(50)).subarray(0, 60) },
      { maxRecordBytes: 60 },
    );
    expect(readings.map((reading) => reading.kind === "reject" && reading.reject.reason)).toEqual([
      `expected a file of at most 60 bytes, found ${PAGE.length}`,
      expect.stringMatching(/^expected whole gzip data, found /),
    ]);
  });
});

describe("readArticles with html", () => {
  const files = { "a.jsonl": '{"id":"x","text":"<p>Gate &amp; wall"}\n{"id":"y"}\n', "b.txt": "<p>Shut" };

  it("extracts the texts of records and plain files", async () => {
    const readings = await readAll(files, { html: true });
    expect(readings.map((reading) => (reading.kind === "article" ? reading.article.text : "reject"))).toEqual([
      "Gate & wall",
      "reject",
      "Shut",
    ]);
  });

  it("leaves them as they are without", async () => {
    const readings = await readAll(files);
    expect(readings.map((reading) => (reading.kind === "article" ? reading.article.text : "reject"))).toEqual([
      "<p>Gate &amp; wall",
      "reject",
      "<p>Shut",
    ]);
  });
});
