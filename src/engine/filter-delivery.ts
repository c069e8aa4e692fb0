import type { Judgement } from "../model/decision.js";
import type { Relation } from "../model/pair.js";
import type { ArticleReading, Reject } from "../model/reading.js";
import type { Templates } from "../model/templates.js";
import { rejectRow } from "../read/reject.js";
import type { RecordWords } from "./field.js";
import { markOf, type RecordMark } from "./filter-checkpoint.js";
import { type FilterCounts, NO_COUNTS } from "./filter-counts.js";
import { decidedRecord, type RowWriter, readingRow, repeatedRecord } from "./filter-record.js";
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
import type { TakenRecord } from "./index-records.js";
import { decidedRow } from "./record-row.js";

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
  let lastOf: () => RecordMark | undefined = () => resumed?.last;

  const wordsOf = wordsWith(settings);

  const decide = (decision: Judgement, write: RowWriter): Promise<void> | undefined => {
    // A late article is not taken: its number goes to the next one.
    if (decision.late !== true) sequence = Math.max(sequence, decision.sequence + 1);
    if (decision.kind === "new" && (!decision.known || isReplay(decision, tally.read))) {
      tally.new++;
      if (decision.supersedes.length > 0) tally.superseding++;
      return put(outputs.articles, decidedRecord(decision, write), flush);
    }
    const relation = decision.kind === "new" ? "exact" : decision.relation;
    tally.duplicates.set(relation, (tally.duplicates.get(relation) ?? 0) + 1);
    if (outputs.duplicates === undefined) return undefined;
    const row = decision.kind === "new" ? repeatedRecord(decision, write) : decidedRecord(decision, write);
    return put(outputs.duplicates, row, flush);
  };
  const progress = () => {
    const last = lastOf();
    return { read: tally.read, ...(last && { last }), sequence, counts: countsOf(tally) };
  };
  const deliverArticle = async (decision: Judgement, write: RowWriter, reading: () => ArticleReading) => {
    const isReady = decide(decision, write);
    if (isReady !== undefined) await isReady;
    if (learner !== undefined) await learner.learn({ article: () => reading().article, decision });
    await passed(() => markOf(reading()));
  };
  const deliverReject = async (reject: Reject): Promise<void> => {
    tally.rejected++;
    await put(outputs.rejects, `${rejectRow(reject)}\n`, flush);
    await learner?.learn();
    await passed(() => markOf({ kind: "reject", reject }));
  };
  const passed = (mark: () => RecordMark): Promise<void> | undefined => {
    tally.read++;
    lastOf = mark;
    return saver.isDue() ? saver.save(progress()) : undefined;
  };
  const deliverRecord = (taken: TakenRecord): Promise<void> => {
    if (taken.kind === "failed") throw taken.error;
    if (taken.kind === "reject") return deliverReject(taken.reject);
    const { judgement, record } = taken;
    return deliverArticle(judgement, (id, rest) => decidedRow(record.row, id, rest), record.reading);
  };
  return {
    async begin() {
      if (unfinished === undefined) await saver.save(progress());
    },
    async deliver(taken) {
      if (taken.kind === "records") {
        for (const one of await taken.taken) await deliverRecord(one);
        return;
      }
      if (taken.kind === "reject") return deliverReject(taken.reject);
      const { reading } = taken;
      const { cleaned, ...decision } = await taken.decision;
      const write = readingRow(reading, cleaned, wordsOf(taken.templates));
      await deliverArticle(decision, write, () => reading);
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
