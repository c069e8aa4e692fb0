import { parentPort, workerData } from "node:worker_threads";
import type { Hand, HandSetting } from "./hand.js";
import { createLocalHand } from "./local-hand.js";
import { type HandCall, packFault } from "./thread-messages.js";

/** A worker thread: a hand that answers calls in the order they come. Begun by `createThreadHand` only. */
const port = parentPort;
if (port === null) throw new Error("expected to run as a worker thread");
const hand = createLocalHand(workerData as HandSetting, () => undefined);
hand.catch(() => {});

port.on("message", async (call: HandCall) => {
  try {
    port.postMessage({ kind: "done", value: await answer(await hand, call) });
  } catch (error) {
    port.postMessage({ kind: "fault", fault: packFault(error) });
  }
});

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
    case "verify":
      return to.verify(call.argument);
    default:
      return call satisfies never;
  }
}
