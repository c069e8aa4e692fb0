import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Random } from "../../corpus/generator/random.js";
import type { ArticleInput } from "../../src/engine/article-input.js";
import { compactIndex } from "../../src/engine/index-compact.js";
import { exportIndex } from "../../src/engine/index-export.js";
import { importIndex } from "../../src/engine/index-import.js";
import { buildIndex, loadIndex } from "../../src/engine/index-load.js";
import { openBulkStores, openIndex, openOver } from "../../src/engine/index-open.js";
import { createPreparer } from "../../src/engine/index-prepare.js";
import { indexStats } from "../../src/engine/index-stored.js";
import { verifyIndex } from "../../src/engine/index-verify.js";
import { OutputError } from "../../src/errors.js";
import { LMDB_FILE, openLmdbStore } from "../../src/index/lmdb-store.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import type { Reading } from "../../src/model/reading.js";
import { dittograph, root } from "../cli/run.js";

const now = () => 1_700_000_000_000;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dittograph-care-"));
  path = join(folder, "seen");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Some stories, each with a copy, a near copy or a longer text of it behind. */
function articles(count: number, seed = 5): ArticleInput[] {
  const random = new Random(seed);
  const word = () => random.below(1_000_000).toString(36);
  const text = (words: number) => Array.from({ length: words }, word).join(" ");
  const stories: string[] = [];
  return Array.from({ length: count }, (_, i) => {
    const earlier = stories[random.below(Math.max(1, stories.length))] ?? text(50);
    const choices = [text(50), text(60), earlier, `${earlier} ${text(3)}`, `${text(30)} ${earlier}`, ""] as const;
    const chosen = choices[random.below(choices.length)] ?? "";
    if (chosen !== "") stories.push(chosen);
    return { id: `a${i}`, text: chosen, source: `s${i % 3}`, date: `2026-01-0${1 + (i % 9)}` };
  });
}

/** An index with small tables, so that there are segments, merged ones and a journal. */
async function fill(at: string, inputs: readonly ArticleInput[], tableEntries = 400) {
  const store = openLmdbStore(at, { access: "write" });
  const base = { store, bulk: false, prepareWith: createPreparer, tableEntries };
  const index = await openOver(at, base, { now, commitDelayMs: 0 });
  const answers = [];
  for (const input of inputs) answers.push(await index.checkAndAdd(input));
  await index.close();
  return answers;
}

async function answersOf(at: string, inputs: readonly ArticleInput[]) {
  const index = await openIndex(at, { now });
  const answers = inputs.map((input) => index.check(input));
  const clusters = inputs.map(({ id }) => index.cluster(id as string));
  await index.close();
  return { answers, clusters };
}

async function exported(at: string, name: string): Promise<string> {
  const file = join(folder, name);
  let lines = "";
  await exportIndex(at, async (line) => {
    lines += line;
  });
  writeFileSync(file, lines);
  return file;
}

async function* readings(inputs: readonly ArticleInput[]): AsyncGenerator<Reading> {
  for (const [i, { id = "", text, source = "", date }] of inputs.entries()) {
    const article = { id, text, source, ...(date === undefined ? {} : { date }) };
    yield {
      kind: "article",
      article,
      record: { kind: "plain" },
      hasId: true,
      file: "feed",
      line: i + 1,
      offset: 0,
      lossy: false,
    };
  }
}

const SETTINGS = { onReject: () => expect.fail("no rejects") };

describe("an index that another writes to", () => {
  it("is exported as it was at one moment", async () => {
    await fill(path, articles(60));
    const writer = await openIndex(path, { now });
    let lines = "";
    await exportIndex(path, async (line) => {
      const place = lines === "" ? -1 : lines.split("\n").length - 2;
      lines += line;
      if (place < 0 || place > 50) return;
      await writer.remove(`a${59 - place}`);
      await writer.add({ id: `late${place}`, text: `a late story ${place}` });
    });
    await writer.close();
    const file = join(folder, "export.jsonl");
    writeFileSync(file, lines);
    const copy = join(folder, "copy");
    expect(await importIndex(copy, file)).toEqual({ articles: 60 });
    expect(await verifyIndex(copy)).toMatchObject({ articles: 60, problems: [] });
  });
});

describe("an index in parts", () => {
  it("answers as one that was never flushed, merged, compacted, exported or built in bulk", async () => {
    const inputs = articles(400);
    const probes = articles(100, 6).concat(inputs.map(({ text }, i) => ({ id: `p${i}`, text })));
    const expected = await fill(path, inputs, 1 << 18);
    const plain = await answersOf(path, probes);
    const parts = join(folder, "parts");
    expect(await fill(parts, inputs)).toEqual(expected);
    const [bucket] = (await indexStats(parts)).buckets;
    expect(bucket?.segments).toBeGreaterThan(3);
    expect(await answersOf(parts, probes)).toEqual(plain);
    await compactIndex(parts);
    expect((await indexStats(parts)).buckets[0]?.segments).toBe(1);
    expect(await answersOf(parts, probes)).toEqual(plain);
    const moved = join(folder, "moved");
    expect(await importIndex(moved, await exported(path, "a.jsonl"))).toEqual({ articles: 400 });
    expect(await answersOf(moved, probes)).toEqual(plain);
    const built = join(folder, "built");
    await buildIndex(built, readings(inputs), { now }, SETTINGS);
    expect(await answersOf(built, probes)).toEqual(plain);
    for (const at of [path, parts, moved, built]) {
      expect(await verifyIndex(at), at).toMatchObject({ articles: 400, problems: [] });
    }
  });

  it("answers the same while and after it is loaded in bulk by way of many segments, which leave nothing behind", async () => {
    const inputs = articles(400);
    const expected = await fill(path, inputs, 1 << 18);
    const built = join(folder, "built");
    const base = { ...openBulkStores(built), prepareWith: createPreparer, tableEntries: 400 };
    const index = await openOver(built, base, { now, commitDelayMs: 0 });
    for (const [i, input] of inputs.entries()) expect(await index.checkAndAdd(input)).toEqual(expected[i]);
    expect(index.stats().buckets[0]?.segments).toBeGreaterThan(3);
    await index.close();
    expect(readdirSync(built).filter((name) => !name.startsWith(LMDB_FILE))).toEqual([]);
    expect((await indexStats(built)).buckets[0]?.segments).toBe(1);
    const probes = articles(100, 6);
    expect(await answersOf(built, probes)).toEqual(await answersOf(path, probes));
    expect(await verifyIndex(built)).toMatchObject({ articles: 400, problems: [] });
  });

  it("leaves out removed articles when it is compacted, and nothing else", async () => {
    const inputs = articles(200);
    await fill(path, inputs);
    const index = await openIndex(path, { now, commitDelayMs: 0 });
    const removed = inputs.filter((_, i) => i % 2 === 0);
    for (const { id } of removed) await index.remove(id as string);
    await index.close();
    const before = (await verifyIndex(path)).postings;
    await compactIndex(path);
    const after = await verifyIndex(path);
    expect(after).toMatchObject({ articles: 100, problems: [] });
    expect(after.postings).toBeLessThan(before);
  });
});

describe("a load", () => {
  it("adds to an index, and takes the same records once", async () => {
    const inputs = articles(50);
    const first = await loadIndex(path, readings(inputs), { now }, SETTINGS);
    expect(first).toMatchObject({ read: 50, rejected: 0, stats: { articles: 50 } });
    const again = await loadIndex(path, readings(inputs), { now }, SETTINGS);
    expect(again.stats.articles).toBe(50);
  });

  it("builds nothing where there is an index or other files, and leaves nothing behind where it fails", async () => {
    await fill(path, articles(5));
    await expect(buildIndex(path, readings([]), { now }, SETTINGS)).rejects.toThrow(/expected no index, found one/);
    const other = join(folder, "other");
    mkdirSync(other);
    writeFileSync(join(other, "notes.txt"), "");
    await expect(buildIndex(other, readings([]), { now }, SETTINGS)).rejects.toThrow(/found notes.txt in it/);
    const broken = (async function* (): AsyncGenerator<Reading> {
      yield* readings(articles(3));
      throw new Error("broken off");
    })();
    const fresh = join(folder, "fresh");
    await expect(buildIndex(fresh, broken, { now }, SETTINGS)).rejects.toThrow("broken off");
    await expect(indexStats(fresh)).rejects.toThrow(/expected an index/);
  });

  it("refuses a second build at once, and to replace an index that appeared meanwhile", async () => {
    const gone = join(folder, `.fresh.unfinished by process 4194304 on ${hostname()}, started 1`);
    mkdirSync(gone);
    const fresh = join(folder, "fresh");
    const first = (async function* (): AsyncGenerator<Reading> {
      const second = buildIndex(fresh, readings([]), { now }, SETTINGS);
      await expect(second).rejects.toThrow(/expected no index in the making, found one of process/);
      await fill(fresh, articles(5));
      yield* readings(articles(3));
    })();
    await expect(buildIndex(fresh, first, { now }, SETTINGS)).rejects.toThrow(/expected no index, found one/);
    expect((await indexStats(fresh)).articles).toBe(5);
    expect(readdirSync(folder)).toEqual(["fresh"]);
  });
});

describe("verify", () => {
  it("names a damaged record of the log that others stand behind, and cannot tell the last from one cut off", async () => {
    const code = `import { openIndex } from ${JSON.stringify(join(root, "dist", "engine", "index-open.js"))};
      const index = await openIndex(${JSON.stringify(path)}, { now: Date.now, commitDelayMs: 0 });
      for (const one of ["a", "b", "c"]) await index.add({ id: "ferry-" + one, text: "The ferry of " + one + " sails." });
      process.kill(process.pid, "SIGKILL");`;
    expect(spawnSync(process.execPath, ["--input-type=module", "-e", code]).signal).toBe("SIGKILL");
    const log = join(path, "log-0");
    const bytes = readFileSync(log);
    const damage = (id: string): void => {
      const damaged = Buffer.from(bytes);
      const at = bytes.indexOf(id);
      expect(at).toBeGreaterThan(0);
      damaged[at] = 0;
      writeFileSync(log, damaged);
    };
    damage("ferry-b");
    await expect(verifyIndex(path)).rejects.toThrow(/damaged index, log: expected batch \d, found batch \d/);
    damage("ferry-c");
    expect(await verifyIndex(path)).toMatchObject({ articles: 2, problems: [] });
  });

  it("names what is damaged, wherever a stored value was changed", async () => {
    await fill(path, articles(120));
    const bytes = readFileSync(join(path, LMDB_FILE));
    const store = openLmdbStore(path, { access: "read" });
    const values = store
      .spaces()
      .filter((space) => space !== "meta")
      .flatMap((space) => [...store.scan(space)].map(([, value]) => ({ space, value: Buffer.from(value) })));
    await store.close();
    const spaces = new Set<string>();
    for (const { space, value } of values.filter((_, i) => i % 23 === 0)) {
      // The first row of a value, which lies in the file as it is.
      const head = value.subarray(0, Math.min(value.length, 600));
      if (head.length < 60) continue;
      const damaged = Buffer.from(bytes);
      expect(bytes.includes(head), space).toBe(true);
      // Pages that were copied on write hold it as well.
      for (let at = bytes.indexOf(head); at >= 0; at = bytes.indexOf(head, at + 1)) {
        damaged[at + head.length - 1] = (damaged[at + head.length - 1] as number) ^ 16;
      }
      const copy = mkdtempSync(join(folder, "damaged-"));
      writeFileSync(join(copy, LMDB_FILE), damaged);
      // As the command does it, in a process of its own: LMDB may take its process down.
      const { code, stdout, stderr } = dittograph(["index", "verify", "--index", copy]);
      if (code !== 0) spaces.add(space.replace(/\d+$/, ""));
      expect(`${stdout}${stderr}`, space).toMatch(/damaged index, .*expected checksum/);
    }
    expect([...spaces]).toEqual(expect.arrayContaining(["rows", "shingles", "texts", "postings"]));
  });

  it("names an article that no posting leads to", async () => {
    const index = await openIndex(path, { now });
    for (const input of articles(6)) await index.add(input);
    await index.close();
    expect((await verifyIndex(path)).problems).toEqual([]);
    const store = openLmdbStore(path, { access: "write" });
    const space = store.spaces().find((name) => name.startsWith("journal")) as string;
    await store.putBatch([{ space, key: Buffer.of(0, 0, 0, 3) }]);
    await store.close();
    expect((await verifyIndex(path)).problems).toContain("article 3: expected a posting of its id, found none");
  });

  it("says that the file is no index", async () => {
    await fill(path, articles(20));
    writeFileSync(join(path, LMDB_FILE), "not a database");
    await expect(verifyIndex(path)).rejects.toThrow(/data.mdb: expected an LMDB file/);
    await expect(verifyIndex(join(folder, "never"))).rejects.toThrow(/expected an index, found no data.mdb/);
  });
});

describe("an import", () => {
  it("refuses what is cut off, changed or no export, naming the line, and leaves nothing behind", async () => {
    await fill(path, articles(20));
    const lines = readFileSync(await exported(path, "a.jsonl"), "utf8")
      .split("\n")
      .slice(0, -1);
    const moved = join(folder, "moved");
    const attempt = (some: readonly string[]) => {
      writeFileSync(join(folder, "b.jsonl"), some.map((line) => `${line}\n`).join(""));
      return importIndex(moved, join(folder, "b.jsonl"));
    };
    await expect(attempt(lines.slice(0, -1))).rejects.toThrow(/found the end: the export is cut off/);
    await expect(attempt([...lines.slice(0, 3), ...lines.slice(4)])).rejects.toThrow(
      /b.jsonl: expected 20 articles and 1 buckets, found 19 and 1: lines are missing/,
    );
    await expect(attempt(['{"text": "x"}'])).rejects.toThrow(/b.jsonl:1: expected a line of an exported index/);
    const wrong = (lines[1] as string).replace(/"tokens":\d+/, '"tokens":-1');
    await expect(attempt([lines[0] as string, wrong])).rejects.toThrow(/b.jsonl:2: expected .* article.tokens/);
    await expect(attempt([])).rejects.toThrow(/expected more lines/);
    await expect(indexStats(moved)).rejects.toThrow(/expected an index/);
    await expect(importIndex(path, join(folder, "a.jsonl"))).rejects.toThrow(/expected no index, found one/);
  });
});

describe("a replacement that a kill cut off", () => {
  it("is undone when the index is opened", async () => {
    await fill(path, articles(20));
    renameSync(path, join(folder, ".seen.replaced"));
    const index = await openIndex(path, { now });
    expect(index.sequence).toBe(20);
    await index.close();
  });
});

describe("an index on a disk that is full", () => {
  /** Runs the command with files of at most so many KB; killed where it does not end. */
  const runWithin = (kilobytes: number, args: readonly string[]) =>
    spawnSync(
      "bash",
      [
        ...["-c", `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$@"`, "bash"],
        ...[process.execPath, join(root, "dist", "cli", "bin.js"), "index", ...args],
      ],
      { encoding: "utf8", timeout: 600_000, killSignal: "SIGKILL" },
    );

  function writeFeed(count: number): string {
    const feed = join(folder, "feed.jsonl");
    const texts = Array.from({ length: count }, (_, n) =>
      Array.from({ length: 150 }, (_, w) => `w${((n * 150 + w) * 7919).toString(36)}`).join(" "),
    );
    writeFileSync(feed, texts.map((text, n) => `${JSON.stringify({ id: `a${n}`, text })}\n`).join(""));
    return feed;
  }

  it("is not left half built, whichever write fails, and is named and not the folder where it was in the making", () => {
    const feed = writeFeed(700);
    const refused = [300, 800, 1200, 1600, 2000].map((kilobytes) =>
      runWithin(kilobytes, ["build", "--index", path, "--workers", "1", feed]),
    );
    for (const { status, stderr } of refused) {
      expect([status, stderr]).toEqual([2, expect.stringMatching(/^dittograph: .*seen: cannot write: .* MB free/m)]);
      expect(stderr).not.toContain("unfinished");
    }
    expect(readdirSync(folder)).toEqual(["feed.jsonl"]);
  });

  it("stays as it was where it cannot be compacted", async () => {
    const inputs = articles(400);
    await fill(path, inputs);
    const kilobytes = Math.ceil(statSync(join(path, LMDB_FILE)).size / 1024);
    const { status, stderr } = runWithin(Math.floor(kilobytes / 4), ["compact", "--index", path]);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^dittograph: .*\/seen: cannot write: /m)]);
    expect(readdirSync(folder)).toEqual(["seen"]);
    expect(await verifyIndex(path)).toMatchObject({ articles: 400, problems: [] });
  });

  it("refuses every later addition once its postings could not be written", async () => {
    const store = createMemoryStore();
    const full = new OutputError(`${path}: cannot write: no space left`);
    const refusing: typeof store = {
      ...store,
      putBatch: (writes) =>
        writes.some(({ space }) => space.startsWith("postings")) ? Promise.reject(full) : store.putBatch(writes),
    };
    const base = { store: refusing, bulk: false, prepareWith: createPreparer, tableEntries: 400 };
    const index = await openOver(path, base, { now, commitDelayMs: 0 });
    const added = await Promise.allSettled(articles(60).map((input) => index.add(input)));
    expect(added.at(-1)).toEqual({ status: "rejected", reason: full });
    for (const { id, text } of articles(3, 8)) await expect(index.add({ id: `later-${id}`, text })).rejects.toBe(full);
    await expect(index.close()).rejects.toBe(full);
  });
});
