import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { clusterId } from "../group/clusters.js";
import type { Stars } from "../group/stars.js";
import type { CatalogEntry, Entries } from "../model/catalog.js";
import type { Summary } from "../model/summary.js";
import type { Findings } from "../pipeline.js";
import { CLUSTERS_LISTED, reportPage } from "../report/page.js";
import { groupedStretches, openRecordWriter } from "./grouped-records.js";
import { openSink } from "./output.js";

/** Articles in input order, and their records without RECORD_TAIL, which are read one after the other. */
export interface RecordHeads {
  readonly entries: Entries;
  readonly records: { read(index: number): Uint8Array };
}

/** Records whose fields wait in memory at once. */
const STEP = 1024;

/** Writes kept.jsonl and duplicates.jsonl in input order, each record with its place in a cluster. */
export function writeRecords(
  folder: string,
  { entries, records }: RecordHeads,
  { stars }: Pick<Findings, "stars">,
): void {
  const writer = openRecordWriter(folder, records);
  const all = { known: 0, count: entries.length, length: STEP };
  try {
    const isDuplicate = (index: number) => stars.has(index);
    for (const stretch of groupedStretches(all, isDuplicate, groupFields(entries, stars))) writer.write(stretch);
  } finally {
    writer.close();
  }
}

/** What grouping adds to the record of an article: the end of its `dittograph` member, which RECORD_TAIL closes. */
export function groupFields(entries: Entries, stars: Stars): (index: number) => string {
  const entry = (at: number) => entries.at(at) as CatalogEntry;
  const isCanonical = new Uint8Array(entries.length);
  for (const { other } of stars.values()) isCanonical[other] = 1;
  return (index) => {
    const link = stars.get(index);
    if (link === undefined)
      return isCanonical[index] === 1 ? `,"cluster":${JSON.stringify(clusterId(entry(index)))}` : "";
    const { relation, jaccard, containment } = link;
    const canonical = entry(link.other);
    const fields = { cluster: clusterId(canonical), duplicateOf: canonical.id, relation, jaccard, containment };
    return `,${JSON.stringify(fields).slice(1, -1)}`;
  };
}

/** Writes clusters.jsonl, sorted by cluster id. */
export function writeClusters(folder: string, { clusters }: Findings): void {
  const sink = openSink(join(folder, "clusters.jsonl"));
  for (const cluster of clusters) sink.write(`${JSON.stringify(cluster)}\n`);
  sink.close();
}

/** Writes summary.json and report.html. */
export function writeSummary(folder: string, summary: Summary, { clusters }: Pick<Findings, "clusters">): void {
  writeFileSync(join(folder, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
  writeFileSync(join(folder, "report.html"), reportPage(summary, clusters.largest(CLUSTERS_LISTED)));
}
