import { join } from "node:path";
import { bytesOf } from "../src/engine/disk-shelf.js";
import { entryOf } from "../src/engine/entry.js";
import { recordField } from "../src/engine/field.js";
import { appendRecord } from "../src/engine/record-spool.js";
import type { RunContext } from "../src/engine/run.js";
import { createSpool } from "../src/engine/spool.js";
import { createCatalogBuilder } from "../src/match/catalog-builder.js";
import type { Pipeline } from "../src/pipeline.js";
import { partsOf } from "../src/read/record.js";
import type { Prepared, Stage } from "./stage.js";

/** The stages that put an article away until all are read. Their files go into `folder`, and go again. */
export function storeStages(
  prepared: readonly Prepared[],
  pipeline: Pipeline,
  folder: string,
  run: RunContext,
): Stage[] {
  const articles = { unit: "article", count: prepared.length } as const;
  return [
    { name: "catalog", ...articles, run: () => catalogue(prepared, pipeline) },
    { name: "paragraphs", ...articles, run: () => hashParagraphs(prepared, pipeline) },
    { name: "record", ...articles, run: () => spoolRecords(prepared, folder, run) },
    { name: "shelve", ...articles, run: () => shelve(prepared, folder) },
  ];
}

function catalogue(prepared: readonly Prepared[], pipeline: Pipeline): void {
  const builder = createCatalogBuilder();
  for (const each of prepared) builder.add(entryOf(each.reading.article, each), pipeline.keysOf(each.print));
  builder.finish();
}

function hashParagraphs(prepared: readonly Prepared[], { readParagraphs }: Pipeline): number {
  let words = 0;
  const count = (rows: Uint32Array): void => {
    words += rows.length;
  };
  for (const { reading } of prepared) readParagraphs(reading.article.text, count);
  return words;
}

function spoolRecords(prepared: readonly Prepared[], folder: string, run: RunContext): void {
  const spool = createSpool(join(folder, "timed-records.spool"));
  for (const { reading, cleaned } of prepared) {
    const field = recordField(reading, reading.article.id, cleaned, run);
    appendRecord(spool, partsOf(reading.record, reading.article, cleaned.text), field);
  }
  spool.seal();
}

function shelve(prepared: readonly Prepared[], folder: string): void {
  const spool = createSpool(join(folder, "timed-shelf.spool"));
  for (const { print } of prepared) spool.append(bytesOf(print.shingles));
  spool.seal();
}
