import { openShelf } from "../disk-shelf.js";
import { findCopies, NO_SINKS } from "../find-copies.js";
import { NO_OWNERSHIP } from "../owner.js";
import { checkInterrupted, type RunContext } from "../run.js";
import type { Source } from "../source.js";
import { createSpoolFolder } from "../spool-folder.js";
import { compareLabels } from "./agreement.js";
import { type Confusion, type Scores, scoresOf } from "./confusion.js";
import { type Disagreement, worstDisagreements } from "./disagreements.js";
import { createInspector } from "./inspect.js";
import type { Labels } from "./labels.js";
import { type ResolvedLabels, resolveLabels, type UnknownId } from "./resolve-labels.js";
import { SWEEP_LEAST, type Sweep, sweepLimits } from "./sweep.js";

/** How well a run agrees with labels. */
export interface Evaluation {
  readonly articles: number;
  readonly rejected: number;
  readonly labels: {
    readonly kind: Labels["kind"];
    /** Pairs that say copies, pairs that say no copies, and pairs that say nothing. */
    readonly positive: number;
    readonly negative: number;
    readonly neutral: number;
    /** Rows that name an id that is not among the articles. */
    readonly unknown: number;
  };
  readonly scores: Scores & Confusion;
  /** Over the articles that usable labels name; see `adjustedRandIndex`. */
  readonly adjustedRandIndex: number;
  readonly sweep: Sweep;
  readonly disagreements: readonly Disagreement[];
  readonly unknown: readonly UnknownId[];
}

/** Unknown ids listed; all are counted. */
const UNKNOWN_LISTED = 20;

/**
 * Runs the stages over all articles of a source, in a temporary folder under `tmp` that is gone afterwards, and compares the result
 * with labels as `compareLabels` says. The limits are tried on labelled pairs from SWEEP_LEAST on, on labelled clusters
 * from the floor on, below which the pairs that are no copies are not known.
 * @throws {UsageError} where no label can be used.
 */
export async function evaluate(labels: Labels, source: Source, tmp: string, run: RunContext): Promise<Evaluation> {
  const spoolFolder = createSpoolFolder(tmp, run.ownership ?? NO_OWNERSHIP);
  try {
    const setting = { kind: "match", folder: spoolFolder.path } as const;
    const { ingested, findings, close } = await findCopies(source, setting, NO_SINKS, run);
    checkInterrupted(run);
    const { catalog } = ingested;
    const shelf = openShelf(ingested.spools);
    const inspector = await createInspector(catalog, shelf, findings, run.options);
    const known = resolveLabels(labels, new Map(Array.from(catalog.entries, ({ id }, index) => [id, index])));
    const compared = compareLabels(labels, known, findings, inspector);
    const least = labels.kind === "pairs" ? SWEEP_LEAST : Math.max(SWEEP_LEAST, run.options.floor);
    shelf.close();
    close();
    return {
      articles: catalog.entries.length,
      rejected: ingested.rejected,
      labels: countLabels(labels, known, compared.confusion),
      scores: { ...scoresOf(compared.confusion), ...compared.confusion },
      adjustedRandIndex: compared.randIndex,
      sweep: sweepLimits(compared.inspected, run.options, least),
      disagreements: worstDisagreements(compared.inspected),
      unknown: known.unknown.slice(0, UNKNOWN_LISTED),
    };
  } finally {
    spoolFolder.remove();
  }
}

function countLabels(labels: Labels, known: ResolvedLabels, counts: Confusion): Evaluation["labels"] {
  return {
    kind: labels.kind,
    positive: counts.truePositives + counts.falseNegatives,
    negative: counts.falsePositives + counts.trueNegatives,
    neutral: known.neutral,
    unknown: known.unknown.length,
  };
}
