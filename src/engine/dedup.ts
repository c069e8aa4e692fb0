import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.js";
import type { Reading } from "../model/reading.js";
import type { Summary } from "../model/summary.js";
import type { Findings } from "../pipeline.js";
import { createPipeline } from "../pipeline.js";
import { templatesText } from "../read/templates.js";
import { summarise } from "../report/summary.js";
import { writeArticles } from "./article-rows.js";
import { type Ingested, ingest } from "./ingest.js";
import { attempt, openOutputFolder, RUN_MARK } from "./output.js";
import { previewThresholds } from "./preview.js";
import { writeClusters, writePairs, writeRecords, writeRepeats, writeSummary } from "./results.js";
import { checkInterrupted, type RunContext } from "./run.js";

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
 * The main job: cleans, fingerprints, matches and groups all readings, and writes every output into a folder that
 * appears complete or not at all.
 * @throws {UsageError} where the folder holds foreign files, or a finished run that would give way to one without articles.
 */
export async function dedup(
  readings: AsyncIterable<Reading>,
  places: DedupPlaces,
  run: RunContext,
): Promise<DedupResult> {
  const output = openOutputFolder(places.folder);
  const tmp = attempt(places.tmp ?? places.folder, () => mkdtempSync(join(places.tmp ?? output.aside, "spool-")));
  try {
    const pipeline = await createPipeline(run.options, run);
    const ingested = await ingest(readings, pipeline, output.aside, tmp, run);
    await takeSignals(run);
    run.onProgress?.({ stage: "match", articles: ingested.catalog.entries.length, units: ingested.tally.text.units });
    const findings = pipeline.find(ingested.catalog, ingested.shelf);
    await takeSignals(run);
    run.onProgress?.({ stage: "write", articles: ingested.catalog.entries.length, units: ingested.tally.text.units });
    const summary = writeAll(output.aside, ingested, findings, run);
    ingested.records.remove();
    ingested.shelf.remove();
    rmSync(tmp, { recursive: true, force: true });
    writeFileSync(join(output.aside, RUN_MARK), `${JSON.stringify(places.describeRun(pipeline.kernel), null, 2)}\n`);
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

/** Lets a signal that came in meanwhile be heard, and obeys it. */
async function takeSignals(run: RunContext): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  checkInterrupted(run);
}

function writeAll(folder: string, ingested: Ingested, findings: Findings, run: RunContext): Summary {
  const { entries } = ingested.catalog;
  writeRecords(folder, { entries, records: ingested.records }, findings);
  writeArticles(folder, entries);
  writePairs(folder, findings);
  writeClusters(folder, findings);
  writeRepeats(folder, ingested);
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
    paragraphs: ingested.paragraphs,
    search: findings.matches.counts,
  });
  writeSummary(folder, summary, findings);
  return summary;
}

/** @throws {UsageError} where a run found no usable article. */
export function expectArticles({ records }: Summary): void {
  if (records.articles > 0) return;
  throw new UsageError(
    `nothing usable: ${records.read} records read, ${records.rejected} rejected (see rejected.jsonl)`,
  );
}
