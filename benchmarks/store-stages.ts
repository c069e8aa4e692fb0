import { join } from "node:path";
import { createDiskShelf } from "../src/engine/disk-shelf.js";
import { entryOf } from "../src/engine/entry.js";
import { recordField } from "../src/engine/field.js";
import type { RunContext } from "../src/engine/run.js";
import { createSpool } from "../src/engine/spool.js";
import { createParagraphTable } from "../src/match/paragraphs.js";
import type { Pipeline } from "../src/pipeline.js";
import { writeRecord } from "../src/read/record.js";
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
    { name: "paragraphs", ...articles, run: () => tabulate(prepared) },
    { name: "record", ...articles, run: () => spoolRecords(prepared, folder, run) },
    { name: "shelve", ...articles, run: () => shelve(prepared, folder) },
  ];
}

function catalogue(prepared: readonly Prepared[], pipeline: Pipeline): void {
  const builder = pipeline.createCatalog();
  for (const each of prepared) builder.add(entryOf(each.reading.article, each), each.print);
  builder.finish();
}

function tabulate(prepared: readonly Prepared[]): void {
  const table = createParagraphTable();
  for (const { reading, cleaned } of prepared) table.add(reading.article.text, cleaned.spans, reading.article.source);
  table.finish();
}

function spoolRecords(prepared: readonly Prepared[], folder: string, run: RunContext): void {
  const spool = createSpool(join(folder, "timed-records.spool"));
  for (const { reading, cleaned } of prepared) {
    const field = recordField(reading, reading.article.id, cleaned, run);
    spool.append(writeRecord(reading.record, reading.article, cleaned.text, field));
  }
  spool.seal();
  spool.remove();
}

function shelve(prepared: readonly Prepared[], folder: string): void {
  const shelf = createDiskShelf(folder);
  for (const { reading, cleaned, print } of prepared) shelf.add(print.shingles, reading.article.text, cleaned.spans);
  shelf.seal();
  shelf.remove();
}
