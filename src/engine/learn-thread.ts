import { parentPort, workerData } from "node:worker_threads";
import { createLearnCounter, type LearnJob } from "./learn-counter.js";
import type { LearnSetting } from "./learn-hand.js";
import { packFault } from "./thread-messages.js";

/** A worker thread that counts what recurs. Begun by `createLearnHand` only; answers jobs in their order. */
const port = parentPort;
if (port === null) throw new Error("expected to run as a worker thread");
const { options, extras } = workerData as LearnSetting;
const counter = createLearnCounter(options, extras);
counter.catch(() => {});

port.on("message", async (job: LearnJob) => {
  try {
    port.postMessage({ kind: "done", text: (await counter)(job) });
  } catch (error) {
    port.postMessage({ kind: "fault", fault: packFault(error) });
  }
});
