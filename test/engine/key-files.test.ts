import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { keysOnDisk } from "../../src/engine/key-files.js";
import { createRowSpool, type RowFile } from "../../src/engine/row-spool.js";
import type { KeyStore } from "../../src/model/catalog.js";

const folder = mkdtempSync(join(tmpdir(), "dittograph-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROWS = 60_000;
/** Rows of [low, high, article], of which some share their keys. */
const rowOf = (n: number): [number, number, number] => {
  const key = n % 5_000;
  return [Math.imul(key, 0x9e3779b1) >>> 0, Math.imul(key, 0x85ebca6b) >>> 0, n];
};

function write(name: string, from: number): RowFile {
  const spool = createRowSpool(join(folder, name), 3);
  for (let n = from; n < ROWS; n += 2) {
    const row = rowOf(n);
    spool.words.set(row, spool.place(row[1]));
  }
  return spool.seal();
}

const files = [write("even", 0), write("odd", 1)];

/** Articles by key, as all parts together give them; `step` parts are read at once. */
function articlesByKey(store: KeyStore, step: number): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (let part = 0; part < store.parts; part += step) {
    const rows = store.read(part, Math.min(store.parts, part + step));
    const here = new Map<string, number[]>();
    for (let at = 0; at < rows.length; at += 3) {
      const key = `${rows[at]} ${rows[at + 1]}`;
      here.set(key, [...(here.get(key) ?? []), rows[at + 2] as number]);
    }
    for (const [key, articles] of here) {
      if (found.has(key)) expect.fail(`key ${key} is in two parts`);
      found.set(key, articles);
    }
  }
  return found;
}

describe("keysOnDisk", () => {
  const whole = keysOnDisk(files, 3);

  it("leaves parts whole that are small enough", () => {
    expect(whole.parts).toBe(64);
    expect(whole.count(0, 64)).toBe(ROWS);
  });

  it.each([500, 100, 20])("cuts parts of more than %d rows into slices that hold the same rows", (most) => {
    const sliced = keysOnDisk(files, 3, most);
    expect(sliced.parts).toBeGreaterThan(64);
    expect(articlesByKey(sliced, 1)).toEqual(articlesByKey(whole, 1));
    expect(articlesByKey(sliced, 3)).toEqual(articlesByKey(whole, 64));
    expect(sliced.count(0, sliced.parts)).toBeCloseTo(ROWS);
  });
});
