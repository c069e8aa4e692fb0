import { workerData } from "node:worker_threads";
import { answerCalls } from "./answer-calls.js";
import { type GroupedStretch, openRecordWriter } from "./grouped-records.js";
import { recordOf } from "./record-spool.js";
import { openSpoolsInOrder, type SpoolIndex } from "./spool.js";

/** What a thread that writes records must know. Plain data. */
export interface WriteSetting {
  /** What messages call the thread. */
  readonly worker: string;
  /** Where the outputs go. */
  readonly folder: string;
  readonly records: SpoolIndex;
}

/** A call as it travels to the thread. */
export type WriteCall = { readonly name: "write"; readonly stretch: GroupedStretch } | { readonly name: "close" };

/** A worker thread that writes kept.jsonl and duplicates.jsonl. Begun by `writeAllRecords` only. */
const opened = open(workerData as WriteSetting);
opened.catch(() => {});

answerCalls(async (call: WriteCall) => {
  const { spooled, writer } = await opened;
  if (call.name === "write") return writer.write(call.stretch);
  spooled.close();
  return writer.close();
});

/** A promise, so that what goes wrong here is answered by its class. */
async function open({ folder, records }: WriteSetting) {
  const spooled = openSpoolsInOrder(records);
  return { spooled, writer: openRecordWriter(folder, { read: (index) => recordOf(spooled.read(index)) }) };
}
