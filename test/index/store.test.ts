import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLmdbStore } from "../../src/index/lmdb-store.js";
import { openLoggedStore } from "../../src/index/logged-store.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import type { Entry, IndexReads, IndexStore, Write } from "../../src/index/store.js";
import { root } from "../cli/run.js";

const key = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
const bytes = (length: number, of = 7): Uint8Array => new Uint8Array(length).fill(of);
const plain = (entries: Iterable<Entry>) => [...entries].map(([k, v]) => [[...k], [...v]]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dittograph-store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stores: readonly (readonly [string, () => IndexStore])[] = [
  ["memory", () => createMemoryStore()],
  ["lmdb", () => openLmdbStore(join(folder, "index"), { access: "write" })],
  ["logged", () => openLoggedStore(join(folder, "index"), { access: "write" })],
];

describe.each(stores)("the %s store", (_name, open) => {
  let store: IndexStore;
  beforeEach(() => {
    store = open();
  });
  afterEach(async () => {
    await store.close();
  });

  it("finds what was put, and nothing else", async () => {
    await store.putBatch([{ space: "a", key: key(1), value: bytes(3) }]);
    expect([...(store.get("a", key(1)) as Uint8Array)]).toEqual([7, 7, 7]);
    expect(store.get("a", key(2))).toBeUndefined();
    expect(store.get("b", key(1))).toBeUndefined();
    expect(store.getMany("a", [key(2), key(1)]).map((value) => value?.length)).toEqual([undefined, 3]);
  });

  it.each([0, 1, 698, 699, 700, 701, 1399, 1400, 1401, 2100, 15_999, 16_000, 16_001, 70_000])(
    "gives %i bytes back as they were, by get and by scan",
    async (length) => {
      const value = Uint8Array.from({ length }, (_, i) => (i * 31) & 255);
      await store.putBatch([
        { space: "a", key: key(1), value },
        { space: "a", key: key(2), value: bytes(1) },
      ]);
      expect(Buffer.compare(store.get("a", key(1)) as Uint8Array, value)).toBe(0);
      const entries = [...store.scan("a")];
      expect(entries.map(([k]) => [...k])).toEqual([[1], [2]]);
      expect(Buffer.compare((entries[0] as Entry)[1], value)).toBe(0);
    },
  );

  it("applies what is asked for in one turn in the order of the calls, new spaces and drops included", async () => {
    const put = (space: string, n: number) => store.putBatch([{ space, key: key(n), value: bytes(1, n) }]);
    await put("a", 0);
    await Promise.all([put("a", 1), put("b", 2), put("a", 3), store.drop("b"), put("b", 4), put("c", 5), put("a", 6)]);
    const held = ["a", "b", "c"].map((space) => plain(store.scan(space)).map(([k]) => k));
    expect(held).toEqual([[[0], [1], [3], [6]], [[4]], [[5]]]);
  });

  it("is closed when what was asked for is done", async () => {
    const put = store.putBatch([{ space: "new", key: key(1), value: bytes(1) }]);
    await store.close();
    await put;
    store = open();
    if (_name !== "memory") expect(plain(store.scan("new"))).toEqual([[[1], [7]]]);
  });

  it("replaces a value by a shorter, a longer and a large one in turn, also within one turn", async () => {
    const lengths = [2500, 10, 20_000, 1500, 0, 3];
    for (const length of lengths) await store.putBatch([{ space: "a", key: key(1), value: bytes(length) }]);
    expect(plain(store.scan("a"))).toEqual([[[1], [7, 7, 7]]]);
    await Promise.all(lengths.map((length) => store.putBatch([{ space: "a", key: key(2), value: bytes(length) }])));
    expect(plain(store.scan("a"))).toEqual([
      [[1], [7, 7, 7]],
      [[2], [7, 7, 7]],
    ]);
  });

  it("removes a value, long ones whole, and lets the key be used again", async () => {
    for (const length of [5, 2500, 20_000]) {
      await store.putBatch([{ space: "a", key: key(1), value: bytes(length) }]);
      await store.putBatch([{ space: "a", key: key(1) }]);
      expect(store.get("a", key(1))).toBeUndefined();
      expect([...store.scan("a")]).toEqual([]);
    }
  });

  it("scans from a key up to another in the order of their bytes", async () => {
    const keys = [key(2, 0), key(1, 9), key(255, 0), key(1, 0), key(1, 10)];
    await store.putBatch(keys.map((k) => ({ space: "a", key: k, value: bytes(1) })));
    const order = (entries: Iterable<Entry>) => [...entries].map(([k]) => [...k]);
    expect(order(store.scan("a"))).toEqual([
      [1, 0],
      [1, 9],
      [1, 10],
      [2, 0],
      [255, 0],
    ]);
    expect(order(store.scan("a", key(1, 9), key(2, 0)))).toEqual([
      [1, 9],
      [1, 10],
    ]);
    expect(order(store.scan("a", key(3, 0), key(4, 0)))).toEqual([]);
  });

  it("drops a space with all it holds and no other, and takes new entries in it", async () => {
    await store.putBatch([
      { space: "a", key: key(1), value: bytes(2500) },
      { space: "b", key: key(1), value: bytes(1) },
    ]);
    expect(store.spaces()).toEqual(["a", "b"]);
    await store.drop("a");
    await store.drop("never");
    expect(store.spaces()).toEqual(["b"]);
    expect(store.get("a", key(1))).toBeUndefined();
    await store.putBatch([{ space: "a", key: key(2), value: bytes(1) }]);
    expect([...store.scan("a")]).toHaveLength(1);
  });

  it("shows a snapshot what was there when it was taken", async () => {
    await store.putBatch([{ space: "a", key: key(1), value: bytes(1, 1) }]);
    const snapshot = store.snapshot();
    await store.putBatch([
      { space: "a", key: key(1), value: bytes(1, 2) },
      { space: "a", key: key(2), value: bytes(1, 3) },
    ]);
    expect(plain(snapshot.scan("a"))).toEqual([[[1], [1]]]);
    expect(snapshot.get("a", key(2))).toBeUndefined();
    snapshot.release();
    expect(store.get("a", key(1))?.[0]).toBe(2);
  });

  it("shows a snapshot no space that was made after it", async () => {
    await store.putBatch([{ space: "a", key: key(1), value: bytes(1) }]);
    const snapshot = store.snapshot();
    await store.putBatch([{ space: "b", key: key(1), value: bytes(1) }]);
    expect(snapshot.get("b", key(1))).toBeUndefined();
    expect(snapshot.spaces()).toEqual(["a"]);
    expect(plain(snapshot.scan("a"))).toEqual([[[1], [7]]]);
    snapshot.release();
    expect(store.get("b", key(1))?.length).toBe(1);
  });

  it("refuses a second owner by name while the first is there, and not when it is gone", () => {
    store.claim("first", () => false);
    expect(() => store.claim("second", () => false)).toThrow(/first/);
    store.claim("second", (other) => other === "first");
    expect(() => store.claim("third", () => false)).toThrow(/second/);
  });

  it("behaves like a sorted map for any batches", async () => {
    const write = fc.record({
      space: fc.constantFrom("p", "q"),
      key: fc.uint8Array({ minLength: 2, maxLength: 2, max: 2 }),
      length: fc.option(fc.constantFrom(0, 5, 699, 700, 2100), { nil: undefined }),
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(write, { maxLength: 6 }), { maxLength: 6 }), async (batches) => {
        const prefix = `r${round++}`;
        const model = new Map<string, Uint8Array>();
        for (const batch of batches) {
          const writes: Write[] = batch.map(({ space, key: k, length }) => {
            const name = `${space} ${Buffer.from(k).toString("hex")}`;
            if (length === undefined) model.delete(name);
            else model.set(name, bytes(length));
            const value = length === undefined ? {} : { value: bytes(length) };
            return { space: prefix + space, key: k, ...value };
          });
          await store.putBatch(writes);
        }
        const found = ["p", "q"].flatMap((space) =>
          [...store.scan(prefix + space)].map(([k, v]) => [`${space} ${Buffer.from(k).toString("hex")}`, v.length]),
        );
        expect(found).toEqual(
          [...model]
            .map(([name, value]) => [name, value.length])
            .sort(([x], [y]) => ((x as string) < (y as string) ? -1 : 1)),
        );
      }),
      { numRuns: 30, seed: 5 },
    );
  });
});

describe("the lmdb store on disk", () => {
  const path = () => join(folder, "index");

  it("holds after closing what was put, and shows it to readers beside the writer", async () => {
    const first = openLmdbStore(path(), { access: "write" });
    await first.putBatch([{ space: "a", key: key(1), value: bytes(2500) }]);
    await first.close();
    const writer = openLmdbStore(path(), { access: "write" });
    const reader: IndexReads & { close(): Promise<void> } = openLmdbStore(path(), { access: "read" });
    expect(reader.get("a", key(1))?.length).toBe(2500);
    expect(reader.spaces()).toEqual(["a"]);
    await reader.close();
    await writer.close();
  });

  it("shows one state of spaces that are ready while another process writes, and so does a snapshot", async () => {
    const first = openLmdbStore(path(), { access: "write" });
    const put = (n: number) => ["a", "b"].map((space) => ({ space, key: key(1), value: bytes(1, n) }));
    await first.putBatch(put(1));
    await first.close();
    const code = `import { openLmdbStore } from ${JSON.stringify(join(root, "dist", "index", "lmdb-store.js"))};
      const store = openLmdbStore(${JSON.stringify(path())}, { access: "write" });
      const value = Buffer.of(2);
      await store.putBatch(["a", "b", "c"].map((space) => ({ space, key: Buffer.of(1), value })));
      await store.close();`;
    const reader = openLmdbStore(path(), { access: "read" });
    reader.ready(["a", "b", "none"]);
    const snapshot = reader.snapshot();
    expect(reader.get("a", key(1))?.[0]).toBe(1);
    expect(spawnSync(process.execPath, ["--input-type=module", "-e", code]).status).toBe(0);
    expect(reader.get("b", key(1))?.[0]).toBe(1);
    expect(reader.get("c", key(1))).toBeUndefined();
    expect(snapshot.spaces()).toEqual(["a", "b"]);
    expect(["a", "b", "c"].map((space) => snapshot.get(space, key(1))?.[0])).toEqual([1, 1, undefined]);
    snapshot.release();
    await reader.close();
  });

  it.each(["read", "write"] as const)(
    "goes on with a scan and a snapshot where another space is opened, to %s",
    async (access) => {
      const keys = Array.from({ length: 300 }, (_, i) => key(i >> 8, i & 255));
      const first = openLmdbStore(path(), { access: "write" });
      await first.putBatch(["a", "b"].flatMap((space) => keys.map((k) => ({ space, key: k, value: bytes(300) }))));
      await first.close();
      const store = openLmdbStore(path(), { access });
      const begun = store.scan("a")[Symbol.iterator]();
      begun.next();
      const snapshot = access === "write" ? store.snapshot() : undefined;
      expect(store.get("b", key(0, 1))?.length).toBe(300);
      if (access === "write") await store.putBatch([{ space: "c", key: key(1), value: bytes(1) }]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      let entries = 1;
      while (begun.next().done !== true) entries++;
      expect(entries).toBe(keys.length);
      if (snapshot !== undefined) {
        expect([...snapshot.scan("b")]).toHaveLength(keys.length);
        snapshot.release();
      }
      await store.close();
    },
  );

  it("refuses to read where there is no store, and makes nothing", () => {
    expect(() => openLmdbStore(path(), { access: "read" })).toThrow(/expected an index, found no data.mdb/);
  });

  it("says why a folder cannot be made", () => {
    expect(() => openLmdbStore("/dev/null/index", { access: "write" })).toThrow(/\/dev\/null\/index: cannot write/);
  });
});
