import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { restore } from "../../src/clean/restore.js";
import type { Span } from "../../src/model/span.js";
import { extractHtml } from "../../src/read/html/extract.js";
import { COMMENT, PARAGRAPHS, STORY_PAGE } from "../read/html/story-page.js";
import { dittograph, line, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const page = STORY_PAGE.replace(
  "</head>",
  '<meta name="author" content="Ann Lee"><link rel="canonical" href="https://bay.example/gate"></head>',
);
/** The same story where another site shows it. */
const elsewhere = `<title>Gate closed</title><div class="menu"><a href="/">Start</a> <a href="/s">Shop</a></div><div class="post"><h1>Gate closed</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join("")}</div>`;

interface Cleaned {
  id: string;
  text: string;
  author?: string;
  dittograph: { spans: Span[]; page?: object; extraction?: number; duplicateOf?: string };
}

function expectStory({ text, dittograph: { spans } }: Cleaned): void {
  for (const paragraph of PARAGRAPHS) expect(text).toContain(paragraph);
  for (const furniture of ["Home", "Most popular", COMMENT, "Privacy policy"]) expect(text).not.toContain(furniture);
  expect(restore(text, spans)).toBe(extractHtml(page).text);
}

describe("clean", () => {
  it("strips a web page by its tags, in the default profile, and lifts what it says of itself", () => {
    const path = write(folder, "gate.html", page);
    const run = dittograph(["clean", path, "--format", "jsonl"]);
    expect(run.code, run.stderr).toBe(0);
    const cleaned = JSON.parse(run.stdout) as Cleaned;
    expectStory(cleaned);
    expect(cleaned).toMatchObject({
      title: "Swell closes harbour gate | Bay Courier",
      author: "Ann Lee",
      language: "en",
    });
    expect(cleaned.dittograph).toMatchObject({
      extraction: 1,
      page: { url: "https://bay.example/gate", author: "Ann Lee" },
    });
  });

  it("strips records whose text is HTML under --html only, and leaves their other fields alone", () => {
    const feed = write(folder, "feed.jsonl", line({ id: 1, text: page, title: null, n: 1 }));
    const out = join(folder, "cleaned.jsonl");
    expect(dittograph(["clean", feed, "--html", "-o", out, "--quiet"]).code).toBe(0);
    const [cleaned] = rows<Cleaned>(out) as [Cleaned];
    expectStory(cleaned);
    expect(Object.keys(cleaned)).toEqual(["id", "text", "title", "n", "dittograph"]);
    expect(dittograph(["clean", feed, "-o", out, "--quiet"]).code).toBe(0);
    expect(rows<Cleaned>(out)[0]?.dittograph.page).toBeUndefined();
  });

  it("cuts nothing of its own output", () => {
    const feed = write(folder, "again.jsonl", line({ id: 1, text: page }) + line({ id: 2, text: elsewhere }));
    const out = join(folder, "once.jsonl");
    const twice = join(folder, "twice.jsonl");
    expect(dittograph(["clean", feed, "--html", "-o", out, "--quiet"]).code).toBe(0);
    expect(dittograph(["clean", out, "-o", twice, "--quiet"]).code).toBe(0);
    expect(rows<Cleaned>(twice).map(({ text }) => text)).toEqual(rows<Cleaned>(out).map(({ text }) => text));
  });
});

describe("dedup", () => {
  it("finds the same story in two pages under --html", () => {
    const feed = write(folder, "two.jsonl", line({ id: "a", text: page }) + line({ id: "b", text: elsewhere }));
    const out = join(folder, "out");
    const run = dittograph(["dedup", feed, "--html", "-o", out, "--quiet"]);
    expect(run.code, run.stderr).toBe(0);
    const kept = rows<Cleaned>(join(out, "kept.jsonl"));
    const duplicates = rows<Cleaned>(join(out, "duplicates.jsonl"));
    expect(kept).toHaveLength(1);
    expect(duplicates).toHaveLength(1);
    expectStory([...kept, ...duplicates].find(({ id }) => id === "a") as Cleaned);
  });
});
