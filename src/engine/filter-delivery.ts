import type { Decision } from "../model/decision.js";
import type { Relation } from "../model/pair.js";
import type { ArticleReading } from "../model/reading.js";
import type { Templates } from "../model/templates.js";
import { rejectRow } from "../read/reject.js";
import type { RecordWords } from "./field.js";
import type { RecordMark } from "./filter-checkpoint.js";
import { type FilterCounts, NO_COUNTS } from "./filter-counts.js";
import { decidedRecord, repeatedRecord } from "./filter-record.js";
import { createReplays } from "./filter-replays.js";
import type { RowTarget } from "./filter-rows.js";
import {
  CHECKPOINT_MS,
  CHECKPOINT_RECORDS,
  type FilterIndex,
  type FilterOutputs,
  type FilterProgress,
  type FilterSettings,
  type Taken,
} from "./filter-settings.js";

/** The writing end of a filter. */
export interface Delivery {
  /**
   * Saves where it begins, unless it goes on from a killed run: of a run that dies before its first checkpoint, the index
   * may hold articles already.
   */
  begin(): Promise<void>;
  /** Writes a record out once its answer is durable; a checkpoint where one is due. */
  deliver(taken: Taken): Promise<void>;
  /** Hands everything over and saves how far it came. */
  finish(): Promise<void>;
  counts(): FilterCounts;
}

/** Counts while they grow. */
interface Tally {
  read: number;
  new: number;
  superseding: number;
  readonly duplicates: Map<Relation, number>;
  rejected: number;
}

/** Writes records in the order in which they are delivered. */
export function createDelivery(index: FilterIndex, outputs: FilterOutputs, settings: FilterSettings): Delivery {
  const { resumed, flush, learner } = settings;
  const tally = tallyOf(resumed?.counts ?? NO_COUNTS);
  const saver = createSaver(outputs, settings);
  const unfinished = resumed?.ended === true ? undefined : resumed;
  const isReplay = createReplays(unfinished, index.sequence);
  let sequence = unfinished?.sequence ?? index.sequence;
  let last: RecordMark | undefined = resumed?.last;

  const wordsOf = wordsWith(settings);

  const decide = (reading: ArticleReading, decision: Decision, run: RecordWords): Promise<void> | undefined => {
    // A late article is not taken: its number goes to the next one.
    if (decision.late !== true) sequence = Math.max(sequence, decision.sequence + 1);
    if (decision.kind === "new" && (!decision.known || isReplay(decision, tally.read))) {
      tally.new++;
      if (decision.supersedes.length > 0) tally.superseding++;
      return put(outputs.articles, decidedRecord(reading, decision, run), flush);
    }
    const relation = decision.kind === "new" ? "exact" : decision.relation;
    tally.duplicates.set(relation, (tally.duplicates.get(relation) ?? 0) + 1);
    if (outputs.duplicates === undefined) return undefined;
    const row =
      decision.kind === "new" ? repeatedRecord(reading, decision, run) : decidedRecord(reading, decision, run);
    return put(outputs.duplicates, row, flush);
  };
  const progress = () => ({ read: tally.read, ...(last && { last }), sequence, counts: countsOf(tally) });
  return {
    async begin() {
      if (unfinished === undefined) await saver.save(progress());
    },
    async deliver(taken) {
      if (taken.kind === "article") {
        const { reading } = taken;
        const decision = await taken.decision;
        const isReady = decide(reading, decision, wordsOf(taken.templates));
        if (isReady !== undefined) await isReady;
        if (learner !== undefined) await learner.learn({ reading, decision });
      } else {
        tally.rejected++;
        await put(outputs.rejects, `${rejectRow(taken.reject)}\n`, flush);
        await learner?.learn();
      }
      tally.read++;
      last = taken.mark;
      if (saver.isDue()) await saver.save(progress());
    },
    async finish() {
      for (const target of targetsOf(outputs)) await target.flush();
      await learner?.finish({ interrupted: settings.signal?.aborted === true });
      // An interrupted run that went on from a killed one may still have to meet what that one took.
      await saver.save({ ...progress(), ...(sequence >= index.sequence && { ended: true }) });
    },
    counts: () => countsOf(tally),
  };
}

/** Paces checkpoints, and makes one after what it tells of. */
function createSaver(outputs: FilterOutputs, { save, clock, learner }: FilterSettings) {
  let records = 0;
  let savedAt = clock();
  return {
    isDue: () => ++records >= CHECKPOINT_RECORDS || clock() - savedAt >= CHECKPOINT_MS,
    async save(progress: Omit<FilterProgress, "outputs" | "learn">): Promise<void> {
      records = 0;
      savedAt = clock();
      if (save === undefined) return learner?.saved();
      for (const target of targetsOf(outputs)) await target.sync();
      await learner?.sync();
      const positions = Object.entries(outputs).map(([name, { position }]) => [name, position]);
      save({ ...progress, outputs: Object.fromEntries(positions), ...(learner && { learn: learner.mark }) });
      learner?.saved();
    },
  };
}

/** What records say of the run, with the templates they were cleaned with. */
function wordsWith(settings: FilterSettings): (templates: Templates | undefined) => RecordWords {
  const { templates: _given, ...others } = settings;
  let words: RecordWords = settings;
  return (templates) => {
    if (templates !== words.templates) words = { ...others, ...(templates && { templates }) };
    return words;
  };
}

/** @returns what is to be waited for, if anything is. */
function put(target: RowTarget | undefined, rows: Uint8Array | string, flush: boolean): Promise<void> | undefined {
  const isReady = target?.write(rows);
  return flush ? flushBehind(isReady, target) : isReady;
}

async function flushBehind(written: Promise<void> | undefined, target: RowTarget | undefined): Promise<void> {
  await written;
  await target?.flush();
}

const targetsOf = (outputs: FilterOutputs): RowTarget[] => Object.values(outputs);

function tallyOf({ duplicates, ...counts }: FilterCounts): Tally {
  return { ...counts, duplicates: new Map(Object.entries(duplicates) as [Relation, number][]) };
}

function countsOf({ duplicates, ...counts }: Tally): FilterCounts {
  return { ...counts, duplicates: Object.fromEntries(duplicates) };
}
