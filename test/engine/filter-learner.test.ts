import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { filterReadings } from "../../src/engine/filter.js";
import { CHECKPOINT_SCHEMA, type Checkpoint, readingsBehind } from "../../src/engine/filter-checkpoint.js";
import { StreamLearner } from "../../src/engine/filter-learner.js";
import { openFileRows } from "../../src/engine/filter-rows.js";
import type { FilterSettings } from "../../src/engine/filter-settings.js";
import { openRecordIndex } from "../../src/engine/index-open.js";
import type { RecordIndex } from "../../src/engine/index-records.js";
import { createLocalLearnHand, type LearnHand } from "../../src/engine/learn-hand.js";
import { readLearned } from "../../src/engine/learn-replay.js";
import { learnTemplates } from "../../src/engine/learn-templates.js";
import { WINDOW_BOUNDS, type WindowBounds } from "../../src/engine/learn-window.js";
import type { Reading } from "../../src/model/reading.js";
import { resolveOptions } from "../../src/options.js";
import { parseTemplates, templatesText } from "../../src/read/templates.js";
import type { LineRun } from "../../src/read/unread.js";
import { lineRunsOf, readingsOf, stream } from "./filter-feed.js";
import { readingsOf as plainReadings, story } from "./furniture-feed.js";

const folder = mkdtempSync(join(tmpdir(), "dittograph-learner-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FUND = "The Harbour Post is owned by the town and paid for by the people who buy it every week.";
const FLOOD = "The river rose by two metres in the night and stood in the market hall until the bells rang.";
const options = resolveOptions();

interface Record {
  readonly id: string;
  readonly source: string;
  readonly text: string;
}

/** Two sources in turn; one prints a line of its own under every story, and now and then the same story stands in all. */
const feed: readonly Record[] = Array.from({ length: 40 }, (_, n) => {
  const source = n % 2 === 0 ? "Harbour Post" : "Canal News";
  const lines = n % 8 >= 6 ? [...story(9000, 5), FLOOD] : story(n);
  return { id: `n${n}`, source, text: [...lines, ...(n % 2 === 0 ? [FUND] : [])].join("\n") };
});

interface Place {
  readonly path: string;
  readonly every: number;
  readonly bounds?: WindowBounds;
  readonly renewBytes?: number;
}

const learnerAt = (
  { path, every, bounds = WINDOW_BOUNDS, ...more }: Place,
  mark?: Checkpoint["learn"],
  hand?: LearnHand,
) =>
  new StreamLearner(readLearned(`${path}.learned`, every, bounds, mark), {
    ...{ file: `${path}.templates`, folder: `${path}.learned`, every },
    hand: hand ?? createLocalLearnHand({ options, extras: {} }),
    ...(more.renewBytes === undefined ? {} : { renewBytes: more.renewBytes }),
  });

const KILLED = new Error("killed");

/** One run into files, over an index in memory; with `killAt`, every row behind that many is as if the process had died. */
async function run(
  at: Place,
  records: readonly (Record | string)[],
  index: RecordIndex,
  from: {
    readonly resumed?: Checkpoint;
    readonly killAt?: number;
    readonly hand?: LearnHand;
    readonly runOf?: number;
  } = {},
): Promise<Checkpoint | undefined> {
  const { resumed, killAt = Number.POSITIVE_INFINITY, hand, runOf } = from;
  let last = resumed;
  let written = 0;
  const learner = learnerAt(at, resumed?.learn, hand);
  await learner.begin(index);
  const outputs = Object.fromEntries(
    ["articles", "duplicates", "rejects"].map((name) => {
      const rows = openFileRows(`${at.path}.${name}`, resumed?.outputs[name as "articles"]);
      const { write } = rows;
      rows.write = async (bytes) => {
        if (written++ >= killAt) throw KILLED;
        return write(bytes);
      };
      return [name, rows];
    }),
  );
  const settings: FilterSettings = {
    ...{ options, version: "0", ruleset: "r", strict: false, flush: true, learner },
    clock: (
      (time) => () =>
        (time += 400)
    )(0),
    save: (progress) => {
      if (written <= killAt) last = { schema: CHECKPOINT_SCHEMA, command: {}, ...progress };
    },
    ...(resumed !== undefined && { resumed }),
  };
  const readings: readonly (Reading | LineRun)[] =
    runOf === undefined ? readingsOf(records) : lineRunsOf(records, runOf);
  const behind = resumed === undefined ? stream(readings) : readingsBehind(stream(readings), resumed);
  await filterReadings(behind, index, outputs as never, settings).catch((error: unknown) => {
    if (error !== KILLED) throw error;
  });
  for (const target of Object.values(outputs)) await target.close().catch(() => {});
  await learner.close();
  return last;
}

const memoryIndex = (): Promise<RecordIndex> =>
  openRecordIndex(":memory:", { options, now: () => 0, commitDelayMs: 0 });

interface Row {
  readonly id: string;
  readonly text: string;
  readonly dittograph: { readonly templates?: string };
}

const rowsOf = (path: string): Row[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((row) => JSON.parse(row) as Row);

const placeOf = (name: string, every = 10): Place => ({ path: join(folder, name), every });

const templatesAt = ({ path }: Place) => parseTemplates(path, readFileSync(`${path}.templates`, "utf8"));

describe("learning from a stream", () => {
  it("cuts a source's furniture behind the second turn, and says by which templates", async () => {
    const at = placeOf("furniture");
    await run(at, feed, await memoryIndex());
    const rows = rowsOf(`${at.path}.articles`).filter(({ id }) => Number(id.slice(1)) % 2 === 0);
    for (const { id, text, dittograph } of rows) {
      const isLate = Number(id.slice(1)) >= 20;
      expect([id, text.includes(FUND)]).toEqual([id, !isLate]);
      expect(dittograph.templates === undefined).toBe(!isLate);
    }
    expect(new Set(rows.map(({ dittograph }) => dittograph.templates)).size).toBe(3);
  });

  it("changes templates behind the same records where lines come in runs", async () => {
    const [one, runs] = [placeOf("one-by-one"), placeOf("in-runs")];
    await run(one, feed, await memoryIndex());
    await run(runs, feed, await memoryIndex(), { runOf: 33 });
    const used = ({ path }: Place) => rowsOf(`${path}.articles`).map(({ dittograph }) => dittograph.templates);
    expect(used(runs)).toEqual(used(one));
    expect(readFileSync(`${runs.path}.templates`, "utf8")).toBe(readFileSync(`${one.path}.templates`, "utf8"));
    const textsOf = ({ path }: Place) => rowsOf(`${path}.articles`).map(({ id, text }) => [id, text]);
    expect(textsOf(runs)).toEqual(textsOf(one));
  });

  it("does not take a story that is printed again and again for a template, nor another source's line", async () => {
    const at = placeOf("story");
    await run(at, feed, await memoryIndex());
    const { sources, global } = templatesAt(at);
    const lines = [...sources.values(), global].flatMap((set) => set.lines.map(({ text }) => text));
    expect(lines).toContain(FUND);
    expect(lines).not.toContain(FLOOD);
    const other = { id: "late", source: "Canal News", text: [...story(700), FUND].join("\n") };
    const index = await memoryIndex();
    const second = placeOf("other-source");
    await run(second, [...feed, other], index);
    expect(rowsOf(`${second.path}.articles`).find(({ id }) => id === "late")?.text).toContain(FUND);
  });

  it("writes what templates learn writes of the articles that count", async () => {
    const at = placeOf("same", 1000);
    const unlike = feed.filter((_, n) => n % 8 < 6);
    await run(at, unlike, await memoryIndex());
    const { learned, ...found } = templatesAt(at);
    const batch = { options, version: "0", ruleset: learned.ruleset, strict: false };
    const expected = (await learnTemplates(plainReadings(unlike as never), folder, batch)).templates;
    expect(templatesText({ learned, ...found })).toBe(templatesText(expected));
  });

  it("changes nothing where nothing recurs", async () => {
    const at = placeOf("plain");
    const plain = feed.map(({ id, source }, n) => ({ id, source, text: story(500 + n).join("\n") }));
    await run(at, plain, await memoryIndex());
    expect(rowsOf(`${at.path}.articles`).map(({ text }) => text)).toEqual(plain.map(({ text }) => text));
    expect(templatesAt(at).sources.size).toBe(0);
  });

  it("goes on where an earlier run ended, with what that learned", async () => {
    const at = placeOf("days", 1000);
    const index = await memoryIndex();
    await run(at, feed.slice(0, 20), index);
    const { name } = templatesAt(at);
    expect(index.header.templates).toBe(name);
    await run(at, feed.slice(20, 30), index);
    expect(templatesAt(at).name, "half as much again is not counted").toBe(name);
    await run(at, feed.slice(30), index);
    expect(templatesAt(at).learned.articles).toBeGreaterThan(30);
    const rows = rowsOf(`${at.path}.articles`);
    expect(rows.every(({ text, dittograph }) => !text.includes(FUND) && dittograph.templates === name)).toBe(true);
    expect(templatesAt(at).name).not.toBe(name);
  });

  it("writes the templates in use where the file has others, or is gone", async () => {
    const at = placeOf("stale", 1000);
    const index = await memoryIndex();
    await run(at, feed.slice(0, 20), index);
    const written = readFileSync(`${at.path}.templates`, "utf8");
    const again = [() => writeFileSync(`${at.path}.templates`, "older"), () => rmSync(`${at.path}.templates`)];
    for (const [n, spoil] of again.entries()) {
      spoil();
      await run(at, feed.slice(20 + n, 21 + n), index);
      expect(readFileSync(`${at.path}.templates`, "utf8")).toBe(written);
    }
  });

  it("gives the same whenever it is killed and goes on, also where its log was begun anew", async () => {
    const whole = placeOf("whole", 6);
    const records = feed.flatMap((record, n) => (n % 7 === 5 ? [record, "{broken"] : [record]));
    await run(whole, records, await memoryIndex());
    const names = [".articles", ".duplicates", ".rejects", ".templates"];
    const texts = (at: Place) => names.map((name) => readFileSync(at.path + name, "utf8"));
    for (const killAt of [6, 13, 24, 31]) {
      const at = { ...placeOf(`cut-${killAt}`, 6), ...(killAt % 2 === 0 ? {} : { renewBytes: 1 }) };
      const index = await memoryIndex();
      const resumed = await run(at, records, index, { killAt });
      expect(resumed?.read).toBeLessThanOrEqual(killAt);
      await run(at, records, index, resumed === undefined ? {} : { resumed });
      expect(texts(at), `killed at ${killAt}`).toEqual(texts(whole));
    }
  });

  it("keeps one file of what counts, and drops what fell out of it", async () => {
    const bounds = { ...WINDOW_BOUNDS, sourceArticles: 3 };
    const at = { ...placeOf("renewed", 10), bounds, renewBytes: 1 };
    mkdirSync(`${at.path}.learned`);
    for (const name of ["of-somebody-else", "log-7.jsonl.unfinished"])
      writeFileSync(join(`${at.path}.learned`, name), "");
    await run(at, feed, await memoryIndex());
    expect(readdirSync(`${at.path}.learned`).sort()).toEqual(["log-40.jsonl", "of-somebody-else"]);
    const log = readFileSync(join(`${at.path}.learned`, "log-40.jsonl"), "utf8").split("\n");
    expect(log.filter((row) => row.includes('"article"'))).toHaveLength(6);
  });

  it("keeps its log small between two versions, and learns the same", async () => {
    const bounds = { ...WINDOW_BOUNDS, sourceArticles: 3 };
    const [plain, small] = [placeOf("unthinned", 1000), placeOf("thinned", 1000)].map((at) => ({ ...at, bounds }));
    await run(plain as Place, feed, await memoryIndex());
    await run({ ...(small as Place), renewBytes: 2000 }, feed, await memoryIndex());
    const log = (at = plain): string => {
      const [name] = readdirSync(`${at?.path}.learned`);
      return readFileSync(join(`${at?.path}.learned`, name as string), "utf8");
    };
    const texts = (rows: string): number => rows.split('"article"').length - 1;
    expect(texts(log(plain))).toBeGreaterThan(25);
    expect(texts(log(small))).toBeLessThan(20);
    expect(readFileSync(`${small?.path}.templates`, "utf8")).toBe(readFileSync(`${plain?.path}.templates`, "utf8"));
    const left = (at = plain) => readLearned(`${at?.path}.learned`, 1000, bounds).window.entries();
    expect(left(small).map(({ record, article }) => [record, article?.text])).toEqual(
      left(plain).map(({ record, article }) => [record, article?.text]),
    );
  });

  it("stays in bounds where a source sends a hundred thousand lines that stand nowhere else", async () => {
    const bounds = { ...WINDOW_BOUNDS, sourceWeight: 60_000 };
    const at = { ...placeOf("hostile", 20), bounds, renewBytes: 1 };
    const hostile = Array.from({ length: 100 }, (_, n) => ({
      ...{ id: `h${n}`, source: "Loud" },
      text: Array.from({ length: 1000 }, (_, line) => `Number ${n}x${line} of a list`).join("\n"),
    }));
    const mixed = feed.flatMap((record, n) => [record, ...hostile.slice(n * 2, n * 2 + 2)]);
    await run(at, mixed, await memoryIndex());
    const { window } = readLearned(`${at.path}.learned`, 20, bounds);
    const loud = window.entries().filter(({ source }) => source === "Loud");
    expect(loud.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(bounds.sourceWeight);
    expect(
      templatesAt(at)
        .sources.get("Harbour Post")
        ?.lines.map(({ text }) => text),
    ).toContain(FUND);
    expect(templatesAt(at).sources.has("Loud")).toBe(false);
  });

  it("fails with the counter's own error, and does not hang", async () => {
    const hand: LearnHand = { count: () => Promise.reject(new Error("no memory")), async end() {} };
    await expect(run(placeOf("fails", 5), feed, await memoryIndex(), { hand })).rejects.toThrow("no memory");
  });

  it("does not hang where an output fails while templates are awaited", async () => {
    const at = placeOf("output", 5);
    expect(await run(at, feed, await memoryIndex(), { killAt: 4 })).toBeDefined();
    expect(existsSync(`${at.path}.templates`)).toBe(false);
  });

  it("refuses an index that took fewer articles than it learned from", async () => {
    const at = placeOf("anew");
    await run(at, feed, await memoryIndex());
    const learner = learnerAt(at);
    await expect(learner.begin(await memoryIndex())).rejects.toThrow(
      /anew.learned: expected an index that took 38 articles, found one that took 0 \(to learn anew, remove/,
    );
  });

  it("says at once that templates cannot be written where they are wanted", async () => {
    const at = placeOf("no-folder");
    const learner = new StreamLearner(readLearned(`${at.path}.learned`, 10, WINDOW_BOUNDS), {
      ...{ file: join(folder, "no", "where"), folder: `${at.path}.learned`, every: 10 },
      hand: createLocalLearnHand({ options, extras: {} }),
    });
    await expect(learner.begin(await memoryIndex())).rejects.toThrow(/where: cannot write: ENOENT/);
  });

  it("does not put templates in the place of a folder, a link or a device", async () => {
    const [taken, link, dangling] = ["a-folder", "a-link", "a-dangling-link"].map((name) => join(folder, name));
    mkdirSync(taken as string);
    writeFileSync(join(folder, "linked"), "mine");
    symlinkSync(join(folder, "linked"), link as string);
    symlinkSync(join(folder, "nothing"), dangling as string);
    const index = await memoryIndex();
    for (const [file, found] of [
      [taken, "a folder"],
      [link, "a symbolic link"],
      [dangling, "a symbolic link"],
      ["/dev/zero", "a device or pipe"],
    ] as const) {
      const at = placeOf("no-file");
      const learner = new StreamLearner(readLearned(`${at.path}.learned`, 10, WINDOW_BOUNDS), {
        ...{ file: file as string, folder: `${at.path}.learned`, every: 10 },
        hand: createLocalLearnHand({ options, extras: {} }),
      });
      await expect(learner.begin(index)).rejects.toThrow(
        `${file}: expected a file for the templates that are learned, found ${found}`,
      );
      expect(existsSync(`${at.path}.learned`)).toBe(false);
    }
    expect(readFileSync(link as string, "utf8")).toBe("mine");
  });

  it("cannot say how far it is before it was begun", () => {
    expect(() => learnerAt(placeOf("unbegun")).mark).toThrow(/expected a learner that was begun/);
  });
});
