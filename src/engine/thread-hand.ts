import { type ResourceLimits, Worker } from "node:worker_threads";
import { UsageError } from "../errors.js";
import type { PairBatch, VerifiedPairs } from "../match/verify.js";
import type { Piece } from "../read/pieces.js";
import type { ShelfIndex } from "./disk-shelf.js";
import type { Hand, HandSetting } from "./hand.js";
import type { Gist, PieceNames, PieceResult, SealedSpools } from "./piece.js";
import { type HandAnswer, type HandCall, unpackFault } from "./thread-messages.js";

/** A hand in a thread of its own. */
export interface ThreadHand extends Hand {
  /** Ends the thread, whatever it does. */
  end(): Promise<void>;
}

/**
 * Begins a thread. What goes wrong in it, its sudden end included, is thrown by the call under way or the next one.
 * @param heapBytes to which its heap may grow; default: what the engine allows.
 */
export function createThreadHand(setting: HandSetting, heapBytes?: number): ThreadHand {
  const resourceLimits = heapBytes === undefined ? {} : limitsOf(heapBytes);
  const worker = new Worker(new URL("./thread.js", import.meta.url), { workerData: setting, resourceLimits });
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
  const call = <Value>(message: HandCall): Promise<Value> =>
    new Promise((resolve, reject) => {
      if (failure !== undefined) return reject(failure);
      waiting = { resolve: resolve as (value: unknown) => void, reject };
      worker.postMessage(message);
    });
  return {
    gist: (argument: Piece) => call<Gist>({ name: "gist", argument }),
    prepare: (argument: PieceNames) => call<PieceResult>({ name: "prepare", argument }),
    seal: () => call<SealedSpools>({ name: "seal" }),
    openShelf: (argument: ShelfIndex) => call<void>({ name: "openShelf", argument }),
    verify: (argument: PairBatch) => call<VerifiedPairs>({ name: "verify", argument }),
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
