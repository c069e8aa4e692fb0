import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.js";
import { mostAlike } from "../match/most-alike.js";
import type { Cluster } from "../model/cluster.js";
import type { Pair } from "../model/pair.js";
import type { Summary } from "../model/summary.js";
import type { Findings } from "../pipeline.js";
import { templatesText } from "../read/templates.js";
import { summarise } from "../report/summary.js";
import { ROWS_SHOWN } from "../report/terminal.js";
import { ARTICLE_ROWS } from "./article-rows.js";
import { beginRepeats, type RepeatsWriting } from "./begin-repeats.js";
import type { ColumnBudget } from "./column-budget.js";
import type { CrewSetting } from "./crew.js";
import { explainFullDisk } from "./disk-full.js";
import { type FindSinks, type FoundCopies, findCopies } from "./find-copies.js";
import type { Ingested } from "./ingest.js";
import { type MemoryPlan, threadBeside } from "./memory-plan.js";
import { openSink } from "./output.js";
import { openOutputFolder, RUN_MARK } from "./output-folder.js";
import { NO_OWNERSHIP } from "./owner.js";
import { sourceNumbers } from "./paragraph-columns.js";
import { previewThresholds } from "./preview.js";
import { writeClusters, writeSummary } from "./results.js";
import { type Progress, type RunContext, takeSignals, untilInterrupted } from "./run.js";
import { RECORD_FILES } from "./run-records.js";
import type { Source } from "./source.js";
import { emptySpools } from "./spool.js";
import { createSpoolFolder, type SpoolFolder } from "./spool-folder.js";
import { writePairs } from "./write-pairs.js";
import { writeAllRecords } from "./write-records.js";

/** A finished run. */
export interface DedupResult {
  readonly summary: Summary;
  /** The clusters of most members, the largest first, as many as are shown. */
  readonly largest: readonly Cluster[];
  /** The pairs most alike that are no copies. */
  readonly alike: readonly Pair[];
}

/** Where a run writes. */
export interface DedupPlaces {
  readonly folder: string;
  /** Where spools lie while the run lasts; default beside the output. */
  readonly tmp?: string;
  /** What run.json says: times and machine, which only the caller knows, and what made the fingerprints. */
  readonly describeRun: (kernel: string) => object;
  /** Whether RECORD_FILES are written. Default true. */
  readonly records?: boolean;
  /** Whether the run's templates are written as templates.json; they were learned for it. */
  readonly savesTemplates?: boolean;
}

/**
 * The main job: cleans, fingerprints, matches and groups all articles of a source, and writes every output into a folder
 * that appears complete or not at all. The bytes do not depend on the number of workers.
 * @throws {UsageError} where the folder holds foreign files, or a finished run that would give way to one without articles.
 */
export async function dedup(source: Source, places: DedupPlaces, run: RunContext): Promise<DedupResult> {
  const { ownership = NO_OWNERSHIP } = run;
  const hasRecords = places.records !== false;
  const output = openOutputFolder(places.folder, { ownership });
  let spools: SpoolFolder | undefined;
  let found: FoundCopies | undefined;
  let repeats: RepeatsWriting | undefined;
  let bytesRead = 0;
  const onProgress = (progress: Progress): void => {
    if (progress.stage === "clean") bytesRead = progress.bytes;
    run.onProgress?.(progress);
  };
  const ingestedAll = (ingested: Ingested, memory: MemoryPlan, budget: ColumnBudget): void => {
    if (!hasRecords) return;
    // A thread more than planned: where memory is short, only when the others are gone.
    const { bytes } = threadBeside(memory);
    if (!budget.sparesThread(bytes)) return;
    repeats = repeatsOf(output.aside, ingested, memory, budget);
    if (repeats.inThread) budget.takeThread(bytes);
  };
  try {
    spools = createSpoolFolder(places.tmp ?? output.aside, ownership);
    const setting = { kind: hasRecords ? "dedup" : "match", folder: spools.path } as const;
    found = await readAll(source, output.aside, setting, ingestedAll, { ...run, onProgress });
    const { ingested, findings, kernel, memory, budget } = found;
    emptySpools(ingested.forMatching);
    await takeSignals(run);
    const { entries } = ingested.catalog;
    run.onProgress?.({ stage: "write", articles: entries.length, bytes: 0 });
    if (hasRecords) repeats ??= repeatsOf(output.aside, ingested, memory, budget);
    const summary = await writeAll(output.aside, ingested, findings, { workers: memory.workers, repeats }, run);
    await repeats?.end();
    const alike = mostAlike(findings.matches.pairs, ROWS_SHOWN);
    const largest = findings.clusters.largest(ROWS_SHOWN);
    found.close();
    found = undefined;
    spools.remove();
    writeFileSync(join(output.aside, RUN_MARK), `${JSON.stringify(places.describeRun(kernel), null, 2)}\n`);
    if (places.savesTemplates === true && run.templates !== undefined) {
      writeFileSync(join(output.aside, "templates.json"), templatesText(run.templates));
    }
    await takeSignals(run);
    if (output.replaces) expectArticles(summary);
    output.commit();
    return { summary, largest, alike };
  } catch (error) {
    found?.close();
    await repeats?.end();
    const told = explainFullDisk(error, { spools: spools?.path, tmp: places.tmp, results: output.aside }, bytesRead);
    output.discard();
    spools?.remove();
    throw told;
  }
}

function repeatsOf(folder: string, ingested: Ingested, plan: MemoryPlan, { room }: ColumnBudget): RepeatsWriting {
  const { catalog, paragraphs, spools } = ingested;
  const { workers } = plan;
  const { heapBytes } = threadBeside(plan);
  const source = { sources: sourceNumbers(catalog.entries), paragraphs, spools, room };
  return beginRepeats(folder, source, { workers, ...(heapBytes !== undefined && { heapBytes }) });
}

/** Both passes; writes articles.jsonl and rejected.jsonl. */
async function readAll(
  source: Source,
  folder: string,
  setting: Pick<CrewSetting, "kind" | "folder">,
  ingested: Required<FindSinks>["ingested"],
  run: RunContext,
): Promise<FoundCopies> {
  const articles = openSink(join(folder, ARTICLE_ROWS));
  const rejects = openSink(join(folder, "rejected.jsonl"));
  try {
    const sinks = { articles: articles.write, rejects: rejects.write, ingested };
    return await findCopies(source, setting, sinks, run);
  } finally {
    articles.close();
    rejects.close();
  }
}

/** What writing is done with. */
interface Writing {
  readonly workers: number;
  /** Absent where records are left out, and paragraphs with them. */
  readonly repeats: RepeatsWriting | undefined;
}

/** Writes all that needs the findings; a signal is heard between two files and, in the largest, between records. */
async function writeAll(
  folder: string,
  ingested: Ingested,
  findings: Findings,
  { workers, repeats }: Writing,
  run: RunContext,
): Promise<Summary> {
  const { entries, known = 0 } = ingested.catalog;
  if (repeats === undefined) return writeFindings(folder, ingested, findings, undefined, run);
  const { stars } = findings;
  const source = { entries, known, stars, records: ingested.spools.records };
  const written = writeAllRecords(folder, source, workers, () => takeSignals(run));
  // Told of when it is awaited, below.
  written.catch(() => {});
  try {
    if (workers === 1) await written;
    return await writeFindings(folder, ingested, findings, repeats, run);
  } finally {
    // Nobody may write any more when the folder is put in place, or goes.
    await written;
  }
}

/** Writes all but the records. */
async function writeFindings(
  folder: string,
  ingested: Ingested,
  findings: Findings,
  repeats: RepeatsWriting | undefined,
  run: RunContext,
): Promise<Summary> {
  const { entries, known = 0 } = ingested.catalog;
  await takeSignals(run);
  writePairs(folder, ingested.catalog, findings);
  await takeSignals(run);
  writeClusters(folder, findings);
  await takeSignals(run);
  const preview =
    known > 0 ? NO_PREVIEW : previewThresholds(entries, findings.matches.pairs, run.options, findings.copies);
  await takeSignals(run);
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
    preview,
    isDuplicate: (index) => findings.stars.has(index),
    ...(repeats === undefined ? { leftOut: RECORD_FILES } : { repeats: await untilInterrupted(repeats.finish(), run) }),
    search: findings.matches.counts,
  });
  writeSummary(folder, summary, findings);
  return summary;
}

/** Against an earlier run: what that run would have kept at other thresholds is not known. */
const NO_PREVIEW = { rows: [], vanishing: [] };

/** @throws {UsageError} where a run found no usable article. */
export function expectArticles({ records }: Summary): void {
  if (records.articles > 0) return;
  throw new UsageError(
    `nothing usable: ${records.read} records read, ${records.rejected} rejected (see rejected.jsonl)`,
  );
}
