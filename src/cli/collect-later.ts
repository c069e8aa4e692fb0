import { setFlagsFromString } from "node:v8";

/** Percent of what is alive by which a heap may grow before its old objects are collected again. */
const GROWTH = 300;
/** Larger inputs keep the engine's own measure: what is alive grows with them, and three times that is no longer little. */
const MOST_BYTES = 2 ** 30;

/**
 * Lets the heaps of this process grow further before old objects are collected. Each thread of a run keeps some 20 MB alive,
 * of which the engine would make sure again at every 12 MB that outlive an article: a tenth of a run's processor time.
 * @param inputBytes of the run; undefined where they are not known.
 */
export function collectLater(inputBytes: number | undefined): void {
  if (inputBytes === undefined || inputBytes > MOST_BYTES) return;
  const flag = growthFlag(process.versions.v8);
  if (flag !== undefined) setFlagsFromString(flag);
}

/** The flag that sets the growth of an engine; undefined for all but the engine of Node 20, on which it was measured. */
export function growthFlag(v8: string): string | undefined {
  return v8.startsWith("11.") ? `--heap-growing-percent=${GROWTH}` : undefined;
}
