import type { Judgement } from "../model/decision.js";
import type { Reject } from "../model/reading.js";
import type { ArticleIndex } from "./index-contract.js";
import type { PreparedArticle, Preparer } from "./index-prepare.js";
import type { Turns } from "./index-turns.js";
import type { PrepareCrew } from "./prepare-crew.js";
import { type PreparedRecord, packRecords, type ReadRecord, type RecordBatch, unpackRecords } from "./record-packet.js";

/** What became of a record. */
export type TakenRecord =
  | { readonly kind: "decided"; readonly judgement: Judgement; readonly record: Omit<PreparedRecord, "prepared"> }
  | { readonly kind: "reject"; readonly reject: Reject }
  /** Nothing can be said of it. */
  | { readonly kind: "failed"; readonly error: unknown };

/** An index that also takes records as they are written. */
export interface RecordIndex extends ArticleIndex {
  /** As `checkAndAdd` of the articles in a batch, in their order; resolves when all that they rest on is durable. */
  takeRecords(batch: RecordBatch): Promise<readonly TakenRecord[]>;
}

/** What was decided at once, and what is to be waited for. */
export interface Decided {
  readonly judgement: () => Judgement;
  readonly durable: Promise<void>;
}

/** What records are taken with. */
export interface RecordTaking {
  /** Absent where records are prepared when they are taken. */
  readonly crew: PrepareCrew | undefined;
  readonly turns: Turns;
  /** @throws where nothing can be written. */
  readonly writer: () => unknown;
  readonly decide: (prepared: PreparedArticle) => Decided;
  /** The one in use. */
  readonly preparer: () => Preparer;
}

/** Takes batches of records, each in its turn. */
export function createRecordTaker(taking: RecordTaking): RecordIndex["takeRecords"] {
  const { crew, turns, decide } = taking;
  return async (batch) => {
    taking.writer();
    const preparer = taking.preparer();
    const takings =
      crew === undefined
        ? begunWith(unpackRecords(packRecords(batch, preparer), batch, preparer), decide)
        : await turns.next(crew.prepareRecords(batch), (records) => begunWith(records, decide));
    return Promise.all(takings);
  };
}

/** Decides records in their order; a fault of one is told in its place. */
function begunWith(
  records: Iterable<ReadRecord>,
  decide: (prepared: PreparedArticle) => Decided,
): (TakenRecord | Promise<TakenRecord>)[] {
  return Array.from(records, (record) => {
    if (record.kind === "reject") return record;
    if (record.kind === "fault") return { kind: "failed", error: record.error };
    try {
      // What was prepared is let go of here, not when the record is written.
      const { kind, row, reading, prepared } = record;
      return whenDurable({ kind, row, reading }, decide(prepared));
    } catch (error) {
      return { kind: "failed", error };
    }
  });
}

async function whenDurable(
  record: Omit<PreparedRecord, "prepared">,
  { judgement, durable }: Decided,
): Promise<TakenRecord> {
  try {
    await durable;
    return { kind: "decided", judgement: judgement(), record };
  } catch (error) {
    return { kind: "failed", error };
  }
}
