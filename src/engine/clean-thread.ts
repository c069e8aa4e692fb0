import { workerData } from "node:worker_threads";
import { answerCalls } from "./answer-calls.js";
import { bytesOwnedBy, type CleanedPiece, type CleanSetting, createCleanHand } from "./clean-hand.js";
import type { CleanCall } from "./thread-messages.js";

/** A worker thread that cleans. Begun by `createCleanThread` only. */
const made = begin(workerData as CleanSetting);
made.catch(() => {});
answerCalls(
  async (call: CleanCall): Promise<unknown> => {
    const hand = await made;
    return call.name === "gist" ? hand.gist(call.argument) : hand.prepare(call.argument);
  },
  (call, value) => (call.name === "gist" ? [] : bytesOwnedBy(value as CleanedPiece)),
);

/** A promise, so that what goes wrong here is answered by its class. */
async function begin(setting: CleanSetting) {
  return createCleanHand(setting, () => undefined);
}
