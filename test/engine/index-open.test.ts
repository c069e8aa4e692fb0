import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compactIndex } from "../../src/engine/index-compact.js";
import type { ArticleIndex, IndexOptions } from "../../src/engine/index-contract.js";
import { openIndex, type openOver } from "../../src/engine/index-open.js";
import type { createPreparer } from "../../src/engine/index-prepare.js";
import { UsageError } from "../../src/errors.js";
import { openLmdbStore } from "../../src/index/lmdb-store.js";
import { createMemoryStore } from "../../src/index/memory-store.js";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist");
const HOUR = 3_600_000;

let folder: string;
let path: string;
let clock: number;
const open: ArticleIndex[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dittograph-index-"));
  path = join(folder, "seen");
  clock = Date.UTC(2026, 2, 10);
});
afterEach(async () => {
  for (const index of open.splice(0)) await index.close();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(options: Partial<IndexOptions> = {}, at = path): Promise<ArticleIndex> {
  const index = await openIndex(at, { now: () => clock, commitDelayMs: 0, ...options });
  open.push(index);
  return index;
}

async function closed(index: ArticleIndex): Promise<void> {
  open.splice(open.indexOf(index), 1);
  await index.close();
}

/** Distinct words, so that texts of different numbers share no shingle. */
const words = (from: number, count = 40): string =>
  Array.from({ length: count }, (_, i) => `w${(from + i).toString(36)}x`).join(" ");
const story = words(1000);
const longer = `${story} ${words(5000, 25)}`;

describe("an open index", () => {
  it("acts in the order of the calls, those that are not awaited included", async () => {
    const index = await opened();
    await index.add({ id: "a", text: story });
    const removed = index.remove("a");
    const decided = index.checkAndAdd({ id: "b", text: story });
    expect(await removed).toBe(true);
    expect(await decided).toMatchObject({ kind: "new", id: "b" });
  });

  it("takes articles that hold what no thread can be told", async () => {
    const built = (await import(pathToFileURL(join(dist, "dittograph.js")).href)) as { openIndex: typeof openIndex };
    const index = await built.openIndex(path, { workers: 2, commitDelayMs: 0, now: () => clock });
    open.push(index);
    const inputs = Array.from({ length: 260 }, (_, n) => ({ id: `n${n}`, text: words(n * 100), greet: () => n }));
    const decided = await Promise.all(inputs.map((input) => index.checkAndAdd(input)));
    expect(decided.map(({ kind, id }) => `${kind} ${id}`)).toEqual(inputs.map(({ id }) => `new ${id}`));
    expect(await index.check({ id: "x", text: words(25_500) })).toMatchObject({ kind: "duplicate", of: "n255" });
  });

  it("answers the same with threads that ask the filters of many segments ahead", async () => {
    const load = (name: string) => import(pathToFileURL(join(dist, "engine", name)).href);
    const { openOver: openBuilt } = (await load("index-open.js")) as { openOver: typeof openOver };
    const { createPreparer: prepareWith } = (await load("index-prepare.js")) as {
      createPreparer: typeof createPreparer;
    };
    // Every third is like an earlier one, some of them of long ago.
    const textOf = (n: number): string =>
      n % 3 === 0 ? `${words((3 * Math.floor(n / 7) + 1) * 100)} more` : words(n * 100);
    const inputs = Array.from({ length: 1200 }, (_, n) => ({ id: `n${n}`, text: textOf(n) }));
    const answersWith = async (workers: number) => {
      const base = { store: createMemoryStore(), bulk: false, prepareWith, tableEntries: 400 };
      const index = await openBuilt(":memory:", base, { now: () => clock, commitDelayMs: 0, workers });
      open.push(index);
      const answers = [];
      for (let from = 0; from < inputs.length; from += 60) {
        answers.push(...(await Promise.all(inputs.slice(from, from + 60).map((input) => index.checkAndAdd(input)))));
      }
      expect(index.stats().buckets[0]?.segments).toBeGreaterThan(3);
      return answers;
    };
    const answers = await answersWith(3);
    expect(answers).toEqual(await answersWith(1));
    expect(answers.filter(({ kind }) => kind === "duplicate").length).toBeGreaterThan(100);
  });

  it("tells a new article from a copy, a near copy and an unlike one", async () => {
    const index = await opened();
    const first = await index.checkAndAdd({ id: "a", text: story, source: "wire", date: "2026-03-09" });
    expect(first).toMatchObject({ kind: "new", id: "a", sequence: 0, known: false, supersedes: [] });
    const copy = await index.checkAndAdd({ id: "b", text: story.toUpperCase() });
    expect(copy).toMatchObject({ kind: "duplicate", of: "a", relation: "exact", jaccard: 1, containment: [1, 1] });
    expect(copy).toMatchObject({ firstSeen: { arrival: clock, date: "2026-03-09", source: "wire" } });
    expect(copy.cluster).toBe(first.cluster);
    const near = await index.checkAndAdd({ id: "c", text: `${story} end` });
    expect(near).toMatchObject({ kind: "duplicate", of: "a", relation: "near" });
    if (near.kind === "duplicate") {
      const { a, b } = near.passages?.[0] ?? expect.fail("a passage");
      expect(`${story} end`.slice(a.start, a.end)).toBe(story);
      expect(story.slice(b.start, b.end)).toBe(story);
    }
    expect((await index.checkAndAdd({ id: "d", text: words(9000) })).kind).toBe("new");
    expect(index.stats()).toMatchObject({ articles: 4, kept: 2, duplicates: 2, superseded: 0 });
  });

  it("changes nothing by a check", async () => {
    const index = await opened();
    expect(index.check({ id: "a", text: story }).kind).toBe("new");
    expect(index.check({ id: "b", text: story }).kind).toBe("new");
    expect(index.get("a")).toBeUndefined();
    expect(index.sequence).toBe(0);
  });

  it("decides in the order of the calls, also where none has been made durable", async () => {
    const index = await opened();
    const kinds = (await Promise.all(["a", "b", "c"].map((id) => index.checkAndAdd({ id, text: story })))).map(
      (answer) => (answer.kind === "new" ? "new" : answer.of),
    );
    expect(kinds).toEqual(["new", "a", "a"]);
  });

  it("gives a record that was taken before its first answer again, and takes it once", async () => {
    const index = await opened();
    await index.checkAndAdd({ id: "a", text: story });
    await index.checkAndAdd({ id: "b", text: story });
    expect(await index.checkAndAdd({ id: "a", text: story })).toMatchObject({ kind: "new", known: true, sequence: 0 });
    expect(await index.checkAndAdd({ id: "b", text: story })).toMatchObject({ of: "a", known: true, sequence: 1 });
    expect(index.check({ id: "b", text: story }).known).toBe(true);
    expect(index.stats().articles).toBe(2);
  });

  it("names another text of a known id anew, and a record without id by its content", async () => {
    const index = await opened();
    await index.add({ id: "a", text: story });
    expect(await index.add({ id: "a", text: words(2000) })).toBe("a~2");
    expect(await index.add({ id: "a", text: words(3000) })).toBe("a~3");
    expect(await index.add({ id: "a~2", text: words(4000) })).toBe("a~2~2");
    expect(await index.checkAndAdd({ id: "a", text: words(3000) })).toMatchObject({ id: "a~3", known: true });
    const unnamed = await index.add({ text: words(6000) });
    expect(await index.checkAndAdd({ text: words(6000) })).toMatchObject({ id: unnamed, known: true });
    expect(await index.checkAndAdd({ text: words(6000), source: "other" })).toMatchObject({
      of: unnamed,
      known: false,
    });
  });

  it("keeps a longer text that contains an older one, and answers with it from then on", async () => {
    const index = await opened();
    await index.add({ id: "short", text: story });
    await index.add({ id: "copy", text: story });
    expect(await index.checkAndAdd({ id: "long", text: longer })).toMatchObject({ kind: "new", supersedes: ["short"] });
    expect(index.check({ id: "long", text: longer })).toMatchObject({
      kind: "new",
      supersedes: ["short"],
      known: true,
    });
    expect(await index.checkAndAdd({ id: "later", text: story })).toMatchObject({ of: "long", relation: "contained" });
    expect(index.check({ id: "short", text: story })).toMatchObject({ kind: "new", known: true });
    expect(index.get("short")).toMatchObject({ supersededBy: "long" });
    expect(index.cluster("long")?.members.map(({ id }) => id)).toEqual(["long", "short", "later"]);
    expect(index.cluster("short")).toMatchObject({ canonical: "short", supersededBy: "long" });
    expect(index.stats()).toMatchObject({ kept: 2, superseded: 1 });
  });

  it.each([true, false])("gives a near copy its first answer again, passages wanted: %s", async (passages) => {
    const near = `${words(7000, 4)} ${story}`;
    const index = await opened({ options: { passages } });
    await index.add({ id: "a", text: story });
    const first = await index.checkAndAdd({ id: "b", text: near });
    expect(first).toMatchObject({ kind: "duplicate", relation: "near", known: false });
    expect("passages" in first).toBe(passages);
    expect(await index.checkAndAdd({ id: "b", text: near })).toEqual({ ...first, known: true });
  });

  it("tells of what a longer text superseded also where it is sent again at once", async () => {
    const index = await opened({ commitDelayMs: 50 });
    const sent = [{ id: "short", text: story }, ...[1, 2].map(() => ({ id: "long", text: longer }))];
    const [, first, again] = await Promise.all(sent.map((input) => index.checkAndAdd(input)));
    expect(again).toEqual({ ...first, known: true });
  });

  it("moves near copies of the older one to the longer where it contains them too, and no others", async () => {
    const index = await opened();
    await index.add({ id: "short", text: story });
    await index.add({ id: "within", text: words(1000, 38) });
    await index.add({ id: "beside", text: `${words(8000, 9)} ${story}` });
    expect(index.cluster("short")?.size).toBe(3);
    expect(await index.checkAndAdd({ id: "long", text: longer })).toMatchObject({ supersedes: ["short"] });
    expect(index.cluster("long")?.members.map(({ id }) => id)).toEqual(["long", "short", "within"]);
    expect(index.get("within")).toMatchObject({ duplicateOf: { id: "long", relation: "contained" } });
    expect(index.cluster("short")?.members.map(({ id }) => id)).toEqual(["short", "beside"]);
  });

  it("gives articles their first answers again that went to longer ones since, and then to longer ones still", async () => {
    const index = await opened();
    const sent = [
      { id: "short", text: story },
      { id: "within", text: words(1000, 38) },
      { id: "beside", text: `${words(8000, 9)} ${story}` },
      { id: "long", text: longer },
      { id: "later", text: words(1001, 37) },
      { id: "longest", text: `${longer} ${words(7000, 40)}` },
    ];
    const first = [];
    for (const article of sent) first.push(await index.checkAndAdd(article));
    expect(first.map((answer) => (answer.kind === "new" ? "new" : answer.of))).toEqual([
      "new",
      "short",
      "short",
      "new",
      "long",
      "new",
    ]);
    expect(["within", "later"].map((id) => index.get(id)?.duplicateOf?.id)).toEqual(["longest", "longest"]);
    for (const [at, article] of sent.entries()) {
      expect(await index.checkAndAdd(article), article.id).toEqual({ ...first[at], known: true });
    }
  });

  it("keeps an article without tokens and matches nothing to it", async () => {
    const index = await opened();
    await index.add({ id: "a", text: "…" });
    expect((await index.checkAndAdd({ id: "b", text: "…" })).kind).toBe("new");
    expect(index.cluster("a")?.canonical).toBe("a");
  });

  it("shows clusters by article and by name, and nothing for unknown ones", async () => {
    const index = await opened();
    const { cluster } = await index.checkAndAdd({ id: "a", text: story });
    await index.add({ id: "b", text: story });
    expect(index.cluster("b")).toEqual(index.cluster(cluster));
    expect(index.cluster(cluster)).toMatchObject({ canonical: "a", size: 2 });
    expect(index.cluster("never")).toBeUndefined();
    expect(index.cluster("c0000000000000000")).toBeUndefined();
    expect(index.get("never")).toBeUndefined();
  });

  it("forgets what is removed: its copies are new again", async () => {
    const index = await opened();
    await index.add({ id: "a", text: story });
    await index.add({ id: "b", text: story });
    expect(await index.remove("a")).toBe(true);
    expect(await index.remove("a")).toBe(false);
    expect(index.get("a")).toBeUndefined();
    expect(await index.checkAndAdd({ id: "c", text: story })).toMatchObject({ kind: "new" });
    expect(await index.checkAndAdd({ id: "d", text: story })).toMatchObject({ of: "c" });
    expect(index.stats()).toMatchObject({ articles: 3, removed: 1 });
  });

  it("finds an article by an id that was removed often, also after the tables are merged", async () => {
    const index = await opened();
    const live = (n: number) => ({ id: "live", text: words(n * 100) });
    for (let n = 0; n < 70; n++) {
      await index.add(live(n));
      expect(await index.remove("live")).toBe(true);
    }
    await index.add(live(70));
    expect(index.get("live")?.sequence).toBe(70);
    await closed(index);
    await compactIndex(path);
    const again = await opened();
    expect(again.get("live")?.sequence).toBe(70);
    expect(await again.checkAndAdd(live(70))).toMatchObject({ known: true });
    expect(await again.remove("live")).toBe(true);
  });

  it("refuses an article without text, and goes on", async () => {
    const index = await opened();
    await expect(index.checkAndAdd({ id: "a" } as never)).rejects.toThrow(/expected a string in "text"/);
    for (const none of [null, undefined, 7, "text", [story]]) {
      await expect(index.checkAndAdd(none as never), `${none}`).rejects.toThrow(UsageError);
      await expect(index.add(none as never)).rejects.toThrow(UsageError);
      expect(() => index.check(none as never)).toThrow(/article 0: expected a string in "text", found undefined/);
    }
    expect((await index.checkAndAdd({ id: "a", text: story })).kind).toBe("new");
  });
});

describe("an index on disk", () => {
  it("answers after closing as before", async () => {
    const first = await opened();
    await first.add({ id: "a", text: story });
    await first.add({ id: "b", text: `${story} end` });
    await closed(first);
    const again = await opened();
    expect(again.sequence).toBe(2);
    expect(again.check({ id: "c", text: story })).toMatchObject({ of: "a", relation: "exact" });
    expect(again.check({ id: "b", text: `${story} end` })).toMatchObject({ of: "a", known: true });
    expect(again.cluster("a")?.size).toBe(2);
  });

  it("is refused with other options, naming both sides", async () => {
    await closed(await opened());
    const message = /threshold 0.7, asked for 0.8; floor 0.55, asked for 0.65/;
    await expect(openIndex(path, { now: () => 0, options: { threshold: 0.8 } })).rejects.toThrow(message);
    await expect(openIndex(path, { now: () => 0, options: { seed: 2 } })).rejects.toThrow(/seed 1, asked for 2/);
    await expect(openIndex(path, { now: () => 0, windowMs: HOUR })).rejects.toThrow(/windowMs 0, asked for 3600000/);
    expect((await opened()).sequence).toBe(0);
  });

  it("refuses a second writer by name, and takes over from one that was killed", async () => {
    await opened();
    await expect(openIndex(path, { now: () => 0 })).rejects.toThrow(/expected no other writer, found process \d+ on/);
    const other = join(folder, "killed");
    const gone = `import { openIndex } from ${JSON.stringify(join(dist, "engine", "index-open.js"))};
      const index = await openIndex(${JSON.stringify(other)}, { now: Date.now });
      await index.add({ id: "a", text: ${JSON.stringify(story)} });
      process.kill(process.pid, "SIGKILL");`;
    expect(spawnSync(process.execPath, ["--input-type=module", "-e", gone]).signal).toBe("SIGKILL");
    const index = await opened({}, other);
    expect(index.check({ id: "b", text: story })).toMatchObject({ of: "a" });
  });

  it("lets readers of other processes see what is durable, and refuses their changes", async () => {
    const writer = await opened();
    await writer.add({ id: "a", text: story });
    const code = `import { openIndex } from ${JSON.stringify(join(dist, "engine", "index-open.js"))};
      const index = await openIndex(${JSON.stringify(path)}, { now: Date.now, access: "read" });
      console.log(index.check({ id: "b", text: ${JSON.stringify(story)} }).of);
      await index.add({ id: "b", text: "x" }).catch((error) => console.log(error.message));
      await index.close();`;
    const lines = execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }).split("\n");
    expect(lines[0]).toBe("a");
    expect(lines[1]).toMatch(/opened to read, not to write/);
    expect((await writer.checkAndAdd({ id: "c", text: words(8000) })).kind).toBe("new");
  });

  it("shows a reader that stays open what comes later", async () => {
    const writer = await opened();
    await writer.add({ id: "a", text: story });
    const reader = await opened({ access: "read" });
    expect(reader.check({ id: "x", text: words(7000) }).kind).toBe("new");
    await writer.add({ id: "b", text: words(7000) });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(reader.check({ id: "x", text: words(7000) })).toMatchObject({ of: "b" });
    expect(reader.sequence).toBe(2);
  });

  it("is not opened to write where this process reads it, which goes on, and can write it afterwards", async () => {
    const first = await opened();
    await first.add({ id: "a", text: story });
    await closed(first);
    const reader = await opened({ access: "read" });
    for (let i = 0; i < 2; i++) {
      await expect(opened()).rejects.toThrow(/expected to write an index .* does not read yet, found it open to read/);
    }
    expect(reader.check({ id: "x", text: story })).toMatchObject({ of: "a" });
    await closed(reader);
    const writer = await opened();
    expect(await writer.checkAndAdd({ id: "b", text: story })).toMatchObject({ of: "a" });
  });

  it("is not made by reading, nor taken for one where it is none", async () => {
    await expect(openIndex(path, { now: () => 0, access: "read" })).rejects.toThrow(
      /expected an index, found no data.mdb/,
    );
    const store = openLmdbStore(path, { access: "write" });
    await store.putBatch([{ space: "other", key: Buffer.of(1), value: Buffer.of(1) }]);
    await store.close();
    await expect(openIndex(path, { now: () => 0 })).rejects.toThrow(/found a store without a header/);
  });

  it("says that a folder cannot be written, and that options are out of range", async () => {
    await expect(openIndex("/dev/null/x", { now: () => 0 })).rejects.toThrow(/\/dev\/null\/x: cannot write/);
    await expect(openIndex(path, { now: () => 0, windowMs: 5 })).rejects.toThrow(/windowMs: expected 0 or at least/);
    await expect(openIndex(path, { now: () => 0, commitDelayMs: -1 })).rejects.toThrow(/commitDelayMs: expected/);
    await expect(openIndex(path, { now: () => 0, commitArticles: 0 })).rejects.toThrow(/commitArticles: expected/);
  });

  it("ends with a clear error where the disk is full, and holds what it acknowledged", async () => {
    const code = `import { openIndex } from ${JSON.stringify(join(dist, "engine", "index-open.js"))};
      const index = await openIndex(${JSON.stringify(path)}, { now: Date.now, commitDelayMs: 0 });
      for (let i = 0; ; i++) {
        try {
          await index.add({ id: "a" + i, text: Array.from({ length: 300 }, (_, w) => "w" + i + "x" + w).join(" ") });
          console.log(i);
        } catch (error) {
          console.log(error.name + " " + error.message);
          await index.add({ id: "more", text: "x" }).catch((again) => console.log("again " + again.name));
          break;
        }
      }
      await index.close().catch((error) => console.log("close " + error.name));`;
    const child = spawnSync(
      "bash",
      ["-c", `trap '' XFSZ; ulimit -f 3000; exec ${process.execPath} --input-type=module -e "$CODE"`],
      {
        env: { ...process.env, CODE: code },
        encoding: "utf8",
      },
    );
    const lines = child.stdout.trim().split("\n");
    const acknowledged = lines.filter((line) => /^\d+$/.test(line)).length;
    expect(lines.slice(acknowledged), child.stderr).toEqual([
      expect.stringMatching(/^OutputError .*cannot write: .* \(\d+\.\d MB free on the disk\)$/),
      "again OutputError",
      "close OutputError",
    ]);
    expect(acknowledged).toBeGreaterThan(20);
    const index = await opened();
    for (let i = 0; i < acknowledged; i++) expect(index.get(`a${i}`)?.id).toBe(`a${i}`);
  });
});

describe("an index with a window", () => {
  it("forgets by arrival, and drops whole buckets", async () => {
    const index = await opened({ windowMs: 4 * HOUR });
    await index.add({ id: "a", text: story });
    clock += 3 * HOUR;
    expect(index.check({ id: "b", text: story })).toMatchObject({ of: "a" });
    clock += HOUR + 1;
    expect(index.check({ id: "b", text: story }).kind).toBe("new");
    expect(index.stats().articles).toBe(1);
    clock += HOUR;
    expect((await index.checkAndAdd({ id: "b", text: story })).kind).toBe("new");
    expect(index.stats()).toMatchObject({ articles: 1 });
    expect(index.stats().buckets.map(({ articles }) => articles)).toEqual([1]);
    await closed(index);
    const again = await opened({ windowMs: 4 * HOUR });
    expect(again.get("a")).toBeUndefined();
    expect(again.check({ id: "c", text: story })).toMatchObject({ of: "b" });
  });

  it("leads by an id to the article that is remembered, not to one that is forgotten and still stored", async () => {
    const index = await opened({ windowMs: 4 * HOUR });
    await index.add({ id: "a", text: story });
    clock += 4 * HOUR + 1;
    expect([index.get("a"), index.cluster("a"), await index.remove("a")]).toEqual([undefined, undefined, false]);
    await index.add({ id: "a", text: longer });
    expect(index.get("a")?.sequence).toBe(1);
    expect(await index.remove("a")).toBe(true);
    expect(index.get("a")).toBeUndefined();
  });

  it("forgets by date, and takes a late article into the bucket of its day", async () => {
    const index = await opened({ windowMs: 96 * HOUR, windowBy: "date" });
    await index.add({ id: "new", text: story, date: "2026-03-10T00:00:00Z" });
    await index.add({ id: "old", text: words(2000), date: "2026-03-07T00:00:00Z" });
    expect(index.stats().buckets.map(({ articles }) => articles)).toEqual([1, 1]);
    clock += 30 * HOUR;
    expect(index.check({ id: "x", text: words(2000) }).kind).toBe("new");
    expect(index.check({ id: "y", text: story })).toMatchObject({ of: "new" });
  });

  it("compares an article older than the window, and does not remember it", async () => {
    const index = await opened({ windowMs: 96 * HOUR, windowBy: "date" });
    await index.add({ id: "a", text: story, date: "2026-03-09" });
    const late = { date: "2025-01-01" };
    expect(await index.checkAndAdd({ id: "b", text: story, ...late })).toMatchObject({ of: "a", late: true });
    expect(await index.checkAndAdd({ id: "c", text: words(2000), ...late })).toMatchObject({ kind: "new", late: true });
    expect(index.get("c")).toBeUndefined();
    expect(index.stats()).toMatchObject({ articles: 1, late: 2 });
  });

  it("counts an article without a date, or with one to come, from its arrival", async () => {
    const index = await opened({ windowMs: 4 * HOUR, windowBy: "date" });
    await index.add({ id: "a", text: story });
    await index.add({ id: "b", text: words(2000), date: "2099-01-01" });
    clock += 4 * HOUR + 1;
    expect(index.check({ id: "c", text: story }).kind).toBe("new");
    expect(index.check({ id: "d", text: words(2000) }).kind).toBe("new");
  });
});
