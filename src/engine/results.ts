import { join } from "node:path";
import { clusterId } from "../group/clusters.js";
import type { CopyLink } from "../group/stars.js";
import type { Catalog, CatalogEntry } from "../model/catalog.js";
import type { Pair, Passage } from "../model/pair.js";
import type { Range } from "../model/span.js";
import type { Findings } from "../pipeline.js";
import { type Ingested, RECORD_TAIL } from "./ingest.js";
import { openSink } from "./output.js";

/** Writes kept.jsonl and duplicates.jsonl in input order, each record with its place in a cluster. */
export function writeRecords(folder: string, { catalog, records }: Ingested, { stars }: Findings): void {
  const kept = openSink(join(folder, "kept.jsonl"));
  const duplicates = openSink(join(folder, "duplicates.jsonl"));
  const canonicals = new Set([...stars.values()].map(({ other }) => other));
  for (const index of catalog.entries.keys()) {
    const link = stars.get(index);
    const sink = link === undefined ? kept : duplicates;
    sink.write(records.read(index));
    sink.write(groupFields(catalog, index, link, canonicals.has(index)));
    sink.write(RECORD_TAIL);
  }
  kept.close();
  duplicates.close();
}

function groupFields({ entries }: Catalog, index: number, link: CopyLink | undefined, isCanonical: boolean): string {
  const entry = (at: number) => entries[at] as CatalogEntry;
  if (link === undefined) return isCanonical ? `,"cluster":${JSON.stringify(clusterId(entry(index)))}` : "";
  const { relation, jaccard, containment } = link;
  const canonical = entry(link.other);
  const fields = { cluster: clusterId(canonical), duplicateOf: canonical.id, relation, jaccard, containment };
  return `,${JSON.stringify(fields).slice(1, -1)}`;
}

/** Writes pairs.jsonl, sorted by ids. */
export function writePairs(folder: string, { matches }: Findings): void {
  const sorted = matches.pairs
    .map(({ pair }) => pair)
    .sort((x, y) => compareStrings(x.a, y.a) || compareStrings(x.b, y.b));
  writeRows(join(folder, "pairs.jsonl"), sorted.map(pairRow));
}

/** Writes clusters.jsonl, sorted by cluster id. */
export function writeClusters(folder: string, { clusters }: Findings): void {
  writeRows(join(folder, "clusters.jsonl"), clusters);
}

/** Writes repeats.jsonl: paragraphs that stand in several articles. */
export function writeRepeats(folder: string, { paragraphs, shelf }: Ingested): void {
  const sink = openSink(join(folder, "repeats.jsonl"));
  for (const { hash, article, start, end, articles, sources, class: spanClass } of paragraphs) {
    const text = shelf.original(article).text.slice(start, end).trim();
    sink.write(`${JSON.stringify({ hash, text, articles, sources, class: spanClass })}\n`);
  }
  sink.close();
}

/** A pair as its row shows it: ranges as [start, end]. */
export function pairRow({ passages, ...pair }: Pair): object {
  const { revision, ...rest } = pair;
  return { ...rest, passages: passages.map(passageRow), ...(revision === true ? { revision } : {}) };
}

const passageRow = ({ a, b, tokens }: Passage): object => ({ a: rangeRow(a), b: rangeRow(b), tokens });
const rangeRow = ({ start, end }: Range): [number, number] => [start, end];

function writeRows(path: string, rows: readonly object[]): void {
  const sink = openSink(path);
  for (const row of rows) sink.write(`${JSON.stringify(row)}\n`);
  sink.close();
}

const compareStrings = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
