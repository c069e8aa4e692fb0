import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { createSpool } from "../../src/engine/spool.js";
import type { CopyLink } from "../../src/group/stars.js";
import type { CatalogEntry } from "../../src/model/catalog.js";
import { root } from "../cli/run.js";
import { scratchFolder } from "./runs.js";

const folder = scratchFolder();
const COUNT = 3000;
/** Behind each record in its spool. */
const MARKS_BYTES = 12;

/** Records of articles; each third one is a copy of the article before it. */
function source() {
  const spool = createSpool(join(folder, "records.spool"));
  const lengths = Array.from({ length: COUNT }, (_, i) => {
    const item = Buffer.from(`{"id":"a${i}","text":"Ferry ${i}.","dittograph":{"spans":[]${"\0".repeat(MARKS_BYTES)}`);
    spool.append(item);
    return item.length;
  });
  spool.seal();
  const starts = Float64Array.from(lengths);
  for (let i = 0, at = 0; i < COUNT; at += lengths[i++] as number) starts[i] = at;
  const entries = lengths.map((_, i) => ({ id: `a${i}`, exact: `${i}` }) as CatalogEntry);
  const link = { relation: "near", jaccard: 0.8, containment: [0.9, 0.9] } as const;
  const stars = new Map<number, CopyLink>();
  for (let i = 2; i < COUNT; i += 3) stars.set(i, { article: i, other: i - 1, ...link });
  const records = { paths: [spool.path], starts, lengths: Uint32Array.from(lengths) };
  return { entries, known: 5, records, stars };
}

async function written(name: string, workers: number, threadBytes: number, rest = async () => {}) {
  const built = pathToFileURL(join(root, "dist", "engine", "write-records.js")).href;
  const { writeAllRecords } = (await import(built)) as typeof import("../../src/engine/write-records.js");
  const out = join(folder, name);
  mkdirSync(out);
  await writeAllRecords(out, source(), workers, rest, threadBytes);
  return ["kept.jsonl", "duplicates.jsonl"].map((file) => readFileSync(join(out, file), "utf8").split("\n"));
}

describe("writeAllRecords", () => {
  it("writes each record that is not known to one of two files, in order, with its place in a cluster", async () => {
    const [kept, duplicates] = (await written("plain", 1, 0)) as [string[], string[]];
    expect(kept.length + duplicates.length).toBe(COUNT - 5 + 2);
    expect(kept[0]).toBe('{"id":"a6","text":"Ferry 6.","dittograph":{"spans":[]}}');
    expect(kept[1]).toMatch(/^{"id":"a7","text":"Ferry 7.","dittograph":{"spans":\[\],"cluster":"[^"]+"}}$/);
    expect(duplicates[0]).toMatch(/^{"id":"a5".*"duplicateOf":"a4","relation":"near".*}}$/);
  });

  it("gives the same bytes where a thread writes them", async () => {
    expect(await written("thread", 2, 0)).toEqual(await written("none", 2, Number.POSITIVE_INFINITY));
  });

  it.each([1, 2])("ends where it is interrupted, with %i workers", async (workers) => {
    const rest = async (): Promise<void> => {
      throw new Error("enough");
    };
    await expect(written(`ended-${workers}`, workers, 0, rest)).rejects.toThrow("enough");
  });

  it("says what a thread could not write", async () => {
    const errors = pathToFileURL(join(root, "dist", "errors.js")).href;
    const { OutputError } = (await import(errors)) as typeof import("../../src/errors.js");
    const built = pathToFileURL(join(root, "dist", "engine", "write-records.js")).href;
    const { writeAllRecords } = (await import(built)) as typeof import("../../src/engine/write-records.js");
    const nowhere = writeAllRecords(join(folder, "nowhere"), source(), 2, async () => {}, 0);
    const error: unknown = await nowhere.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(OutputError);
    expect((error as Error).message).toMatch(/kept\.jsonl/);
  });
});
