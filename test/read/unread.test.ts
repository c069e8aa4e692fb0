import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Reading } from "../../src/model/reading.js";
import { readLine } from "../../src/read/jsonl.js";
import { readArticles } from "../../src/read/read.js";
import type { ReadOptions } from "../../src/read/settings.js";
import { readUnread } from "../../src/read/unread.js";

const folder = mkdtempSync(join(tmpdir(), "unread-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is read of a file as it is, and of its lines that are read later. */
async function both(name: string, bytes: Uint8Array, options: ReadOptions = {}) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const inputs = [{ path, relative: name }];
  const plain: Reading[] = [];
  for await (const reading of readArticles(inputs, options)) plain.push(reading);
  const later: Reading[] = [];
  let runs = 0;
  for await (const one of readUnread(inputs, options)) {
    if (one.kind !== "lines") later.push(one);
    else {
      runs++;
      later.push(...one.lines.map((line) => readLine(line, one.file, one.settings)));
    }
  }
  return { plain, later, runs };
}

const line = fc.constantFrom(
  '{"id":"a","text":"The ferry sailed."}',
  '{"text":"Zürich \\u00e9"}\r',
  "",
  "  ",
  "{broken",
  '{"id":1,"text":null}',
  '{"text":"\xff"}',
  `{"text":"${"long ".repeat(40)}"}`,
);

describe("lines that are only cut apart", () => {
  it("are what is read at once, in any file of lines", async () => {
    const file = fc.record({ lines: fc.array(line, { maxLength: 8 }), end: fc.boolean(), packed: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(file, async ({ lines, end, packed }) => {
        const text = Buffer.from(lines.join("\n") + (end ? "\n" : ""), "latin1");
        const name = packed ? "feed.jsonl.gz" : "feed.jsonl";
        const { plain, later } = await both(name, packed ? gzipSync(text) : text, { maxRecordBytes: 100 });
        expect(later).toEqual(plain);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it("come some at a time, however many a chunk holds", async () => {
    const { plain, later, runs } = await both("short.jsonl", Buffer.from("0\n".repeat(2000)));
    expect(later).toEqual(plain);
    expect(runs).toBe(4);
  });

  it("are told of a packed file that breaks off", async () => {
    const text = Buffer.from(Array.from({ length: 400 }, (_, n) => `{"text":"story ${n * n * 7919}"}\n`).join(""));
    const { plain, later } = await both("broken.jsonl.gz", gzipSync(text).subarray(0, 1500));
    expect(later).toEqual(plain);
    expect(later.at(-1)?.kind).toBe("reject");
  });

  it("are none of plain files, of web pages, and of records that hold pages", async () => {
    const page = "<!doctype html><html><body><p>The ferry sailed on Monday.</p></body></html>";
    for (const [name, text, options] of [
      ["story.txt", "The ferry sailed.", {}],
      ["page.html", page, {}],
      ["pages.jsonl", `${JSON.stringify({ text: page })}\n`, { html: true }],
    ] as const) {
      const { plain, later, runs } = await both(name, Buffer.from(text), options);
      expect([later, runs], name).toEqual([plain, 0]);
    }
  });
});
