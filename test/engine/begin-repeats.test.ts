import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { ARTICLE_BYTES, ColumnBudget, columnRoom } from "../../src/engine/column-budget.js";
import { createRowSpool } from "../../src/engine/row-spool.js";
import { createSpool } from "../../src/engine/spool.js";
import type { RepeatsSource } from "../../src/engine/write-repeats.js";
import { root } from "../cli/run.js";
import { scratchFolder } from "./runs.js";

const folder = scratchFolder();
const NOTICE = "Ferries leave at noon.";
const COUNT = 300;
const EMPTY = { paths: [], starts: new Float64Array(0), lengths: new Uint32Array(0) };

/** Articles of one notice all share and one line that each two neighbours share. */
function source(name: string, columnBytes: number): RepeatsSource {
  const spool = createSpool(join(folder, `${name}.spool`));
  const rows = createRowSpool(join(folder, `${name}.rows`), 5);
  const [starts, lengths] = [new Float64Array(COUNT), new Uint32Array(COUNT)];
  const put = (hash: number, article: number, start: number, end: number): void => {
    const high = Math.imul(hash, 0x9e3779b1) >>> 0;
    rows.words.set([hash, high, article, start, end], rows.place(high));
  };
  for (let i = 0; i < COUNT; i++) {
    const text = JSON.stringify(`${NOTICE}\nLine ${i >> 1}.`);
    const marks = Buffer.alloc(12);
    for (const [n, at] of [0, Buffer.byteLength(text), Buffer.byteLength(text)].entries())
      marks.writeUInt32LE(at, n * 4);
    const item = Buffer.concat([Buffer.from(text), Buffer.from("[]"), marks]);
    starts[i] = spool.length;
    lengths[i] = item.length;
    spool.append(item);
    put(1, i, 0, NOTICE.length);
    put(2 + (i >> 1), i, NOTICE.length + 1, JSON.parse(text).length);
  }
  spool.seal();
  const room = columnRoom({ columnBytes }, 1 << 30);
  new ColumnBudget(room).grow("articles", COUNT, COUNT * ARTICLE_BYTES);
  return {
    sources: Uint32Array.from({ length: COUNT }, (_, i) => i % 3),
    paragraphs: [rows.seal()],
    spools: { shingles: EMPTY, originals: EMPTY, records: { paths: [spool.path], starts, lengths } },
    room,
  };
}

async function begun(
  name: string,
  workers: number,
  threadBytes: number,
  columnBytes = Number.POSITIVE_INFINITY,
  threads: { readonly heapBytes?: number } = {},
) {
  const built = pathToFileURL(join(root, "dist", "engine", "begin-repeats.js")).href;
  const { beginRepeats } = (await import(built)) as typeof import("../../src/engine/begin-repeats.js");
  const out = join(folder, name);
  return {
    out,
    writing: beginRepeats(out, source(name.replace("/", "-"), columnBytes), { workers, ...threads }, threadBytes),
  };
}

async function written(name: string, workers: number, threadBytes: number) {
  mkdirSync(join(folder, name));
  const { out, writing } = await begun(name, workers, threadBytes);
  const counts = await writing.finish();
  await writing.end();
  return { counts, rows: readFileSync(join(out, "repeats.jsonl"), "utf8").trimEnd().split("\n") };
}

describe("beginRepeats", () => {
  it("writes each paragraph that stands in several articles, the most frequent first", async () => {
    const { counts, rows } = await written("plain", 1, 0);
    expect(counts).toEqual({ paragraphs: 1 + COUNT / 2, furniture: 0 });
    expect(JSON.parse(rows[0] as string)).toMatchObject({ text: NOTICE, articles: COUNT, sources: 3, class: null });
    const lines = rows.slice(1).map((row) => (JSON.parse(row) as { text: string }).text);
    expect(lines.sort()).toEqual(Array.from({ length: COUNT / 2 }, (_, n) => `Line ${n}.`).sort());
  });

  it("gives the same rows where a thread writes them", async () => {
    expect(await written("thread", 2, 0)).toEqual(await written("none", 2, Number.POSITIVE_INFINITY));
  });

  it("writes nothing before it is asked to finish where it has no thread", async () => {
    mkdirSync(join(folder, "late"));
    const { out, writing } = await begun("late", 1, 0);
    expect(() => readFileSync(join(out, "repeats.jsonl"))).toThrow("ENOENT");
    await writing.finish();
    expect(readFileSync(join(out, "repeats.jsonl")).length).toBeGreaterThan(0);
  });

  it("says what a thread could not write", async () => {
    const { writing } = await begun("no/where", 2, 0);
    await expect(writing.finish()).rejects.toThrow(/repeats\.jsonl: cannot write/);
    await writing.end();
  });

  it("says by name that its thread ended", async () => {
    mkdirSync(join(folder, "ended"));
    const { writing } = await begun("ended", 2, 0);
    await writing.end();
    await expect(writing.finish()).rejects.toThrow("worker that writes repeats.jsonl ended");
  });

  it("bounds the heap of its thread where it is told to", async () => {
    mkdirSync(join(folder, "heap"));
    const { writing } = await begun("heap", 2, 0, Number.POSITIVE_INFINITY, { heapBytes: 4 << 20 });
    await expect(writing.finish()).rejects.toThrow("found that a thread outgrew the 4m");
    await writing.end();
  });

  it.each([1, 2])("says how much memory more paragraphs than promised for take, with %i workers", async (workers) => {
    mkdirSync(join(folder, `full-${workers}`));
    const { writing } = await begun(`full-${workers}`, workers, 0, COUNT * ARTICLE_BYTES + 36 * 100);
    await expect(writing.finish()).rejects.toThrow(
      /option --memory: expected at least 1088m for the \d+ recurring paragraphs so far, found 1g/,
    );
    await writing.end();
  });
});
