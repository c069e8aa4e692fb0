import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OutputError } from "../../src/errors.js";
import { LMDB_FILE, openLmdbStore } from "../../src/index/lmdb-store.js";
import { openLoggedStore } from "../../src/index/logged-store.js";
import { FORMAT, headerWrite, readHeader } from "../../src/index/manifest.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import type { Entry, IndexReads, IndexStore, Write } from "../../src/index/store.js";
import type { IndexHeader } from "../../src/model/decision.js";
import { root } from "../cli/run.js";

const key = (n: number): Uint8Array => Uint8Array.from([n >> 8, n & 255]);
const change = (n: number, length = 10, space = "a"): Write => ({
  space,
  key: key(n),
  value: new Uint8Array(length).fill(n),
});
const keysOf = (reads: IndexReads, space = "a") => [...reads.scan(space)].map(([k]) => Buffer.from(k).readUInt16BE(0));
const plain = (entries: Iterable<Entry>) => [...entries].map(([k, v]) => [[...k], v.length, v[0]]);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** More than a file of the log takes, in batches that go into it. */
const [MANY, BATCH] = [40, 100_000];
const LARGE = 200_000;

/** Of a batch of one value of ten bytes: its head, that of the change, name, key and value. */
const RECORD_BYTES = 16 + 7 + 1 + 2 + 10;

let folder: string;
let path: string;
let stores: IndexStore[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dittograph-logged-"));
  path = join(folder, "index");
  stores = [];
});
afterEach(async () => {
  await Promise.allSettled(stores.map((store) => store.close()));
  rmSync(folder, { recursive: true, force: true });
});

function opened(at = path, access: "read" | "write" = "write"): IndexStore {
  const store = openLoggedStore(at, { access });
  stores.push(store);
  return store;
}

/** The folder as a kill leaves it. */
function killed(): string {
  const copy = mkdtempSync(join(folder, "killed-"));
  // The lock file belongs to the processes that run.
  for (const name of readdirSync(path)) if (!name.endsWith("-lock")) cpSync(join(path, name), join(copy, name));
  return copy;
}

/** Has another process write to the index, which is killed then. @param acts on `store`, with `put(n, length)`. */
function writeElsewhere(acts: string): void {
  const code = `import { openLoggedStore } from ${JSON.stringify(join(root, "dist", "index", "logged-store.js"))};
    const store = openLoggedStore(${JSON.stringify(path)}, { access: "write" });
    const put = (n, length = 10, space = "a") =>
      store.putBatch([{ space, key: Uint8Array.of(n >> 8, n & 255), value: new Uint8Array(length).fill(n) }]);
    ${acts}
    process.kill(process.pid, "SIGKILL");`;
  const { signal, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
  expect(signal, stderr).toBe("SIGKILL");
}

async function putEach(store: IndexStore, numbers: readonly number[], length = 10): Promise<void> {
  for (const n of numbers) await store.putBatch([change(n, length)]);
}

describe("the log of a store", () => {
  it("holds what was put where the writer was killed, for readers and for the next writer", async () => {
    await putEach(opened(), upTo(5));
    expect(keysOf(opened(killed(), "read"))).toEqual(upTo(5));
    path = killed();
    const next = opened();
    expect(keysOf(next)).toEqual(upTo(5));
    await putEach(next, [7]);
    expect(keysOf(next)).toEqual([0, 1, 2, 3, 4, 7]);
    await next.close();
    expect(keysOf(opened(killed(), "read"))).toEqual([0, 1, 2, 3, 4, 7]);
  });

  it("is not there before a small batch is put, and gone once the store is closed", async () => {
    const store = opened();
    await store.putBatch([change(1, LARGE)]);
    const logs = () => readdirSync(path).filter((name) => name.startsWith("log"));
    expect(logs()).toEqual([]);
    await store.putBatch([change(2)]);
    expect(logs()).toEqual(["log-0"]);
    await store.close();
    expect(logs()).toEqual([]);
    const trees = openLmdbStore(path, { access: "read" });
    stores.push(trees);
    expect(keysOf(trees)).toEqual([1, 2]);
  });

  it("keeps small batches from the B-trees until there are many, and lets files be used again", async () => {
    const store = opened();
    await putEach(store, [0]);
    const early = openLmdbStore(killed(), { access: "read" });
    stores.push(early);
    expect(early.get("a", key(0))).toBeUndefined();
    for (const n of upTo(MANY)) {
      await store.putBatch([change(n, BATCH)]);
      expect(store.get("a", key(n))?.length).toBe(BATCH);
    }
    expect(keysOf(store)).toEqual(upTo(MANY));
    const bytes = readdirSync(path)
      .filter((name) => name.startsWith("log"))
      .map((name) => readFileSync(join(path, name)).length);
    expect(Math.max(...bytes)).toBeLessThan(MANY * BATCH);
    expect(keysOf(opened(killed(), "read"))).toEqual(upTo(MANY));
  });

  it("leaves out a batch that was cut off, and takes others in its place", async () => {
    const store = opened();
    await putEach(store, [0, 1, 2]);
    const left = killed();
    const bytes = readFileSync(join(left, "log-0"));
    const last = bytes.lastIndexOf(Buffer.alloc(10, 2));
    writeFileSync(join(left, "log-0"), bytes.fill(0, last + 4));
    const next = opened(left);
    expect(keysOf(next)).toEqual([0, 1]);
    await putEach(next, [9]);
    expect(keysOf(next)).toEqual([0, 1, 9]);
  });

  it.each([
    { place: "the value", number: 2, from: 30, length: 1 },
    { place: "the length", number: 2, from: 0, length: 4 },
    { place: "the number", number: 2, from: 8, length: 8 },
    { place: "all", number: 1, from: 0, length: 30 },
    { place: "the end, and the next one's head,", number: 2, from: 30, length: 24, found: 4 },
    { place: "the end, and the next two,", number: 1, from: 30, length: 70, found: 4 },
  ])(
    "names a batch where $place of batch $number is damaged before others",
    async ({ number, from, length, found }) => {
      await putEach(opened(), [5, 6, 7, 8]);
      for (const access of ["read", "write"] as const) {
        const left = killed();
        const bytes = readFileSync(join(left, "log-0"));
        const at = (number - 1) * RECORD_BYTES + from;
        for (let i = at; i < at + length; i++) bytes[i] = 99;
        writeFileSync(join(left, "log-0"), bytes);
        const message = `damaged index, log: expected batch ${number}, found batch ${found ?? number + 1}`;
        expect(() => opened(left, access)).toThrow(message);
      }
    },
  );

  it("takes what an earlier turn left behind its first batch for no damage, also where that was cut off", async () => {
    const store = opened();
    await putEach(store, [0, 1, 2, 3]);
    await store.putBatch([change(4, LARGE)]);
    await store.putBatch([change(5)]);
    expect(keysOf(opened(killed(), "read"))).toEqual(upTo(6));
    for (const access of ["read", "write"] as const) {
      const left = killed();
      const bytes = readFileSync(join(left, "log-0"));
      writeFileSync(join(left, "log-0"), bytes.fill(0, RECORD_BYTES - 5, RECORD_BYTES));
      expect(keysOf(opened(left, access))).toEqual(upTo(5));
    }
  });

  it("shows a reader that stays open what comes, once it asks, however often files are used again", async () => {
    const writer = opened();
    await putEach(writer, [0]);
    const reader = opened(path, "read");
    for (const n of upTo(MANY)) {
      await writer.putBatch([change(n, n % 9 === 8 ? LARGE : BATCH)]);
      if (n % 5 === 3 || n % 9 === 8) reader.refresh?.();
      if (n % 5 === 3) expect(keysOf(reader)).toEqual(upTo(n + 1));
    }
    await writer.close();
    reader.refresh?.();
    expect(keysOf(reader)).toEqual(upTo(MANY));
    expect(() => reader.refresh?.()).not.toThrow();
  });

  it("gives a reader whole snapshots, also in a turn in which another process used its files again", async () => {
    const first = opened();
    await first.putBatch([change(0)]);
    await first.close();
    const reader = opened(path, "read");
    expect(keysOf(reader)).toEqual([0]);
    writeElsewhere(`for (let n = 1; n < ${MANY}; n++) await put(n, ${BATCH});`);
    const snapshot = reader.snapshot();
    expect(keysOf(snapshot)).toEqual(upTo(MANY));
    snapshot.release();
    reader.refresh?.();
    expect(keysOf(reader)).toEqual(upTo(MANY));
  });

  it("lies over the B-trees of a replaced index no longer once they hold it, for a reader and its snapshots", async () => {
    const valuesOf = (reads: IndexReads) => [0, 1, 2].map((n) => reads.get("a", key(n))?.length);
    const writer = opened();
    await putEach(writer, [0, 1], 5);
    const reader = opened(path, "read");
    await putEach(writer, [0, 2], 6);
    reader.refresh?.();
    await putEach(writer, [1, 2], 7);
    const moved = join(folder, "old");
    renameSync(path, moved);
    const early = reader.snapshot();
    expect(valuesOf(early)).toEqual([6, 5, 6]);
    early.release();
    mkdirSync(path);
    cpSync(join(moved, LMDB_FILE), join(path, LMDB_FILE));
    await writer.close();
    const snapshot = reader.snapshot();
    expect(valuesOf(snapshot)).toEqual([6, 7, 7]);
    snapshot.release();
    reader.refresh?.();
    expect(valuesOf(reader)).toEqual([6, 7, 7]);
  });

  it("is not that of the index that took the place of the one a reader has open", async () => {
    const first = opened();
    await putEach(first, [0]);
    await first.close();
    const reader = opened(path, "read");
    renameSync(path, join(folder, "old"));
    mkdirSync(path);
    cpSync(join(folder, "old", LMDB_FILE), join(path, LMDB_FILE));
    await putEach(opened(), [9]);
    reader.refresh?.();
    expect(keysOf(reader)).toEqual([0]);
    const snapshot = reader.snapshot();
    expect(keysOf(snapshot)).toEqual([0]);
    snapshot.release();
    expect(keysOf(opened(path, "read"))).toEqual([0, 9]);
  });

  it("is in snapshots as it was when they were taken, the reader's and the writer's", async () => {
    const writer = opened();
    await putEach(writer, [0, 1]);
    const snapshots = [opened(path, "read").snapshot(), writer.snapshot()];
    await putEach(writer, [1, 2], 20);
    for (const snapshot of snapshots) {
      expect(keysOf(snapshot)).toEqual([0, 1]);
      expect(snapshot.get("a", key(1))?.length).toBe(10);
      snapshot.release();
    }
  });

  it("is read on where making a space ready shows newer B-trees, and only there", async () => {
    const writer = opened();
    await putEach(writer, [0], 5);
    const reader = opened(path, "read");
    expect(reader.ready(["a", "b"])).toBe(false);
    await putEach(writer, [0], 6);
    await writer.putBatch([change(1, LARGE, "b")]);
    expect(reader.ready(["a", "b", "c"])).toBe(true);
    expect(reader.get("a", key(0))?.length).toBe(6);
    expect(reader.ready(["a", "b", "c"])).toBe(false);
  });

  it("is kept from code that knows of none, by the header in the B-trees", async () => {
    const trees = () => {
      const store = openLmdbStore(killed(), { access: "read" });
      stores.push(store);
      return store;
    };
    const formatOf = (reads: IndexReads) =>
      /"format":\d/.exec(`${Buffer.from(reads.get("meta", Buffer.from("header..")) ?? [])}`)?.[0];
    const older = openLmdbStore(path, { access: "write" });
    await older.putBatch([headerWrite({ format: 2 } as IndexHeader)]);
    await older.close();
    const store = opened();
    expect(readHeader(store, path)?.format).toBe(FORMAT);
    expect(formatOf(trees())).toBe('"format":2');
    await putEach(store, [0]);
    expect(formatOf(trees())).toBe('"format":3');
    path = join(folder, "new");
    const fresh = opened();
    await fresh.putBatch([headerWrite({ format: FORMAT } as IndexHeader)]);
    expect(formatOf(trees())).toBe('"format":3');
    await fresh.putBatch([headerWrite({ format: 4 } as unknown as IndexHeader)]);
    expect(() => readHeader(fresh, "x")).toThrow("x: expected an index of format 2 or 3, found format 4");
  });

  it("stays as it is beside a second one that is refused", async () => {
    const writer = opened();
    writer.claim("first", () => false);
    await putEach(writer, [0, 1]);
    const second = opened();
    expect(() => second.claim("second", () => false)).toThrow(/found first/);
    await second.close();
    await putEach(writer, [2]);
    expect(keysOf(opened(killed(), "read"))).toEqual([0, 1, 2]);
  });

  it("stays with an index that took the place of another while that one was open", async () => {
    const old = opened();
    await putEach(old, [0]);
    rmSync(path, { recursive: true });
    mkdirSync(path);
    const writer = opened();
    await putEach(writer, [3]);
    await old.close();
    expect(keysOf(opened(killed(), "read"))).toEqual([3]);
  });

  it("is not made in the folder of an index that took the place of its own", async () => {
    const old = opened();
    await putEach(old, [0], LARGE);
    renameSync(path, join(folder, "old"));
    const writer = opened();
    await putEach(writer, [3]);
    await writer.close();
    await expect(old.putBatch([change(1)])).rejects.toThrow(/index: cannot write: another index has taken its place/);
    await expect(old.putBatch([change(1)])).rejects.toThrow(OutputError);
    await old.close();
    expect(readdirSync(path).filter((name) => name.startsWith("log"))).toEqual([]);
    expect(keysOf(opened(path, "read"))).toEqual([3]);
  });

  it("says that it cannot be written, and takes nothing more", async () => {
    const store = opened();
    await store.putBatch([change(1, LARGE)]);
    mkdirSync(join(path, "log-0"));
    await expect(store.putBatch([change(2)])).rejects.toThrow(/index: cannot write: EISDIR.*MB free on the disk/);
    await expect(store.putBatch([change(3, LARGE)])).rejects.toThrow(/cannot write: EISDIR/);
    await store.close();
    expect(readdirSync(path)).toContain(LMDB_FILE);
    rmSync(join(path, "log-0"), { recursive: true });
    expect(keysOf(opened(path, "read"))).toEqual([1]);
  });

  it("holds the same as a sorted map after any batches, drops and kills", async () => {
    const put = fc.record({
      kind: fc.constant("put" as const),
      space: fc.constantFrom("a", "b"),
      keys: fc.array(fc.nat(6), { minLength: 1, maxLength: 4 }),
      length: fc.constantFrom(undefined, 0, 5, 900, 60_000, LARGE),
    });
    const other = fc.record({ kind: fc.constantFrom("drop" as const, "kill" as const, "close" as const) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof({ weight: 5, arbitrary: put }, other), { maxLength: 25 }), async (acts) => {
        path = mkdtempSync(join(folder, "any-"));
        const model = createMemoryStore();
        let store = opened();
        let turn = 0;
        for (const act of acts) {
          turn++;
          if (act.kind === "put") {
            const { space, keys, length } = act;
            const value = length === undefined ? {} : { value: new Uint8Array(length).fill(turn) };
            const writes = keys.map((n) => ({ space, key: key(n), ...value }));
            await Promise.all([store.putBatch(writes), model.putBatch(writes)]);
          } else if (act.kind === "drop") await Promise.all([store.drop("b"), model.drop("b")]);
          else {
            if (act.kind === "kill") path = killed();
            await store.close();
            store = opened();
          }
          for (const space of ["a", "b"]) expect(plain(store.scan(space))).toEqual(plain(model.scan(space)));
        }
        await store.close();
      }),
      { numRuns: 12, seed: 11 },
    );
  });
});
