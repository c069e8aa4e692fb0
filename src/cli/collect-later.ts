import { setFlagsFromString } from "node:v8";

/** Percent of what is alive by which a heap may grow before its old objects are collected again. */
const GROWTH = 300;
/** Larger inputs keep the engine's own measure: what is alive grows with them, and three times that is no longer little. */
const MOST_BYTES = 2 ** 30;

/**
 * Lets the heaps of this process grow further before old objects are collected, where `mayGrow` says so. Each thread of a
 * run keeps some 20 MB alive, of which the engine would make sure again at every 12 MB that outlive an article: a tenth of
 * a run's processor time.
 */
export function collectLater(memory: number | undefined, readBytes: number | undefined): void {
  if (!mayGrow(memory, readBytes)) return;
  const flag = growthFlag(process.versions.v8);
  if (flag !== undefined) setFlagsFromString(flag);
}

/**
 * Whether the heaps of a run may grow: not where memory was asked for, nor where it reads much or who knows how much.
 * @param memory in bytes; undefined where none was asked for.
 * @param readBytes of all that the run reads, the earlier run it is held against included; undefined where not known.
 */
export function mayGrow(memory: number | undefined, readBytes: number | undefined): boolean {
  return memory === undefined && readBytes !== undefined && readBytes <= MOST_BYTES;
}

/** The flag that sets the growth of an engine; undefined for all but the engine of Node 20, on which it was measured. */
export function growthFlag(v8: string): string | undefined {
  return v8.startsWith("11.") ? `--heap-growing-percent=${GROWTH}` : undefined;
}
