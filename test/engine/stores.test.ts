import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { headOfJson, packOriginal, unpackOriginal } from "../../src/engine/original-bytes.js";
import { countRowWords, createRowSpool, PARTS, type RowFile, readRowParts } from "../../src/engine/row-spool.js";
import { packFault, unpackFault } from "../../src/engine/thread-messages.js";
import { InputError, OutputError, UsageError } from "../../src/errors.js";
import { createByteCache } from "../../src/match/byte-cache.js";
import type { Span } from "../../src/model/span.js";
import { seeded } from "../match/shingle-sets.js";

const folder = mkdtempSync(join(tmpdir(), "dittograph-stores-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("packOriginal", () => {
  const flag = { id: "s1", start: 0, end: 1, action: "flag", class: "byline", confidence: 0.5, fingerprint: true };
  const spanAt = (text: string, end: number, action: string): Span =>
    ({ ...flag, end, action, evidence: [], ...(action === "flag" ? {} : { removed: text.slice(0, end) }) }) as Span;

  it("gives a text back that was put away as the JSON of its record", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "\ud800", '\u0000"\\/', "é\udc00"));
    fc.assert(
      fc.property(text, (whole) => {
        const packed = Buffer.concat([headOfJson(), Buffer.from(JSON.stringify(whole))]);
        expect(unpackOriginal(packed)).toEqual({ text: whole, spans: [] });
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("gives any text back, lone surrogates too, with its spans", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("\ud800", "é\udc00", "\u00ff\u0100", "a long text, and one “quote”", "漢字かな"),
    );
    fc.assert(
      fc.property(
        text,
        fc.nat(),
        fc.constantFrom("flag", "trim", "remove"),
        fc.boolean(),
        (whole, end, action, has) => {
          const spans = has ? [spanAt(whole, Math.min(end, whole.length), action)] : [];
          expect(unpackOriginal(packOriginal(whole, spans))).toEqual({ text: whole, spans });
        },
      ),
      { seed: 1 },
    );
  });
});

describe("createRowSpool", () => {
  it("gives every row back in the part of its key, over several spools", () => {
    const random = seeded(1);
    const rows = Array.from({ length: 200_000 }, (_, i) => [i, Math.floor(random() ** 8 * 2 ** 32)] as const);
    const files = [0, 1].map((half) => {
      const spool = createRowSpool(join(folder, `rows-${half}`), 2);
      for (const [i, key] of rows.filter(([n]) => n % 2 === half)) {
        const at = spool.place(key);
        spool.words.set([i, key], at);
      }
      return spool.seal();
    });
    const seen = new Uint8Array(rows.length);
    for (let part = 0; part < PARTS; part++) {
      const words = readRowParts(files, part, part + 1);
      expect(words.length).toBe(countRowWords(files, part, part + 1));
      for (let at = 0; at < words.length; at += 2) {
        expect((words[at + 1] as number) >>> 26).toBe(part);
        expect(rows[words[at] as number]?.[1]).toBe(words[at + 1]);
        const row = words[at] as number;
        seen[row] = (seen[row] as number) + 1;
      }
    }
    expect(seen.every((times) => times === 1)).toBe(true);
    expect(readRowParts(files, 0, PARTS).length).toBe(rows.length * 2);
  });

  /** The rows of all parts, put in order of their first word. */
  function rowsOf(file: RowFile): number[][] {
    const words = readRowParts([file], 0, PARTS);
    const rows = Array.from({ length: words.length / file.width }, (_, row) => [
      ...words.subarray(row * file.width, (row + 1) * file.width),
    ]);
    return rows.sort((x, y) => (x[0] as number) - (y[0] as number));
  }
  /** The high halves of keys that fill blocks of one part, and lie in others between. */
  const highOf = (row: number): number => (row % 10 === 0 ? (row * 0x9e3779b1) >>> 0 : row);

  it("takes keys of columns, those of a range only, over the ends of its blocks", () => {
    const lo = Uint32Array.from({ length: 5000 }, (_, row) => row);
    const hi = lo.map(highOf);
    const spool = createRowSpool(join(folder, "keys"), 3);
    spool.addKeys(lo, hi, 0, 0, 1);
    spool.addKeys(lo, hi, 10, 2500, 7);
    spool.addKeys(lo, hi, 2500, 4990, 8);
    const expected = Array.from(lo.subarray(10, 4990), (row) => [row, highOf(row), row < 2500 ? 7 : 8]);
    expect(rowsOf(spool.seal())).toEqual(expected);
  });

  it.each([3, 5])("takes rows that lack their third of %s words, over the ends of its blocks", (width) => {
    const count = 5000;
    const more = (row: number): number[] => Array.from({ length: width - 3 }, (_, k) => row * 10 + k);
    const rows = Array.from({ length: count }, (_, row) => [row, highOf(row), ...more(row)]);
    const spool = createRowSpool(join(folder, `marked-${width}`), width);
    spool.addRows(new Uint32Array(0), 1);
    spool.addRows(Uint32Array.from(rows.slice(0, 2500).flat()), 7);
    spool.addRows(Uint32Array.from(rows.slice(2500).flat()), 8);
    const expected = Array.from(rows, (_, row) => [row, highOf(row), row < 2500 ? 7 : 8, ...more(row)]);
    expect(rowsOf(spool.seal())).toEqual(expected);
  });

  it("names a file that has lost rows", () => {
    const spool = createRowSpool(join(folder, "cut"), 1);
    spool.words[spool.place(7)] = 7;
    const file = spool.seal();
    rmSync(file.path);
    expect(() => readRowParts([file], 0, PARTS)).toThrow(OutputError);
  });
});

describe("createByteCache", () => {
  it("reads a value again once others have pushed it out, the least recently used first", () => {
    const reads: number[] = [];
    const cache = createByteCache<string>(10, ({ length }) => length);
    const get = (key: number): string =>
      cache.get(key, () => {
        reads.push(key);
        return "x".repeat(4);
      });
    for (const key of [1, 2, 1, 3, 1, 2]) expect(get(key)).toBe("xxxx");
    expect(reads).toEqual([1, 2, 3, 2]);
  });

  it("keeps a value larger than the whole cache for as long as it is in use", () => {
    const cache = createByteCache<string>(1, ({ length }) => length);
    let reads = 0;
    const get = (): string => cache.get(1, () => `${++reads}`.repeat(9));
    expect([get(), get()]).toEqual(["111111111", "111111111"]);
  });
});

describe("a fault that travels between threads", () => {
  it.each([
    new UsageError("option seed: expected less"),
    new InputError("feed.jsonl", "expected a readable file, found an error (EIO)"),
    new OutputError("out: cannot write: ENOSPC"),
    new RangeError("no item 3"),
  ])("keeps class, message and stack of %s", (error) => {
    const back = unpackFault(structuredClone(packFault(error)));
    expect(back.message).toBe(error.message);
    expect(back.stack).toBe(error.stack);
    if (!(error instanceof RangeError)) expect(back.constructor).toBe(error.constructor);
  });

  it("makes an error of what is none", () => {
    expect(unpackFault(packFault("gone")).message).toBe("gone");
  });
});
