import type { Stars } from "../group/stars.js";
import type { Entries } from "../model/catalog.js";
import { groupedStretches, openRecordWriter } from "./grouped-records.js";
import { recordOf } from "./record-spool.js";
import { groupFields } from "./results.js";
import { openSpoolsInOrder, type SpoolIndex } from "./spool.js";
import { createThreadCaller } from "./thread-caller.js";
import { isWorthThread } from "./worth-thread.js";
import type { WriteCall, WriteSetting } from "./write-thread.js";

/** Articles whose records are put away in spools, and what grouping says of them. */
export interface SpooledRecords {
  readonly entries: Entries;
  /** The first so many are not written: an earlier run has them. */
  readonly known: number;
  readonly records: SpoolIndex;
  readonly stars: Stars;
}

/** Records a step in this thread: some milliseconds of work. */
const STEP = 1024;
/** Records a message to a thread: a message costs little, and who sends is busy for tenths of a second. */
const STRETCH = 1 << 16;
/**
 * Writes kept.jsonl and duplicates.jsonl in input order, each record with its place in a cluster: where there may be
 * several threads and there is much to write, in one of its own, so that the caller can do something else.
 * @param workers threads that may work. @param rest called between steps; may throw to end the work.
 * @param threadBytes of records from which a thread is begun.
 */
export async function writeAllRecords(
  folder: string,
  source: SpooledRecords,
  workers: number,
  rest: () => Promise<void>,
  threadBytes?: number,
): Promise<void> {
  if (workers > 1 && isWorthThread(source.records, threadBytes)) return writeInThread(folder, source, rest);
  const spooled = openSpoolsInOrder(source.records);
  try {
    const writer = openRecordWriter(folder, { read: (index) => recordOf(spooled.read(index)) });
    try {
      for (const stretch of stretchesOf(source, STEP)) {
        await rest();
        writer.write(stretch);
      }
    } finally {
      writer.close();
    }
  } finally {
    spooled.close();
  }
}

async function writeInThread(folder: string, source: SpooledRecords, rest: () => Promise<void>): Promise<void> {
  const setting: WriteSetting = { worker: "that writes records", folder, records: source.records };
  const thread = createThreadCaller<WriteCall>(new URL("./write-thread.js", import.meta.url), setting);
  try {
    for (const stretch of stretchesOf(source, STRETCH)) {
      await thread.call<void>({ name: "write", stretch });
      await rest();
    }
    await thread.call<void>({ name: "close" });
  } finally {
    await thread.end();
  }
}

function stretchesOf({ entries, known, stars }: SpooledRecords, length: number) {
  const shape = { known, count: entries.length, length };
  return groupedStretches(shape, (index) => stars.has(index), groupFields(entries, stars));
}
