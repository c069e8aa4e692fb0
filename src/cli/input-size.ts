import { closeSync, openSync, readSync, statSync } from "node:fs";
import { isGzName } from "../read/formats.js";
import { isGzip } from "../read/gunzip.js";
import type { Input } from "../read/inputs.js";

/** Bytes of all inputs, or undefined where that cannot be known before they are read: packed files, standard input. */
export function totalBytes(inputs: readonly Input[]): number | undefined {
  let bytes = 0;
  for (const { path } of inputs) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true || isGzName(path) || beginsAsGzip(path)) return undefined;
    bytes += stats.size;
  }
  return bytes;
}

/** Whether a file is packed whatever its name says; not where it cannot be read, which is told when it is. */
function beginsAsGzip(path: string): boolean {
  try {
    const file = openSync(path, "r");
    try {
      const head = Buffer.alloc(2);
      return isGzip(head.subarray(0, readSync(file, head)));
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
