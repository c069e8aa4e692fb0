import { describe, expect, it } from "vitest";
import { filterReadings } from "../../src/engine/filter.js";
import { type FilterOutputs, type FilterSettings, MOST_WAITING } from "../../src/engine/filter-settings.js";
import { OutputError } from "../../src/errors.js";
import { resolveOptions } from "../../src/options.js";
import { memoryRows, readingsOf, storyOf, stream } from "./filter-feed.js";
import { createPlainIndex } from "./plain-index.js";

const settings: FilterSettings = {
  options: resolveOptions(),
  version: "0",
  ruleset: "r",
  strict: false,
  flush: false,
  clock: () => 0,
};

const outputsOf = () => ({ articles: memoryRows(), duplicates: memoryRows(), rejects: memoryRows() });

describe("a filter", () => {
  it("writes new articles, duplicates with what they match, and rejects, each to its own output", async () => {
    const outputs = outputsOf();
    const readings = readingsOf([
      { id: "a", text: storyOf(1) },
      { id: "b", text: storyOf(2) },
      "{broken",
      { id: "c", text: storyOf(1) },
    ]);
    const counts = await filterReadings(stream(readings), await createPlainIndex(), outputs, settings);
    expect(counts).toEqual({ read: 4, new: 2, superseding: 0, duplicates: { exact: 1 }, rejected: 1 });
    expect(outputs.articles.rows().map(({ id }) => id)).toEqual(["a", "b"]);
    const [copy] = outputs.duplicates.rows();
    expect(copy).toMatchObject({ id: "c", text: storyOf(1) });
    expect(copy?.dittograph).toMatchObject({ duplicateOf: "a", relation: "exact", jaccard: 1, containment: [1, 1] });
    expect(copy?.dittograph.firstSeen).toEqual({ arrival: 0, date: null, source: "" });
    expect(outputs.rejects.rows()).toMatchObject([{ line: 3, raw: "{broken" }]);
  });

  it("writes records as clean does, with the bytes of other members kept", async () => {
    const outputs = outputsOf();
    const record = `{"big":12345678901234567890,"id":"a","text":${JSON.stringify(storyOf(3))},"price":1.0}`;
    await filterReadings(stream(readingsOf([record])), await createPlainIndex(), outputs, settings);
    const [row] = outputs.articles.rows();
    expect(outputs.articles.text()).toMatch(/^\{"big":12345678901234567890,"id":"a".*"price":1\.0,"dittograph":\{/);
    expect(row?.dittograph).toEqual({ schema: 1, profile: "conservative", ruleset: "r", spans: [] });
  });

  it.each([" ", "\t", " \r"])("keeps white space behind a record's brace: %j", async (behind) => {
    const outputs = outputsOf();
    const record = `{"id":"a","text":${JSON.stringify(storyOf(3))}}${behind}`;
    await filterReadings(stream(readingsOf([record])), await createPlainIndex(), outputs, settings);
    expect(outputs.articles.rows()).toMatchObject([{ id: "a", dittograph: { schema: 1 } }]);
    expect(outputs.articles.text().endsWith(`}}${behind}\n`)).toBe(true);
  });

  it("names the older texts that a longer new one contains", async () => {
    const outputs = outputsOf();
    const readings = readingsOf([
      { id: "short", text: storyOf(1) },
      { id: "long", text: `${storyOf(1)} ${storyOf(4)} ${storyOf(5)}` },
      { id: "other", text: storyOf(9) },
    ]);
    const counts = await filterReadings(stream(readings), await createPlainIndex(), outputs, settings);
    expect(counts).toMatchObject({ new: 3, superseding: 1 });
    expect(outputs.articles.rows().map(({ dittograph }) => dittograph.supersedes)).toEqual([
      undefined,
      ["short"],
      undefined,
    ]);
  });

  it("holds back a record that comes again as a copy of itself, and names another text of an equal id", async () => {
    const outputs = outputsOf();
    const readings = readingsOf([
      { id: "a", text: storyOf(1) },
      { id: "a", text: storyOf(1) },
      { id: "a", text: storyOf(2) },
    ]);
    const counts = await filterReadings(stream(readings), await createPlainIndex(), outputs, settings);
    expect(counts).toMatchObject({ new: 2, duplicates: { exact: 1 } });
    expect(outputs.duplicates.rows()[0]?.dittograph).toMatchObject({ duplicateOf: "a", relation: "exact" });
    expect(outputs.articles.rows()[1]?.dittograph.id).toBe("a~2");
  });

  it("only counts what has no output", async () => {
    const readings = readingsOf([{ id: "a", text: storyOf(1) }, { id: "b", text: storyOf(1) }, "no"]);
    const outputs = { articles: memoryRows() };
    const counts = await filterReadings(stream(readings), await createPlainIndex(), outputs, settings);
    expect(counts).toMatchObject({ new: 1, duplicates: { exact: 1 }, rejected: 1 });
  });

  it("reads no further than the queue holds while an output is slow", async () => {
    let release: () => void = () => {};
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    let read = 0;
    const readings = readingsOf(Array.from({ length: 2000 }, (_, n) => ({ id: `a${n}`, text: `item ${n} of many` })));
    const outputs: FilterOutputs = { articles: memoryRows(() => blocked) };
    const index = await createPlainIndex();
    const reading = stream(readings, (at) => {
      read = at;
    });
    const run = filterReadings(reading, { ...index, sequence: 0, checkAndAdd: quick }, outputs, settings);
    await expect.poll(() => read, { timeout: 120_000 }).toBeGreaterThan(MOST_WAITING / 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(read).toBeLessThan(MOST_WAITING + 10);
    release();
    expect(await run).toMatchObject({ read: 2000, new: 2000 });
    async function quick(article: Parameters<typeof index.checkAndAdd>[0]) {
      const cleaned = { text: article.text, spans: [], regime: "clean" as const, warnings: [] };
      const firstSeen = { arrival: 0, date: null, source: "" };
      return {
        kind: "new" as const,
        id: article.id ?? "",
        cluster: "",
        known: false,
        sequence: 0,
        cleaned,
        firstSeen,
        supersedes: [],
      };
    }
  });

  it("hands over each record at once with flush, and waits for no further input", async () => {
    let flushed = 0;
    const rows = memoryRows();
    const articles = { ...rows, flush: async () => void flushed++ };
    const seen: number[] = [];
    const readings = readingsOf([1, 2, 3].map((n) => ({ id: `${n}`, text: storyOf(n) })));
    const wait = async (at: number): Promise<void> => {
      await expect.poll(() => flushed, { timeout: 120_000 }).toBe(at);
      seen.push(flushed);
    };
    await filterReadings(stream(readings, wait), await createPlainIndex(), { articles }, { ...settings, flush: true });
    expect(seen).toEqual([0, 1, 2]);
  });

  it("hands nothing over before the end without flush, where it is little", async () => {
    const seen: number[] = [];
    let flushed = 0;
    const articles = { ...memoryRows(), flush: async () => void flushed++ };
    const readings = readingsOf([1, 2].map((n) => ({ id: `${n}`, text: storyOf(n) })));
    await filterReadings(
      stream(readings, () => void seen.push(flushed)),
      await createPlainIndex(),
      { articles },
      settings,
    );
    expect([...seen, flushed]).toEqual([0, 0, 1]);
  });

  it("writes what it took and then stops when the signal aborts, also while the input is silent", async () => {
    const stop = new AbortController();
    const outputs = outputsOf();
    const readings = readingsOf([
      { id: "a", text: storyOf(1) },
      { id: "b", text: storyOf(2) },
    ]);
    const silent = stream(readings, (at) => {
      if (at === 0) return undefined;
      setTimeout(() => stop.abort(), 20);
      return new Promise<void>(() => {});
    });
    const counts = await filterReadings(silent, await createPlainIndex(), outputs, {
      ...settings,
      signal: stop.signal,
    });
    expect(counts).toMatchObject({ read: 1, new: 1 });
    expect(outputs.articles.rows()).toHaveLength(1);
  });

  it("fails with the index's own error, and reads no further", async () => {
    const index = await createPlainIndex();
    index.fault = new OutputError("index: cannot write: no space left");
    let read = 0;
    const readings = readingsOf(Array.from({ length: 50 }, (_, n) => ({ id: `${n}`, text: storyOf(n) })));
    const slow = stream(readings, async (at) => {
      read = at;
      await new Promise((resolve) => setTimeout(resolve, 2));
    });
    await expect(filterReadings(slow, index, outputsOf(), settings)).rejects.toThrow("no space left");
    expect(read).toBeLessThan(10);
  });

  it("fails with an output's own error", async () => {
    const articles = memoryRows(() => {
      throw new OutputError("out.jsonl: cannot write: no space left");
    });
    const readings = readingsOf([{ id: "a", text: storyOf(1) }]);
    await expect(filterReadings(stream(readings), await createPlainIndex(), { articles }, settings)).rejects.toThrow(
      OutputError,
    );
  });
});
