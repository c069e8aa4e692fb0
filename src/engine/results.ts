import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { clusterId } from "../group/clusters.js";
import type { Stars } from "../group/stars.js";
import { rankIds } from "../match/id-ranks.js";
import type { PairTable } from "../match/pair-table.js";
import type { Catalog, CatalogEntry, Entries } from "../model/catalog.js";
import type { Pair, Passage } from "../model/pair.js";
import type { Range } from "../model/span.js";
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

/** Writes pairs.jsonl, sorted by ids. */
export function writePairs(
  folder: string,
  { entries, idRanks = rankIds(entries) }: Pick<Catalog, "entries" | "idRanks">,
  { matches }: Pick<Findings, "matches">,
): void {
  writeRows(join(folder, "pairs.jsonl"), sortedPairs(idRanks, matches.pairs), pairRow);
}

/** Pairs by the rank of their first article, then of their second; 4 bytes a pair and an article. */
function* sortedPairs(rankOf: Uint32Array, pairs: PairTable): Generator<Pair> {
  const ends = new Uint32Array(rankOf.length + 1);
  const firstRank = (place: number): number => rankOf[pairs.first(place)] as number;
  for (let place = 0; place < pairs.length; place++) (ends[firstRank(place)] as number)++;
  for (let rank = 1; rank < ends.length; rank++) ends[rank] = (ends[rank] as number) + (ends[rank - 1] as number);
  const places = new Uint32Array(pairs.length);
  for (let place = pairs.length - 1; place >= 0; place--) {
    const rank = firstRank(place);
    ends[rank] = (ends[rank] as number) - 1;
    places[ends[rank] as number] = place;
  }
  for (let rank = 0; rank < rankOf.length; rank++) {
    const own = Array.from(
      places.subarray(ends[rank], ends[rank + 1]),
      (place) => [place, pairs.second(place)] as const,
    );
    own.sort(([, x], [, y]) => (rankOf[x] as number) - (rankOf[y] as number));
    for (const [place] of own) yield pairs.at(place).pair;
  }
}

/** Writes clusters.jsonl, sorted by cluster id. */
export function writeClusters(folder: string, { clusters }: Findings): void {
  writeRows(join(folder, "clusters.jsonl"), clusters, (cluster) => cluster);
}

/** Writes summary.json and report.html. */
export function writeSummary(folder: string, summary: Summary, { clusters }: Pick<Findings, "clusters">): void {
  writeFileSync(join(folder, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
  writeFileSync(join(folder, "report.html"), reportPage(summary, clusters.largest(CLUSTERS_LISTED)));
}

/** A pair as its row shows it: ranges as [start, end]. */
export function pairRow({ passages, ...pair }: Pair): object {
  const { revision, ...rest } = pair;
  return { ...rest, passages: passages.map(passageRow), ...(revision === true ? { revision } : {}) };
}

const passageRow = ({ a, b, tokens }: Passage): object => ({ a: rangeRow(a), b: rangeRow(b), tokens });
const rangeRow = ({ start, end }: Range): [number, number] => [start, end];

function writeRows<Value>(path: string, values: Iterable<Value>, rowOf: (value: Value) => object): void {
  const sink = openSink(path);
  for (const value of values) sink.write(`${JSON.stringify(rowOf(value))}\n`);
  sink.close();
}
