import { type ResourceLimits, Worker } from "node:worker_threads";
import { UsageError } from "../errors.js";
import { type HandAnswer, unpackFault } from "./thread-messages.js";

/** A thread that answers one call at a time. */
export interface ThreadCaller<Call> {
  /** Rejects with what went wrong in the thread, its sudden end included, during this call or before it. */
  call<Value>(message: Call): Promise<Value>;
  /** Ends the thread, whatever it does. */
  end(): Promise<void>;
}

/**
 * Begins a thread; messages call it by its `worker`.
 * @param heapBytes to which its heap may grow; default: what the engine allows.
 */
export function createThreadCaller<Call>(
  file: URL,
  setting: { readonly worker: number | string },
  heapBytes?: number,
): ThreadCaller<Call> {
  const resourceLimits = heapBytes === undefined ? {} : limitsOf(heapBytes);
  const worker = new Worker(file, { workerData: setting, resourceLimits });
  let waiting: { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void } | undefined;
  let failure: unknown;
  const settle = (answer: HandAnswer): void => {
    const { resolve, reject } = waiting ?? {};
    waiting = undefined;
    if (answer.kind === "done") resolve?.(answer.value);
    else reject?.(unpackFault(answer.fault));
  };
  const fail = (error: unknown): void => {
    failure ??= isOutOfMemory(error) ? outgrown(heapBytes) : error;
    waiting?.reject(failure);
    waiting = undefined;
  };
  worker.on("message", settle);
  worker.on("error", fail);
  worker.on("exit", (code) => fail(new Error(`worker ${setting.worker} ended (exit code ${code})`)));
  return {
    call: <Value>(message: Call) =>
      new Promise<Value>((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        waiting = { resolve: resolve as (value: unknown) => void, reject };
        worker.postMessage(message);
      }),
    async end() {
      await worker.terminate();
    },
  };
}

const MB = 1 << 20;
/** Share of a heap that is for young objects, and its bounds in megabytes: more makes collections rarer. */
const YOUNG_SHARE = 1 / 8;
const LEAST_YOUNG = 12;
const MOST_YOUNG = 48;

function limitsOf(heapBytes: number): ResourceLimits {
  const young = Math.min(MOST_YOUNG, Math.max(LEAST_YOUNG, Math.floor((heapBytes * YOUNG_SHARE) / MB)));
  return { maxOldGenerationSizeMb: Math.floor(heapBytes / MB), maxYoungGenerationSizeMb: young };
}

const isOutOfMemory = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === "ERR_WORKER_OUT_OF_MEMORY";

function outgrown(heapBytes = 0): UsageError {
  const heap = Math.floor(heapBytes / MB);
  return new UsageError(
    `option --memory: expected more, found that a thread outgrew the ${heap}m it leaves to each: give more memory or fewer workers`,
  );
}
