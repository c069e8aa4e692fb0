import { Worker } from "node:worker_threads";
import type { CleanExtras } from "../clean/extras.js";
import type { Options } from "../options.js";
import { createLearnCounter, type LearnJob } from "./learn-counter.js";
import { type Fault, unpackFault } from "./thread-messages.js";

/** Someone who counts what recurs, while the stream goes on. */
export interface LearnHand {
  /** The text of a templates file. Jobs are done in the order of the calls. */
  count(job: LearnJob): Promise<string>;
  /** Ends it, whatever it does. */
  end(): Promise<void>;
}

/** What a hand must know before it begins. Plain data. */
export interface LearnSetting {
  readonly options: Options;
  /** Templates in use do not count. */
  readonly extras: CleanExtras;
}

type LearnAnswer = { readonly kind: "done"; readonly text: string } | { readonly kind: "fault"; readonly fault: Fault };

/** Megabytes for objects that live a moment: a fifth less memory, and as fast. */
const YOUNG_MB = 16;

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A thread of its own, begun with the first job. What goes wrong in it, its sudden end included, is thrown by all jobs under
 * way and all later ones.
 */
export function createLearnHand(setting: LearnSetting): LearnHand {
  const waiting: Waiting[] = [];
  let worker: Worker | undefined;
  let failure: unknown;
  const fail = (error: unknown): void => {
    failure ??= error;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  const begin = (): Worker => {
    const begun = new Worker(new URL("./learn-thread.js", import.meta.url), {
      workerData: setting,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    begun.on("message", (answer: LearnAnswer) => {
      const asked = waiting.shift();
      if (answer.kind === "done") asked?.resolve(answer.text);
      else asked?.reject(unpackFault(answer.fault));
    });
    begun.on("error", fail);
    begun.on("exit", (code) => fail(new Error(`the thread that learns templates ended (exit code ${code})`)));
    return begun;
  };
  return {
    count(job) {
      if (failure !== undefined) return Promise.reject(failure);
      worker ??= begin();
      const thread = worker;
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        thread.postMessage(job);
      });
    },
    async end() {
      await worker?.terminate();
    },
  };
}

/** The calling thread itself; it stands still while it counts. */
export function createLocalLearnHand({ options, extras }: LearnSetting): LearnHand {
  const counter = createLearnCounter(options, extras);
  counter.catch(() => {});
  return { count: async (job) => (await counter)(job), async end() {} };
}
