import { parentPort, type Transferable } from "node:worker_threads";
import { packFault } from "./thread-messages.js";

/**
 * Makes this thread answer calls in the order they come, as `createThreadCaller` asks them.
 * @param ownedBy what of an answer moves to the asker instead of being copied; default nothing.
 * @throws {Error} outside of a worker thread.
 */
export function answerCalls<Call>(
  answer: (call: Call) => Promise<unknown>,
  ownedBy: (call: Call, value: unknown) => readonly Transferable[] = () => [],
): void {
  const port = parentPort;
  if (port === null) throw new Error("expected to run as a worker thread");
  port.on("message", async (call: Call) => {
    try {
      const value = await answer(call);
      port.postMessage({ kind: "done", value }, ownedBy(call, value));
    } catch (error) {
      port.postMessage({ kind: "fault", fault: packFault(error) });
    }
  });
}
