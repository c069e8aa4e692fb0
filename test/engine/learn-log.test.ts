import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openLearnLog } from "../../src/engine/learn-log.js";
import { LEARN_SCHEMA, type LoggedEntry } from "../../src/engine/learn-log-rewrite.js";
import { readLearned } from "../../src/engine/learn-replay.js";
import { WINDOW_BOUNDS, weightOf } from "../../src/engine/learn-window.js";
import type { Decision } from "../../src/model/decision.js";

const root = mkdtempSync(join(tmpdir(), "dittograph-learn-log-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let places = 0;
function place(): string {
  const folder = join(root, String(places++));
  mkdirSync(folder);
  return folder;
}

const entryOf = (record: number): LoggedEntry => {
  const article = { id: `a${record}`, source: "post", text: `Story ${record}\nof the \ud800 harbour` };
  const shared = {
    record,
    id: article.id,
    source: "post",
    cluster: `c${record}`,
    supersedes: record === 3 ? ["a1"] : [],
  };
  return { ...shared, weight: weightOf(article.text), article, start: 0, end: 0 };
};
const taken = (sequence: number) => ({ sequence }) as Decision;
const read = (folder: string, every = 4) => readLearned(folder, every, WINDOW_BOUNDS);
const records = (entries: readonly LoggedEntry[] | undefined) => entries?.map(({ record }) => record);

async function filled(folder: string, to = 6) {
  const log = await openLearnLog(folder, undefined, 0);
  const entries = [1, 2, 3, 5, 6].filter((record) => record <= to).map(entryOf);
  for (const entry of entries) await log.article(entry, taken(entry.record + 10));
  return { log, entries };
}

describe("a learning log", () => {
  it("comes back as it was written, and knows of a count that is due", async () => {
    const folder = place();
    const { log, entries } = await filled(folder);
    await log.close();
    const found = read(folder);
    expect(found.window.entries()).toEqual(entries);
    expect(found).toMatchObject({ records: 6, sequence: 17, mark: { file: "log-0.jsonl", records: 6 } });
    expect([found.due?.from, records(found.due?.entries)]).toEqual([4, [1, 2, 3]]);
    expect(read(folder, 7).due).toBeUndefined();
  });

  it("knows of no due count once its templates are there, and of the next one", async () => {
    const folder = place();
    const { log } = await filled(folder);
    await log.version(6, { from: 4, text: "first" });
    await log.passed(7);
    await log.close();
    expect(read(folder)).toMatchObject({ records: 7, version: { from: 4, text: "first" } });
    expect(read(folder).due).toBeUndefined();
    const more = await openLearnLog(folder, read(folder).mark, 7);
    await more.passed(9);
    await more.close();
    expect([read(folder).due?.from, records(read(folder).due?.entries)]).toEqual([8, [1, 2, 3, 5, 6]]);
  });

  it("is begun anew with what counts, with and without templates, and tells the same", async () => {
    for (const version of [undefined, { from: 2, text: "older" }]) {
      const folder = place();
      const { log, entries } = await filled(folder, 3);
      await log.passed(4);
      const [, second, third] = entries as [LoggedEntry, LoggedEntry, LoggedEntry];
      await log.renew(4, version, [second, third]);
      await log.article(entryOf(5), taken(20));
      await log.close();
      log.clear();
      const found = read(folder);
      expect(records(found.window.entries())).toEqual([2, 3, 5]);
      expect(found).toMatchObject({ records: 5, sequence: 21, mark: { file: "log-4.jsonl" } });
      expect([found.due?.from, records(found.due?.entries), found.version]).toEqual([4, [2, 3], version]);
      const row = readFileSync(join(folder, "log-4.jsonl")).subarray(third.start, third.end).toString();
      expect(JSON.parse(row)).toMatchObject({ record: 3, supersedes: ["a1"] });
    }
  });

  it("is thinned to the texts that are kept, and tells the same of all else", async () => {
    const folder = place();
    const { log, entries } = await filled(folder);
    const [first, second] = entries as [LoggedEntry, LoggedEntry];
    await log.version(6, { from: 4, text: "first" });
    await log.thin(6, [first, second]);
    await log.article(entryOf(7), taken(20));
    await log.close();
    log.clear();
    const found = read(folder);
    expect(found).toMatchObject({ records: 7, sequence: 21, version: { from: 4 }, mark: { file: "log-6.jsonl" } });
    expect(records(found.window.entries())).toEqual([1, 2, 3, 5, 6, 7]);
    const texts = found.window.entries().flatMap(({ record, article }) => (article === undefined ? [] : [record]));
    expect(texts).toEqual([1, 2, 7]);
    const weights = found.window.entries().map(({ weight }) => weight);
    expect(weights.slice(0, 5)).toEqual(entries.map(({ weight }) => weight));
    const row = readFileSync(join(folder, "log-6.jsonl")).subarray(second.start, second.end).toString();
    expect(JSON.parse(row)).toMatchObject({ record: 2, article: {} });
  });

  it("knows of no due count whose texts were thinned away, as where versions came less often before", async () => {
    const folder = place();
    const { log, entries } = await filled(folder);
    await log.thin(6, entries.slice(0, 3));
    await log.close();
    log.clear();
    expect(records(read(folder, 4).due?.entries)).toEqual([1, 2, 3]);
    expect(read(folder, 3).due).toBeUndefined();
    expect(records(read(folder, 3).window.entries())).toEqual([1, 2, 3, 5, 6]);
  });

  it("says why it cannot be begun anew, and stays open", async () => {
    const folder = place();
    const { log, entries } = await filled(folder, 3);
    mkdirSync(join(folder, "log-4.jsonl.unfinished"));
    await expect(log.renew(4, undefined, entries)).rejects.toThrow(/log-4.jsonl.unfinished: cannot write: EISDIR/);
    await log.article(entryOf(5), taken(20));
    await log.close();
    expect([log.file, records(read(folder).window.entries())]).toEqual(["log-0.jsonl", [1, 2, 3, 5]]);
  });

  it("is read as far as a mark goes, and cut off there when it is gone on with", async () => {
    const folder = place();
    const { log } = await filled(folder, 3);
    const mark = { file: log.file, bytes: log.position, records: 4 };
    await log.article(entryOf(5), taken(30));
    await log.close();
    const found = readLearned(folder, 4, WINDOW_BOUNDS, mark);
    expect(found).toMatchObject({ records: 4, sequence: 14, mark });
    const again = await openLearnLog(folder, found.mark, 4);
    await again.close();
    expect(readFileSync(join(folder, mark.file))).toHaveLength(mark.bytes);
  });

  it("does not count a late article among those that the index took", async () => {
    const folder = place();
    const log = await openLearnLog(folder, undefined, 0);
    await log.article(entryOf(1), { ...taken(0), late: true });
    await log.close();
    expect(read(folder).sequence).toBe(0);
    const more = await openLearnLog(folder, read(folder).mark, 1);
    await more.article(entryOf(2), taken(7));
    await more.article(entryOf(3), { ...taken(8), late: true });
    await more.close();
    expect(read(folder).sequence).toBe(8);
    expect(records(read(folder).window.entries())).toEqual([1, 2, 3]);
  });

  it("lets a torn last row go", async () => {
    const folder = place();
    const { log, entries } = await filled(folder);
    await log.close();
    appendFileSync(join(folder, log.file), '{"record":7,"sequence":17,"clus');
    expect(read(folder).window.entries()).toEqual(entries);
    expect(read(folder).mark?.bytes).toBe(log.position);
  });

  it("is read in its first version, and is one of the second when it is thinned", async () => {
    const folder = place();
    const { log, entries } = await filled(folder);
    await log.close();
    const file = join(folder, "log-0.jsonl");
    const old = readFileSync(file, "utf8").replace(LEARN_SCHEMA, "dittograph-learn/1");
    writeFileSync(file, old);
    const found = read(folder);
    expect(found.window.entries()).toEqual(entries);
    const again = await openLearnLog(folder, found.mark, found.records);
    await again.thin(6, found.window.entries().slice(0, 2));
    await again.close();
    again.clear();
    expect(readFileSync(join(folder, "log-6.jsonl"), "utf8")).toContain(`{"schema":"${LEARN_SCHEMA}","records":0}`);
    expect(records(read(folder).window.entries())).toEqual([1, 2, 3, 5, 6]);
  });

  it("is none where there is no folder or no file", () => {
    expect(read(join(root, "none"))).toMatchObject({ records: 0, sequence: 0 });
    expect(read(place()).mark).toBeUndefined();
  });

  it.each([
    [
      "another version",
      { schema: "dittograph-learn/9", records: 0 },
      {},
      /:1: expected a log .*dittograph-learn\/2.*found "dittograph-learn\/9" \(to learn anew, remove its folder\)/,
    ],
    [
      "no number",
      { schema: LEARN_SCHEMA, records: 0 },
      { record: "7" },
      /:2: expected a number of a record, found "7"/,
    ],
    [
      "no text",
      { schema: LEARN_SCHEMA, records: 0 },
      { record: 7, article: {} },
      /:2: expected an article and its cluster/,
    ],
  ])("is refused with %s in it", (_, head, row, message) => {
    const folder = place();
    writeFileSync(join(folder, "log-0.jsonl"), `${JSON.stringify(head)}\n${JSON.stringify(row)}\n`);
    expect(() => read(folder)).toThrow(message);
  });

  it("is refused where it is shorter than a mark says", () => {
    const mark = { file: "log-5.jsonl", bytes: 10, records: 5 };
    expect(() => readLearned(place(), 4, WINDOW_BOUNDS, mark)).toThrow(
      /log-5.jsonl: expected the 10 bytes of which the checkpoint tells, found 0/,
    );
  });
});
