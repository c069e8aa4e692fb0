import { workerData } from "node:worker_threads";
import { answerCalls } from "./answer-calls.js";
import type { Hand, HandSetting } from "./hand.js";
import { createLocalHand } from "./local-hand.js";
import type { HandCall } from "./thread-messages.js";

/** A worker thread: a hand that answers calls in the order they come. Begun by `createThreadHand` only. */
const hand = createLocalHand(workerData as HandSetting, () => undefined);
hand.catch(() => {});
answerCalls(async (call: HandCall) => answer(await hand, call));

function answer(to: Hand, call: HandCall): Promise<unknown> {
  switch (call.name) {
    case "gist":
      return to.gist(call.argument);
    case "prepare":
      return to.prepare(call.argument);
    case "seal":
      return to.seal();
    case "openShelf":
      return to.openShelf(call.argument);
    case "listKeys":
      return to.listKeys(call.argument);
    case "listedKeys":
      return to.listedKeys(call.argument);
    case "verify":
      return to.verify(call.argument);
    default:
      return call satisfies never;
  }
}
