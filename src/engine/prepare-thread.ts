import { parentPort, workerData } from "node:worker_threads";
import { linesOf } from "../read/line-batch.js";
import { createPreparer, type Preparer } from "./index-prepare.js";
import type { PrepareCall, PrepareSetting } from "./prepare-hand.js";
import { packPrepared } from "./prepared-packet.js";
import { bytesOf, packRecords } from "./record-packet.js";
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
    const { packet, given } = answer(call, await asked);
    port.postMessage({ kind: "done", packet }, given);
  } catch (error) {
    port.postMessage({ kind: "fault", fault: packFault(error) });
  }
});

/** What a call makes, and what of it is handed over. */
function answer(call: Exclude<PrepareCall, { name: "use" }>, using: Preparer) {
  if (call.name === "prepare") {
    const packet = packPrepared(call.articles, using.prepare);
    return { packet, given: [packet.words.buffer, packet.texts.buffer] };
  }
  const packet = packRecords({ ...call.batch, lines: [...linesOf(call.batch.lines)] }, using);
  return { packet, given: bytesOf(packet) };
}
