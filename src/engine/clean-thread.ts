import { workerData } from "node:worker_threads";
import { answerCalls } from "./answer-calls.js";
import { bytesOwnedBy, type CleanedPiece, type CleanSetting, createCleanHand } from "./clean-hand.js";
import type { CleanCall } from "./thread-messages.js";

/** A worker thread that cleans. Begun by `createCleanThread` only. */
const hand = createCleanHand(workerData as CleanSetting, () => undefined);
answerCalls(
  (call: CleanCall): Promise<unknown> =>
    call.name === "gist" ? hand.gist(call.argument) : hand.prepare(call.argument),
  (call, value) => (call.name === "gist" ? [] : bytesOwnedBy(value as CleanedPiece)),
);
