import type { UserLexicon } from "../model/lexicon.js";
import type { Templates } from "../model/templates.js";
import type { Options } from "../options.js";
import type { Ownership } from "./owner.js";

/** What the outside gives a run: the library itself has no clock, console or environment. */
export interface RunContext {
  readonly options: Options;
  /** Version of dittograph, for the outputs. */
  readonly version: string;
  /** Name and hash of the lexicon in use. */
  readonly ruleset: string;
  /** A user's own rules. */
  readonly lexicon?: UserLexicon;
  /** Recurring lines and common shingles of the articles' sources. */
  readonly templates?: Templates;
  /** Records that conflict or cannot be read make the run fail; records of equal id are rejected. */
  readonly strict: boolean;
  /** Called now and then with how far a stage is. */
  readonly onProgress?: (progress: Progress) => void;
  /** Whose temporary files are whose; default: all that earlier runs left are nobody's. */
  readonly ownership?: Ownership;
  /** Bytes that the whole process may take, at least LEAST_MEMORY; default: no promise. */
  readonly memory?: number;
  /** Whether a thread ends that outgrows its share of `memory`, by default it does; else only caches and columns keep to it. */
  readonly boundsHeaps?: boolean;
  /** Aborts the run between two articles. */
  readonly signal?: AbortSignal;
}

/** What a run's context holds that other threads can be told. */
export type SendableContext = Omit<RunContext, "onProgress" | "signal" | "ownership">;

/** How far a run is. */
export interface Progress {
  readonly stage: "learn" | "clean" | "match" | "write";
  readonly articles: number;
  /** Bytes of input so far, unpacked; 0 where the stage reads none. */
  readonly bytes: number;
  /** Share of the stage that is done, 0 to 1, where it can be told from other than bytes. */
  readonly share?: number;
}

/** Thrown where the signal aborts a run. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}

/** @throws {InterruptedError} once the run's signal is aborted. */
export function checkInterrupted({ signal }: Pick<RunContext, "signal">): void {
  if (signal?.aborted === true) throw new InterruptedError("interrupted");
}

/** Lets a signal that came in meanwhile be heard, and obeys it. */
export async function takeSignals(run: RunContext): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  checkInterrupted(run);
}

/** What a promise gives, or an InterruptedError as soon as the run's signal is aborted. */
export async function untilInterrupted<Value>(promise: Promise<Value>, { signal }: RunContext): Promise<Value> {
  if (signal === undefined) return promise;
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new InterruptedError("interrupted"));
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
