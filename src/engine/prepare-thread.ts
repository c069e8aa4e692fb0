import { parentPort, workerData } from "node:worker_threads";
import { KeyFilter } from "../index/key-filter.js";
import { linesOf } from "../read/line-batch.js";
import { filtersAfter } from "./filter-news.js";
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
/** Filters of the index, of which keys are asked ahead. */
let filters: readonly KeyFilter[] = [];

port.on("message", async (call: PrepareCall) => {
  if (call.name === "use") {
    preparer = createPreparer(options, call.extras);
    preparer.catch(() => {});
    return;
  }
  if (call.name === "filters") {
    filters = filtersAfter(filters, { gone: call.gone, added: call.added.map((words) => new KeyFilter(words)) });
    return;
  }
  const [asked, known] = [preparer, filters];
  try {
    const { packet, given } = answer(call, await asked, known);
    port.postMessage({ kind: "done", packet }, given);
  } catch (error) {
    port.postMessage({ kind: "fault", fault: packFault(error) });
  }
});

/** What a call makes, and what of it is handed over. */
function answer(call: Exclude<PrepareCall, { name: "use" | "filters" }>, using: Preparer, known: readonly KeyFilter[]) {
  if (call.name === "prepare") {
    const packet = packPrepared(call.articles, using.prepare, known);
    return { packet, given: [packet.words.buffer, packet.texts.buffer, packet.picks.buffer] };
  }
  const packet = packRecords({ ...call.batch, lines: [...linesOf(call.batch.lines)] }, using, known);
  return { packet, given: bytesOf(packet) };
}
