import { setFlagsFromString } from "node:v8";

/** Bytes of bytecode a function runs through before it may be compiled to better code; four times what Node 20 allows. */
const BUDGET = 4 * 66 * 1024;

/**
 * Makes the engine of this process wait longer before it optimizes functions. A run has hundreds of warm functions and
 * each thread compiles its own: with the budget that pages in a browser want, that takes much of the processor time of
 * a short run, and more with two threads.
 */
export function optimizeLater(): void {
  const flag = budgetFlag(process.versions.v8);
  if (flag !== undefined) setFlagsFromString(flag);
}

/** The flag that sets the budget of an engine; undefined for all but the engine of Node 20, which alone has this budget. */
export function budgetFlag(v8: string): string | undefined {
  return v8.startsWith("11.") ? `--interrupt-budget=${BUDGET}` : undefined;
}
