import type { Decision } from "../model/decision.js";
import type { ArticleReading, Reject } from "../model/reading.js";
import type { Templates } from "../model/templates.js";
import type { Checkpoint, OutputName } from "./filter-checkpoint.js";
import type { StreamLearner } from "./filter-learner.js";
import type { RowTarget } from "./filter-rows.js";
import type { RecordIndex, TakenRecord } from "./index-records.js";
import type { RunContext } from "./run.js";

/**
 * Articles decided and not yet written: enough to go on preparing and judging while a slow disk makes a few commits
 * durable, few enough to hold.
 */
export const MOST_WAITING = 768;
/** UTF-16 units of their texts, or bytes of their records. */
export const MOST_WAITING_UNITS = 1 << 23;
/** Lines that are given to the index at once, at most. */
export const BATCH_LINES = 32;
/** Articles in the queue from which nothing is added: a batch may fill it, one wait for it, and one be written meanwhile. */
export const MOST_QUEUED = MOST_WAITING - 3 * BATCH_LINES;
/** Bytes of lines from which a batch takes no further one. */
export const BATCH_BYTES = 1 << 19;
/** Records between two checkpoints. */
export const CHECKPOINT_RECORDS = 1000;
/** Milliseconds after which the next record is followed by one, though fewer came. */
export const CHECKPOINT_MS = 1000;

/** What a filter needs of the index. */
export type FilterIndex = Pick<RecordIndex, "checkAndAdd" | "takeRecords" | "sequence">;

/** Where the rows go; what has no target is only counted. */
export type FilterOutputs = Readonly<{ articles: RowTarget } & Partial<Record<OutputName, RowTarget>>>;

/** How far a filter is, for a checkpoint. */
export type FilterProgress = Omit<Checkpoint, "schema" | "command">;

/** How a filter goes. */
export interface FilterSettings extends RunContext {
  /** Hands over every record at once, instead of in blocks. */
  readonly flush: boolean;
  /** Milliseconds from any fixed moment; paces checkpoints. */
  readonly clock: () => number;
  /** Makes a checkpoint durable; absent where none are wanted. */
  readonly save?: (progress: FilterProgress) => void;
  /** Where an earlier run of the same command came to; the readings begin behind it. */
  readonly resumed?: Checkpoint;
  /** Learns templates from the stream; begun, and closed by whoever began it. */
  readonly learner?: StreamLearner;
}

/** What is on its way: a record with its answer where it is an article, or some of them. */
export type Taken =
  | { readonly kind: "reject"; readonly reject: Reject }
  | { readonly kind: "records"; readonly taken: Promise<readonly TakenRecord[]> }
  | {
      readonly kind: "article";
      readonly reading: ArticleReading;
      readonly decision: Promise<Decision>;
      /** Those it was cleaned with. */
      readonly templates: Templates | undefined;
    };
