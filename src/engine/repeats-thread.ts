import { workerData } from "node:worker_threads";
import { answerCalls } from "./answer-calls.js";
import { type RepeatsSource, writeRepeatsOf } from "./write-repeats.js";

/** What a thread that writes repeats.jsonl must know. Plain data. */
export interface RepeatsSetting extends RepeatsSource {
  /** What messages call the thread. */
  readonly worker: string;
  /** Where the output goes. */
  readonly folder: string;
}

/** The only call: all at once. */
export interface RepeatsCall {
  readonly name: "write";
}

/** A worker thread that writes repeats.jsonl. Begun by `beginRepeats` only. */
const setting = workerData as RepeatsSetting;
answerCalls(async (_: RepeatsCall) => writeRepeatsOf(setting.folder, setting));
