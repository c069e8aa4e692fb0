import { constants, cpSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, UsageError } from "../errors.js";
import { clustersOf } from "../group/clusters.js";
import { addExactCopies } from "../group/group-stars.js";
import { mostAlike } from "../match/most-alike.js";
import { relabel } from "../match/relabel.js";
import type { Pair } from "../model/pair.js";
import type { Summary } from "../model/summary.js";
import { type Options, resolveOptions } from "../options.js";
import type { Findings } from "../pipeline.js";
import { resummarise } from "../report/resummarise.js";
import { ROWS_SHOWN } from "../report/terminal.js";
import { type FinishedRun, readFinishedRun } from "./finished-run.js";
import { INNER_ASIDE, type OutputFolder, openOutputFolder, RUN_MARK } from "./output-folder.js";
import type { Ownership } from "./owner.js";
import { previewThresholds } from "./preview.js";
import { RECORD_TAIL } from "./record-spool.js";
import { createRegrouper } from "./regroup.js";
import { groupFields, writeClusters, writeRecords, writeSummary } from "./results.js";
import { openRunRecords, type RunRecord } from "./run-records.js";
import { writePairs } from "./write-pairs.js";

/** A finished run, grouped again. */
export interface Rethresholded {
  readonly summary: Summary;
  readonly findings: Findings;
  /** The pairs most alike that are no copies. */
  readonly alike: readonly Pair[];
}

/** Files written anew, and what is no file of the run; all others in the folder are carried over. */
const REWRITTEN: ReadonlySet<string> = new Set([
  "kept.jsonl",
  "duplicates.jsonl",
  "pairs.jsonl",
  "clusters.jsonl",
  "summary.json",
  "report.html",
  RUN_MARK,
  INNER_ASIDE,
]);

/** The limits a run is to be grouped under. */
export interface NewLimits {
  /** At least the floor of the run. */
  readonly threshold: number;
  /** At least that of the run, which is the default. */
  readonly containment?: number | undefined;
}

/**
 * Groups a finished run again under another threshold, from its own files: the input is not read. The folder is replaced
 * when the new one is complete. The options of the run hold, the limits apart.
 *
 * Every file then holds the bytes that `dedup --threshold T --floor F` (F the floor of the run) writes over the same
 * input, but for what the search decides: it looks for pairs of the threshold it was made for. So `search` in
 * summary.json stays that of the run; a threshold above the run's keeps partial rows that a new run may not look for;
 * one below it may lack a pair in a hundred of those at the floor (see BAND_RECALL). Below the floor pairs are missing; and a new run
 * may leave out other partial rows as crowded, since copies of one story count once.
 * Templates that were learned for the run stay as they are.
 * @throws {UsageError} for limits that the files of the run cannot answer, and for no share.
 * @throws {InputError} where a file of the run is missing or not as a run writes it.
 */
export function rethreshold(
  folder: string,
  limits: NewLimits,
  describeRun: () => object,
  ownership?: Ownership,
): Rethresholded {
  const run = readFinishedRun(folder);
  const options = optionsAt(run, limits);
  const regrouper = createRegrouper(run.entries, run.pairs, options);
  const pairs = relabel(run.pairs, run.entries, options);
  const stars = addExactCopies(regrouper.at(options), regrouper.copies.firstOf);
  const counts = { ...run.summary.search, exactCopies: run.summary.pairs.exact };
  const findings = {
    matches: { pairs, counts },
    copies: regrouper.copies,
    stars,
    clusters: clustersOf(run.entries, stars),
  };
  const { rows: preview, vanishing } = previewThresholds(run.entries, pairs, options, regrouper.copies);
  const { vanishing: vanishingBefore } = previewThresholds(run.entries, run.pairs, run.options);
  const parts = { options, entries: run.entries, findings, preview, vanishing, vanishingBefore };
  const summary = resummarise(run.summary, parts);
  const output = openOutputFolder(run.folder, { carriesForeign: true, ...(ownership && { ownership }) });
  writeAll(output, run, findings, summary, describeRun);
  return { summary, findings, alike: mostAlike(pairs, ROWS_SHOWN) };
}

function optionsAt(
  { folder, options }: FinishedRun,
  { threshold, containment = options.containment }: NewLimits,
): Options {
  if (threshold < options.floor) {
    throw new UsageError(
      `option --rethreshold: expected at least ${options.floor}, the floor of the run in ${folder}, found ${threshold}: pairs below it are not in its files; run dedup again with --threshold ${threshold}`,
    );
  }
  if (containment < options.containment || (containment > options.containment && !options.passages)) {
    const expected = options.passages ? `at least ${options.containment}` : `${options.containment}`;
    throw new UsageError(
      `option --containment: expected ${expected}, that of the run in ${folder}, found ${containment}: its files cannot say which pairs that gives; run dedup again`,
    );
  }
  return resolveOptions({ ...options, threshold, containment });
}

function writeAll(
  output: OutputFolder,
  run: FinishedRun,
  findings: Findings,
  summary: Summary,
  describeRun: () => object,
): void {
  try {
    carryOver(run.folder, output.aside);
    if (run.summary.leftOut === undefined) rewriteRecords(output.aside, run, findings);
    writePairs(output.aside, run, findings);
    writeClusters(output.aside, findings);
    writeSummary(output.aside, summary, findings);
    writeFileSync(join(output.aside, RUN_MARK), `${JSON.stringify(describeRun(), null, 2)}\n`);
    output.commit();
  } catch (error) {
    output.discard();
    throw error;
  }
}

/** Copies what the threshold does not touch, files of others included: the folder is replaced as a whole. */
function carryOver(folder: string, aside: string): void {
  for (const name of readdirSync(folder)) {
    if (REWRITTEN.has(name)) continue;
    cpSync(join(folder, name), join(aside, name), { recursive: true, mode: constants.COPYFILE_FICLONE });
  }
}

function rewriteRecords(aside: string, run: FinishedRun, { stars }: Findings): void {
  const records = openRunRecords(run);
  const fieldsOf = groupFields(run.entries, run.stars);
  try {
    const heads = { read: (index: number) => headOf(records.next(), fieldsOf(index)) };
    writeRecords(aside, { entries: run.entries, records: heads }, { stars });
    records.finish();
  } finally {
    records.close();
  }
}

/** A record without what grouping wrote into it, which is known to the byte. */
function headOf({ bytes, place }: RunRecord, fields: string): Buffer {
  const end = Buffer.from(fields + RECORD_TAIL.trimEnd());
  const at = bytes.length - end.length;
  if (at >= 0 && bytes.subarray(at).equals(end)) return bytes.subarray(0, at);
  throw new InputError(place, `expected a record that ends in ${JSON.stringify(end.toString())}, found another end`);
}
