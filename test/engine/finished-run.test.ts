import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFinishedRun } from "../../src/engine/finished-run.js";
import { expectSummary } from "../../src/engine/summary-shape.js";
import { InputError } from "../../src/errors.js";
import { resolveOptions } from "../../src/options.js";
import { scratchFolder } from "./runs.js";

const folder = scratchFolder();

const SUMMARY = {
  schema: 1,
  version: "0",
  ruleset: "en",
  options: resolveOptions(),
  records: { read: 2, articles: 2, rejected: 0, empty: 0 },
  articles: { kept: 1, duplicates: 1, clusters: 1 },
  text: { units: 9, cut: 0, articlesCut: 0 },
  pairs: { exact: 0, near: 1, contains: 0, contained: 0, form: 0, partial: 0 },
  classes: [],
  sources: [{ source: "Post", articles: 2, kept: 1 }],
  histogram: [0, 1],
  preview: [],
  repeats: { paragraphs: 0, furniture: 0 },
  search: { candidates: 1, overfullBands: 0, overfullSamples: 0, largestBucket: 2, crowded: 0 },
  warnings: ["late"],
};
const ROW = { threshold: 0.85, containment: 0.9, kept: 1, duplicates: 1, clusters: 1 };
const ARTICLE = { id: "a", source: "Post", date: null, url: null, agency: null, length: 9, tokens: 2, exact: "" };
const SCORES = { relation: "near", jaccard: 0.8, containment: [0.9, 0.9] };
const PASSAGE = { a: [0, 4], b: [1, 5], tokens: 12 };
const PAIR = { a: "a", b: "b", ...SCORES, passages: [PASSAGE] };
const CLUSTER = {
  id: "c",
  canonical: "a",
  members: [
    { id: "a", relation: "canonical" },
    { id: "b", ...SCORES },
  ],
};

const RUN = {
  "summary.json": [SUMMARY],
  "articles.jsonl": [ARTICLE, { ...ARTICLE, id: "b", exact: "0123456789abcdef0123456789abcdef" }],
  "pairs.jsonl": [PAIR],
  "clusters.jsonl": [CLUSTER],
} as const;

/** Reads a run of which one file has other rows. */
function reading(changes: Readonly<Record<string, readonly unknown[]>>) {
  mkdirSync(folder, { recursive: true });
  for (const [name, rows] of Object.entries({ ...RUN, ...changes })) {
    writeFileSync(join(folder, name), rows.map((row) => JSON.stringify(row)).join("\n"));
  }
  return () => readFinishedRun(folder);
}

describe("readFinishedRun", () => {
  it("reads what a run wrote", () => {
    const { entries, pairs, stars, summary } = reading({})();
    expect(entries.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(pairs.at(0).pair).toMatchObject({ a: "a", b: "b", relation: "near", passages: [{ tokens: 12 }] });
    expect(stars.get(1)).toMatchObject({ other: 0, relation: "near" });
    expect(summary.warnings).toEqual(["late"]);
  });

  it.each([
    [
      "articles.jsonl",
      { ...ARTICLE, length: -1 },
      /articles\.jsonl:1: expected a whole number from 0 to 4294967295 in "length"/,
    ],
    ["articles.jsonl", { ...ARTICLE, length: 2 ** 32 }, /articles\.jsonl:1: .*"length", found 4294967296/],
    ["articles.jsonl", { ...ARTICLE, tokens: 1.5 }, /articles\.jsonl:1: .*"tokens", found 1\.5/],
    ["articles.jsonl", { ...ARTICLE, exact: "AB" }, /articles\.jsonl:1: expected 32 hex digits .*found "AB"/],
    ["pairs.jsonl", { ...PAIR, b: "a" }, /pairs\.jsonl:1: expected two articles, found "a" twice/],
    ["pairs.jsonl", { ...PAIR, passages: [{ ...PASSAGE, a: [4, 0] }] }, /pairs\.jsonl:1: expected \[start, end\]/],
    ["pairs.jsonl", { ...PAIR, passages: [{ ...PASSAGE, tokens: -1 }] }, /pairs\.jsonl:1: expected "tokens"/],
    ["pairs.jsonl", { ...PAIR, passages: [{ ...PASSAGE, tokens: 2 ** 32 }] }, /pairs\.jsonl:1: .* found 4294967296/],
    [
      "pairs.jsonl",
      { ...PAIR, passages: [{ ...PASSAGE, b: [1, 2 ** 32] }] },
      /pairs\.jsonl:1: expected \[start, end\] up to 4294967295 in each passage, found \[1,4294967296\]/,
    ],
    ["pairs.jsonl", { ...PAIR, jaccard: 2 }, /pairs\.jsonl:1: expected "relation", "jaccard"/],
    ["clusters.jsonl", { ...CLUSTER, members: [null] }, /clusters\.jsonl:1: expected "relation"/],
    [
      "clusters.jsonl",
      { ...CLUSTER, members: [{ id: "b", ...SCORES, relation: "form" }] },
      /clusters\.jsonl:1: expected a member that is exact, near or contained, found "form"/,
    ],
    ["clusters.jsonl", { ...CLUSTER, members: [{ id: "a", ...SCORES }] }, /found "a" again/],
  ])("refuses %s with a row that no run writes", (file, row, message) => {
    const attempt = reading({ [file]: [row] });
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
  });

  it("refuses an id that stands twice", () => {
    expect(reading({ "articles.jsonl": [ARTICLE, ARTICLE] })).toThrow(
      /articles\.jsonl:2: expected each id once, found "a" again/,
    );
  });

  it.each([
    ["again", PAIR],
    ["the other way round", { ...PAIR, a: "b", b: "a" }],
  ])("refuses a pair that stands there %s", (_, again) => {
    expect(reading({ "pairs.jsonl": [PAIR, again] })).toThrow(
      `pairs.jsonl:2: expected each pair once, found "${again.a}" and "${again.b}" again`,
    );
  });

  it("takes pairs that share one article", () => {
    const third = { ...ARTICLE, id: "c" };
    const rows = [PAIR, { ...PAIR, b: "c" }, { ...PAIR, a: "b", b: "c" }];
    expect(reading({ "articles.jsonl": [...RUN["articles.jsonl"], third], "pairs.jsonl": rows })().pairs.length).toBe(
      3,
    );
  });

  it("refuses a summary without options", () => {
    const attempt = reading({ "summary.json": [{ ...SUMMARY, options: null }] });
    expect(attempt).toThrow(/summary\.json: expected an object in "options", found null/);
  });
});

describe("expectSummary", () => {
  it("gives the summary of a run, templates named or not", () => {
    expect(expectSummary(SUMMARY, "s")).toBe(SUMMARY);
    const named = { ...SUMMARY, templates: "t", known: 4, preview: [ROW] };
    expect(expectSummary(named, "s")).toBe(named);
  });

  it.each([
    [{ schema: 2 }, /^s: .*with 1 in "schema", found 2$/],
    [{ warnings: [7] }, /a string in "warnings\[0\]", found 7/],
    [{ records: { read: "two" } }, /a whole number from 0 in "records\.read", found "two"/],
    [{ records: { ...SUMMARY.records, read: 1.5 } }, /a whole number from 0 in "records\.read", found 1\.5/],
    [{ histogram: [0, Number.POSITIVE_INFINITY] }, /a whole number from 0 in "histogram\[1\]", found Infinity/],
    [{ preview: [{ ...ROW, threshold: 1.5 }] }, /a number from 0 to 1 in "preview\[0\]\.threshold", found 1\.5/],
    [{ pairs: { ...SUMMARY.pairs, form: -1 } }, /a whole number from 0 in "pairs\.form", found -1/],
    [{ sources: [{ source: "Post", articles: 1 }] }, /"sources\[0\]\.kept", found nothing/],
    [{ classes: {} }, /a list in "classes", found \{\}/],
    [{ text: null }, /an object in "text", found null/],
    [{ search: [] }, /an object in "search", found \[\]/],
    [{ templates: 3 }, /a string in "templates", found 3/],
    [{ known: "x" }, /a whole number from 0 in "known", found "x"/],
  ])("refuses %j", (change, message) => {
    expect(() => expectSummary({ ...SUMMARY, ...change }, "s")).toThrow(message);
  });
});
