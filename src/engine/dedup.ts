import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.js";
import { byFrequency, type RecurringParagraph, recurringParagraphs } from "../match/paragraphs.js";
import type { CatalogEntry } from "../model/catalog.js";
import type { Summary } from "../model/summary.js";
import type { Findings } from "../pipeline.js";
import { templatesText } from "../read/templates.js";
import { summarise } from "../report/summary.js";
import { ARTICLE_ROWS } from "./article-rows.js";
import { openShelf } from "./disk-shelf.js";
import { type FoundCopies, findCopies } from "./find-copies.js";
import type { Ingested } from "./ingest.js";
import { attempt, openOutputFolder, openSink, RUN_MARK } from "./output.js";
import { previewThresholds } from "./preview.js";
import { writeClusters, writePairs, writeRecords, writeRepeats, writeSummary } from "./results.js";
import { PARTS, type RowFile, readRowParts } from "./row-spool.js";
import { type RunContext, takeSignals } from "./run.js";
import type { Source } from "./source.js";
import { openSpoolsInOrder } from "./spool.js";

/** A finished run. */
export interface DedupResult {
  readonly summary: Summary;
  readonly findings: Findings;
}

/** Where a run writes. */
export interface DedupPlaces {
  readonly folder: string;
  /** Where spools lie while the run lasts; default beside the output. */
  readonly tmp?: string;
  /** What run.json says: times and machine, which only the caller knows, and what made the fingerprints. */
  readonly describeRun: (kernel: string) => object;
  /** Whether the run's templates are written as templates.json; they were learned for it. */
  readonly savesTemplates?: boolean;
}

/**
 * The main job: cleans, fingerprints, matches and groups all articles of a source, and writes every output into a folder
 * that appears complete or not at all. The bytes do not depend on the number of workers.
 * @throws {UsageError} where the folder holds foreign files, or a finished run that would give way to one without articles.
 */
export async function dedup(source: Source, places: DedupPlaces, run: RunContext): Promise<DedupResult> {
  const output = openOutputFolder(places.folder);
  const tmp = attempt(places.tmp ?? places.folder, () => mkdtempSync(join(places.tmp ?? output.aside, "spool-")));
  try {
    const { ingested, findings, kernel } = await readAll(source, output.aside, tmp, run);
    await takeSignals(run);
    const { entries } = ingested.catalog;
    run.onProgress?.({ stage: "write", articles: entries.length, units: ingested.tally.text.units, bytes: 0 });
    const summary = writeAll(output.aside, ingested, findings, run);
    rmSync(tmp, { recursive: true, force: true });
    writeFileSync(join(output.aside, RUN_MARK), `${JSON.stringify(places.describeRun(kernel), null, 2)}\n`);
    if (places.savesTemplates === true && run.templates !== undefined) {
      writeFileSync(join(output.aside, "templates.json"), templatesText(run.templates));
    }
    await takeSignals(run);
    if (output.replaces) expectArticles(summary);
    output.commit();
    return { summary, findings };
  } catch (error) {
    output.discard();
    rmSync(tmp, { recursive: true, force: true });
    throw error;
  }
}

/** Both passes; writes articles.jsonl and rejected.jsonl. */
async function readAll(source: Source, folder: string, tmp: string, run: RunContext): Promise<FoundCopies> {
  const articles = openSink(join(folder, ARTICLE_ROWS));
  const rejects = openSink(join(folder, "rejected.jsonl"));
  try {
    const sinks = { articles: articles.write, rejects: rejects.write };
    return await findCopies(source, { kind: "dedup", folder: tmp }, sinks, run);
  } finally {
    articles.close();
    rejects.close();
  }
}

function writeAll(folder: string, ingested: Ingested, findings: Findings, run: RunContext): Summary {
  const { entries } = ingested.catalog;
  const records = openSpoolsInOrder(ingested.spools.records);
  const shelf = openShelf(ingested.spools);
  writeRecords(folder, { entries, records }, findings);
  writePairs(folder, findings);
  writeClusters(folder, findings);
  const repeats = writeRepeats(folder, paragraphsOf(entries, ingested.paragraphs), shelf);
  records.close();
  shelf.close();
  const summary = summarise({
    version: run.version,
    ruleset: run.ruleset,
    ...(run.templates === undefined ? {} : { templates: run.templates.name }),
    options: run.options,
    catalog: ingested.catalog,
    tally: ingested.tally,
    read: ingested.read,
    rejected: ingested.rejected,
    warnings: ingested.warnings,
    pairs: findings.matches.pairs,
    clusters: findings.clusters.length,
    preview: previewThresholds(entries, findings.matches.pairs, run.options),
    isDuplicate: (index) => findings.stars.has(index),
    repeats,
    search: findings.matches.counts,
  });
  writeSummary(folder, summary, findings);
  return summary;
}

/** Paragraphs of several articles, a part of the hashes at a time; most frequent first. */
export function paragraphsOf(entries: readonly CatalogEntry[], files: readonly RowFile[]): RecurringParagraph[] {
  const numbers = new Map<string, number>();
  const sources = Uint32Array.from(entries, ({ source }) => {
    const number = numbers.get(source) ?? numbers.size;
    numbers.set(source, number);
    return number;
  });
  const all: RecurringParagraph[] = [];
  for (let part = 0; part < PARTS; part++) {
    const found = recurringParagraphs(readRowParts(files, part, part + 1), (article) => sources[article] as number);
    for (const paragraph of found) all.push(paragraph);
  }
  return all.sort(byFrequency);
}

/** @throws {UsageError} where a run found no usable article. */
export function expectArticles({ records }: Summary): void {
  if (records.articles > 0) return;
  throw new UsageError(
    `nothing usable: ${records.read} records read, ${records.rejected} rejected (see rejected.jsonl)`,
  );
}
