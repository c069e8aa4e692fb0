import { join } from "node:path";
import type { Verification } from "../match/find-pairs.js";
import type { PairStores } from "../match/pair-table.js";
import type { Findings, Pipeline } from "../pipeline.js";
import { ColumnBudget, columnRoom, PAIR_BYTES } from "./column-budget.js";
import { type CrewSetting, createCrew } from "./crew.js";
import { createFileLogs } from "./file-log.js";
import type { Crew } from "./hand.js";
import { type Ingested, type IngestSinks, ingest } from "./ingest.js";
import { learningExtras, learningOptions } from "./learning.js";
import { listWith } from "./list-with.js";
import { type MemoryPlan, planMemory } from "./memory-plan.js";
import { createPassageSpool, type PassageSpool } from "./passage-spool.js";
import { rankRowsIn } from "./rank-spool.js";
import { type RunContext, takeSignals } from "./run.js";
import { planWork, type Source } from "./source.js";
import { emptySpools } from "./spool.js";
import { verifyWith } from "./verify-with.js";

/** What both passes over a source leave behind. */
export interface FoundCopies {
  readonly ingested: Ingested;
  /** Entries, pairs and passages are read from files in the folder of the spools: to be let go of by `close`. */
  readonly findings: Findings;
  /** What made the fingerprints, as `Pipeline` says it. */
  readonly kernel: string;
  /** How the run stays within its memory. */
  readonly memory: MemoryPlan;
  /** What its columns took of it. */
  readonly budget: ColumnBudget;
  close(): void;
}

/** Where the rows go that are finished in the first pass, and who is told when it is over. */
export interface FindSinks extends IngestSinks {
  /** Called between the passes: what it begins runs beside the second. */
  ingested?(ingested: Ingested, memory: MemoryPlan, budget: ColumnBudget): void;
}

/** Where finished rows go that the caller does not want. */
export const NO_SINKS: IngestSinks = { articles() {}, rejects() {} };

/**
 * Runs the stages over a source with as many threads as it is worth: all articles are read, cleaned and fingerprinted,
 * then candidates are found here and verified by all. No thread is left when the promise settles.
 * @param setting `folder`: for spools, which stay there.
 */
export async function findCopies(
  source: Source,
  setting: Omit<CrewSetting, "readOptions">,
  sinks: FindSinks,
  run: RunContext,
): Promise<FoundCopies> {
  const { workers, readOptions, ...work } = await planWork(source, run);
  const memory = planMemory(run.memory, workers, run.boundsHeaps);
  const budget = new ColumnBudget(columnRoom(memory, run.memory));
  const crew = await createCrew(memory, { ...setting, readOptions }, run);
  const logs = createFileLogs(setting.folder);
  let passages: PassageSpool | undefined;
  const close = (): void => {
    logs.close();
    passages?.close();
  };
  try {
    passages = createPassageSpool(join(setting.folder, "passages.spool"));
    const pipeline = loadPipeline(setting, run);
    pipeline.catch(() => {});
    const ingested = await ingest({ ...work, budget, makeLog: logs.make }, crew, sinks, run);
    await takeSignals(run);
    sinks.ingested?.(ingested, memory, budget);
    return {
      ingested,
      memory,
      budget,
      ...(await match(
        ingested,
        crew,
        await pipeline,
        { folder: setting.folder, budget, passages, makeLog: logs.make },
        run,
      )),
      close,
    };
  } catch (error) {
    close();
    throw error;
  } finally {
    await crew.dismiss();
  }
}

/** The stages for this thread; they are loaded while the crew already reads. */
async function loadPipeline({ kind }: Pick<CrewSetting, "kind">, run: RunContext): Promise<Pipeline> {
  const { createPipeline } = await import("../pipeline.js");
  return kind === "learn"
    ? createPipeline(learningOptions(run.options), learningExtras(run))
    : createPipeline(run.options, run);
}

async function match(
  { catalog, keys, spools }: Ingested,
  { hands }: Crew,
  { find, kernel }: Pipeline,
  { folder, budget, ...stores }: Pick<CrewSetting, "folder"> & Required<PairStores> & { readonly budget: ColumnBudget },
  run: RunContext,
): Promise<Pick<FoundCopies, "findings" | "kernel">> {
  await Promise.all(hands.map((hand) => hand.openShelf(spools)));
  const { length: articles } = catalog.entries;
  const onProgress = (share: number): void => run.onProgress?.({ stage: "match", articles, bytes: 0, share });
  onProgress(0);
  const checkPairs = (pairs: number): void => budget.grow("pairs", pairs, pairs * PAIR_BYTES);
  const lists: string[] = [];
  const onFile = (path: string): void => void lists.push(path);
  const listKeys: Verification["listKeys"] = (setting) => listWith(hands, keys, setting, onFile, run);
  const places = { ...stores, listKeys, makeRows: rankRowsIn(folder, onFile), checkPairs };
  const findings = await find(catalog, verifyWith(hands, run, places, onProgress));
  emptySpools(lists);
  return { findings, kernel };
}
