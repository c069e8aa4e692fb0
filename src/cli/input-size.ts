import { statSync } from "node:fs";
import { isGzName } from "../read/formats.js";
import type { Input } from "../read/inputs.js";

/** Bytes of all inputs, or undefined where that cannot be known before they are read: packed files, standard input. */
export function totalBytes(inputs: readonly Input[]): number | undefined {
  let bytes = 0;
  for (const { path } of inputs) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true || isGzName(path)) return undefined;
    bytes += stats.size;
  }
  return bytes;
}
