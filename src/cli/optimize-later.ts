import { setFlagsFromString } from "node:v8";

/** Bytes of bytecode a function runs through before it may be compiled to better code; four times what Node 20 allows. */
const BUDGET = 4 * 66 * 1024;

/**
 * Makes the engine of this process wait longer before it optimizes functions. A run has hundreds of warm functions and
 * each thread compiles its own: with the budget that pages in a browser want, that takes a fifth of the processor time of
 * a run over 40 MB, and more with two threads. Only the engine of Node 20 has this budget; others are left alone.
 */
export function optimizeLater(): void {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
}
