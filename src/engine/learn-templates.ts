import type { Templates } from "../model/templates.js";
import { expectCleaning } from "../options.js";
import { nameTemplates } from "../read/templates.js";
import { countTemplates, type Gathered } from "./count-templates.js";
import { openShelf, setOf } from "./disk-shelf.js";
import { findCopies, NO_SINKS } from "./find-copies.js";
import type { Ingested } from "./ingest.js";
import { countedAtOnce } from "./memory-plan.js";
import { NO_OWNERSHIP } from "./owner.js";
import { checkInterrupted, type RunContext } from "./run.js";
import type { Source } from "./source.js";
import { openSpools } from "./spool.js";
import { createSpoolFolder } from "./spool-folder.js";

/** What was learned, and from how much. */
export interface Learned {
  readonly templates: Templates;
  readonly articles: number;
  readonly rejected: number;
}

/**
 * Learns what recurs: finds near-duplicate clusters as `dedup` does, then counts lines and shingles over clusters, so
 * that a story many outlets print never becomes a template. Any order of the same articles, and any number of workers,
 * gives the same templates.
 * @param tmp folder for the spools that last as long as the call.
 * @throws {UsageError} where nothing is cleaned.
 */
export async function learnTemplates(source: Source, tmp: string, run: RunContext): Promise<Learned> {
  expectCleaning(run.options, "templates to be learned");
  const spoolFolder = createSpoolFolder(tmp, run.ownership ?? NO_OWNERSHIP);
  try {
    const setting = { kind: "learn", folder: spoolFolder.path } as const;
    const { ingested, findings, memory, close } = await findCopies(source, setting, NO_SINKS, learning(run));
    try {
      const { stars } = findings;
      const clusterOf = new Uint32Array(ingested.catalog.entries.length).map((_, index) => stars.canonicalOf(index));
      return learnFrom(ingested, { clusterOf, countedAtOnce: countedAtOnce(memory) }, run);
    } finally {
      close();
    }
  } finally {
    spoolFolder.remove();
  }
}

/** The progress of learning goes by its own name; records of equal id are no fault; no templates are in use yet. */
function learning({ templates: _none, ...run }: RunContext): RunContext {
  const { onProgress } = run;
  if (onProgress === undefined) return { ...run, strict: false };
  return { ...run, strict: false, onProgress: (progress) => onProgress({ ...progress, stage: "learn" }) };
}

function learnFrom(
  { catalog, spools, regimeOf, rejected }: Ingested,
  counting: Pick<Gathered, "clusterOf" | "countedAtOnce">,
  run: RunContext,
): Learned {
  const shelf = openShelf(spools);
  const sets = openSpools(spools.counted);
  const counted = (index: number) => setOf(sets.read(index));
  const { entries, idRanks } = catalog;
  const { shingle, analyzer } = run.options;
  const gathered = { entries, idRanks, shelf, counted, regimeOf, ...counting };
  try {
    const found = countTemplates(gathered, shingle, () => checkInterrupted(run));
    const learned = { articles: entries.length, clusters: found.clusters, ruleset: run.ruleset, shingle, analyzer };
    const templates = nameTemplates({ learned, sources: found.sources, global: found.global });
    return { templates, articles: entries.length, rejected };
  } finally {
    shelf.close();
    sets.close();
  }
}
