import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { filterReadings } from "../../src/engine/filter.js";
import {
  CHECKPOINT_SCHEMA,
  type Checkpoint,
  expectTaken,
  markOf,
  readCheckpoint,
  readingsBehind,
  writeCheckpoint,
} from "../../src/engine/filter-checkpoint.js";
import { NO_COUNTS } from "../../src/engine/filter-counts.js";
import { openFileRows } from "../../src/engine/filter-rows.js";
import type { FilterSettings } from "../../src/engine/filter-settings.js";
import type { Reading } from "../../src/model/reading.js";
import { resolveOptions } from "../../src/options.js";
import type { LineRun } from "../../src/read/unread.js";
import { lineRunsOf, readingsOf, storyOf, stream } from "./filter-feed.js";
import { createPlainIndex, type PlainIndex } from "./plain-index.js";

const folder = mkdtempSync(join(tmpdir(), "dittograph-checkpoint-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = { inputs: "feed.jsonl", options: "{}" };
const checkpoint: Checkpoint = {
  schema: CHECKPOINT_SCHEMA,
  command,
  read: 2,
  outputs: { articles: 10 },
  sequence: 1,
  counts: NO_COUNTS,
};

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe("a checkpoint file", () => {
  it("comes back as it was written, over the one before", () => {
    const path = join(folder, "back");
    writeCheckpoint(path, checkpoint);
    writeCheckpoint(path, { ...checkpoint, read: 3 });
    expect(readCheckpoint(path, command)).toEqual({ ...checkpoint, read: 3 });
  });

  it("is none where nothing was written yet", () => {
    expect(readCheckpoint(join(folder, "none"), command)).toBeUndefined();
  });

  it("is refused where another command made it, naming what differs", () => {
    const path = join(folder, "other");
    writeCheckpoint(path, checkpoint);
    expect(() => readCheckpoint(path, { ...command, inputs: "b.jsonl" })).toThrow(
      /other: expected inputs feed.jsonl, as when the checkpoint was made, found b.jsonl/,
    );
    expect(() => readCheckpoint(path, { ...command, window: "1" })).toThrow(/expected window not given.*found 1/);
    expect(() => readCheckpoint(path, { inputs: "feed.jsonl" })).toThrow(/expected options {}.*found it not given/);
  });

  it("is refused where it is none", () => {
    const path = join(folder, "broken");
    writeFileSync(path, '{"schema":"dittograph-filt');
    expect(() => readCheckpoint(path, command)).toThrow(/broken: expected a checkpoint of dittograph filter/);
    writeFileSync(path, '{"schema":"dittograph-filter/9"}');
    expect(() => readCheckpoint(path, command)).toThrow(
      /expected a checkpoint \(dittograph-filter\/1\), found "dittograph-filter\/9"/,
    );
  });

  it.each([
    ["command", { index: 7 }],
    ["read", -1],
    ["last", "a"],
    ["outputs", { articles: "10" }],
    ["outputs", undefined],
    ["sequence", 1.5],
    ["counts", []],
    ["learn", { file: "../log", bytes: 1, records: 1 }],
  ])("is refused where its %s is none: %j", (name, value) => {
    const path = join(folder, "edited");
    writeFileSync(path, JSON.stringify({ ...checkpoint, [name]: value }));
    expect(() => readCheckpoint(path, command)).toThrow(`edited: expected a checkpoint, found ${name} `);
    writeFileSync(path, "null");
    expect(() => readCheckpoint(path, command)).toThrow(/found undefined/);
  });

  it("cannot be written into a place that is none", () => {
    expect(() => writeCheckpoint(join(folder, "no", "where"), checkpoint)).toThrow(/cannot write/);
  });
});

describe("an index beside a checkpoint", () => {
  it("is refused where it took fewer articles, and only there", () => {
    expect(() => expectTaken("seen", 0, checkpoint)).toThrow(
      "seen: expected an index that took 1 articles, as when the checkpoint was made, found one that took 0",
    );
    for (const taken of [1, 2]) expect(() => expectTaken("seen", taken, checkpoint)).not.toThrow();
  });
});

describe("readings behind a checkpoint", () => {
  const readings = readingsOf([{ id: "a", text: "one" }, "broken", { id: "c", text: "three" }]);
  const mark = (at: number) => markOf(readings[at] as Reading);

  it("are those that were not read, after an article and after a reject", async () => {
    expect(await all(readingsBehind(stream(readings), { read: 1, last: mark(0) }))).toEqual(readings.slice(1));
    expect(await all(readingsBehind(stream(readings), { read: 2, last: mark(1) }))).toEqual(readings.slice(2));
    expect(await all(readingsBehind(stream(readings), { read: 3, last: mark(2) }))).toEqual([]);
    expect(await all(readingsBehind(stream(readings), { read: 0 }))).toEqual(readings);
  });

  it("are refused of an input that changed or became shorter", async () => {
    const changed = readingsOf([{ id: "a", text: "another" }, "broken"]);
    await expect(all(readingsBehind(stream(changed), { read: 1, last: mark(0) }))).rejects.toThrow(
      /the input has changed/,
    );
    await expect(all(readingsBehind(stream(readings.slice(0, 1)), { read: 2, last: mark(1) }))).rejects.toThrow(
      /expected the 2 records that the checkpoint has behind it, found 1/,
    );
  });
});

describe("a filter that was killed", () => {
  const names = ["articles", "duplicates", "rejects"] as const;

  /** One run into files; with `killAt`, every record behind that many is as if the process had died. */
  async function run(
    place: string,
    readings: readonly (Reading | LineRun)[],
    index: PlainIndex,
    resumed: Checkpoint | undefined,
    every: number,
    killAt = Number.POSITIVE_INFINITY,
  ): Promise<Checkpoint | undefined> {
    let last = resumed;
    let time = 0;
    const outputs = Object.fromEntries(
      names.map((name) => [name, openFileRows(`${place}.${name}`, resumed?.outputs[name])]),
    );
    const settings: FilterSettings = {
      ...{ options: resolveOptions(), version: "0", ruleset: "r", strict: false, flush: true },
      clock: () => (time += 1000 / every),
      save: (progress) => {
        last = { schema: CHECKPOINT_SCHEMA, command, ...progress };
      },
      ...(resumed !== undefined && { resumed }),
    };
    const behind = resumed === undefined ? stream(readings) : readingsBehind(stream(readings), resumed);
    const killed = new Error("killed");
    let delivered = 0;
    for (const rows of Object.values(outputs)) {
      const { write } = rows;
      rows.write = async (bytes) => {
        if (delivered++ >= killAt) throw killed;
        return write(bytes);
      };
    }
    const saves = settings.save;
    await filterReadings(behind, index, outputs as never, {
      ...settings,
      save: (progress) => {
        if (delivered <= killAt) saves?.(progress);
      },
    }).catch((error: unknown) => {
      if (error !== killed) throw error;
    });
    return last;
  }

  const texts = (place: string): string[] => names.map((name) => readFileSync(`${place}.${name}`, "utf8"));

  it("goes on without repeating or losing a line, whenever it dies and whatever the index kept", async () => {
    const record = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ id: fc.integer({ min: 1, max: 9 }), story: fc.integer({ min: 1, max: 9 }) }),
      },
      { weight: 1, arbitrary: fc.constant("{broken") },
    );
    let cases = 0;
    const feed = fc.array(record, { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(
        feed,
        fc.nat(25),
        fc.nat(30),
        fc.integer({ min: 1, max: 6 }),
        async (rows, killAt, lost, every) => {
          const readings = readingsOf(
            rows.map((row) => (typeof row === "string" ? row : { id: `n${row.id}`, text: storyOf(row.story) })),
          );
          const place = join(folder, `case-${cases++}`);
          await run(`${place}-whole`, readings, await createPlainIndex(), undefined, every);
          const index = await createPlainIndex();
          const saved = await run(`${place}-cut`, readings, index, undefined, every, killAt);
          // What was acknowledged is durable; of the rest the crash left any beginning.
          const durable = Math.max(saved?.sequence ?? 0, index.taken.length - lost);
          await run(`${place}-cut`, readings, index.crashed(durable), saved, every);
          expect(texts(`${place}-cut`)).toEqual(texts(`${place}-whole`));
        },
      ),
      { seed: 7, numRuns: 40 },
    );
  });

  it("goes on in the same way where lines come in runs, inside of one too, and writes the same", async () => {
    const records = Array.from({ length: 90 }, (_, n) =>
      n % 13 === 5 ? "{broken" : { id: `n${n % 50}`, text: storyOf(n % 37) },
    );
    const place = join(folder, "runs");
    await run(`${place}-whole`, readingsOf(records), await createPlainIndex(), undefined, 7);
    for (const [size, killAt] of [
      [1, 9],
      [7, 40],
      [40, 33],
      [90, 85],
    ] as const) {
      const runs = lineRunsOf(records, size);
      const index = await createPlainIndex();
      const saved = await run(`${place}-cut`, runs, index, undefined, 7, killAt);
      expect(saved?.read).toBeGreaterThan(0);
      await run(`${place}-cut`, runs, index, saved, 7);
      expect(texts(`${place}-cut`), `${size}`).toEqual(texts(`${place}-whole`));
    }
  });

  it("refuses other lines than those behind it", async () => {
    const records = ["a", "b", "c", "d"].map((id, n) => ({ id, text: storyOf(n) }));
    const place = join(folder, "other-lines");
    const saved = await run(place, lineRunsOf(records, 4), await createPlainIndex(), undefined, 1, 3);
    const other = lineRunsOf([...records.slice(0, 1), { id: "x", text: "other" }, ...records.slice(2)], 3);
    const index = await createPlainIndex();
    await expect(run(place, other, index, saved && { ...saved, read: 2 }, 1)).rejects.toThrow("the input has changed");
    await expect(run(place, other.slice(0, 1), index, { ...(saved as Checkpoint), read: 9 }, 1)).rejects.toThrow(
      "9 records that the checkpoint has behind it, found 3",
    );
  });

  it("gives the article behind a late one its first answer again", async () => {
    const plain = await createPlainIndex();
    const index: PlainIndex = Object.create(plain, {
      checkAndAdd: {
        value: async (article: { id: string }) =>
          article.id === "late"
            ? { ...plain.check(article as never), late: true }
            : plain.checkAndAdd(article as never),
      },
    });
    const readings = readingsOf(["a", "late", "b"].map((id, n) => ({ id, text: storyOf(n) })));
    const place = join(folder, "late");
    const saved = await run(place, readings, index, undefined, 1, 2);
    expect(saved).toMatchObject({ read: 2, sequence: 1 });
    expect(plain.taken).toEqual(["a", "b"]);
    await run(place, readings, index, saved, 1);
    const written = readFileSync(`${place}.articles`, "utf8").trim().split("\n");
    expect(written.map((row) => JSON.parse(row).id)).toEqual(["a", "late", "b"]);
  });

  it("holds back what others gave to the index after a run that came to its end", async () => {
    const index = await createPlainIndex();
    const feed = ["a", "b", "c"].map((id, n) => ({ id, text: storyOf(n) }));
    const place = join(folder, "shared");
    const ended = await run(place, readingsOf(feed.slice(0, 1)), index, undefined, 1);
    expect(ended).toMatchObject({ read: 1, sequence: 1, ended: true });
    await index.add(feed[1] as never);
    // Killed before it writes anything: only what it took itself is met again.
    const begun = await run(place, readingsOf(feed), index, ended, 1, 0);
    expect(begun).toMatchObject({ read: 1, sequence: 2 });
    expect(begun).not.toHaveProperty("ended");
    await run(place, readingsOf(feed), index, begun, 1);
    const ids = (name: string): string[] =>
      Array.from(readFileSync(`${place}.${name}`, "utf8").matchAll(/^\{"id":"(\w+)"/gm), ([, id]) => id as string);
    expect([ids("articles"), ids("duplicates")]).toEqual([["a", "c"], ["b"]]);
  });

  it("has not ended where it was interrupted before it met all that the killed run took", async () => {
    const index = await createPlainIndex();
    const readings = readingsOf(["a", "b"].map((id, n) => ({ id, text: storyOf(n) })));
    const place = join(folder, "interrupted");
    const killed = await run(place, readings, index, undefined, 1, 0);
    expect([index.taken, killed?.sequence]).toEqual([["a", "b"], 0]);
    const interrupted = await run(place, readings.slice(0, 1), index, killed, 1);
    expect(interrupted).not.toHaveProperty("ended");
    await run(place, readings, index, interrupted, 1);
    expect(readFileSync(`${place}.articles`, "utf8").trim().split("\n")).toHaveLength(2);
  });
});
