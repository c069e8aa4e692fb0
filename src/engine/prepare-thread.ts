import { parentPort, workerData } from "node:worker_threads";
import { createPreparer } from "./index-prepare.js";
import type { PrepareCall, PrepareSetting } from "./prepare-hand.js";
import { packPrepared } from "./prepared-packet.js";
import { packFault } from "./thread-messages.js";

/** A worker thread that cleans and fingerprints. Begun by `createPrepareHand` only; answers calls in their order. */
const port = parentPort;
if (port === null) throw new Error("expected to run as a worker thread");
const { options, extras } = workerData as PrepareSetting;
let preparer = createPreparer(options, extras);
preparer.catch(() => {});

port.on("message", async (call: PrepareCall) => {
  if (call.name === "use") {
    preparer = createPreparer(options, call.extras);
    preparer.catch(() => {});
    return;
  }
  const asked = preparer;
  try {
    const packet = packPrepared(call.articles, (await asked).prepare);
    port.postMessage({ kind: "done", packet }, [packet.words.buffer, packet.texts.buffer]);
  } catch (error) {
    port.postMessage({ kind: "fault", fault: packFault(error) });
  }
});
