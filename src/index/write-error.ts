import { statfsSync } from "node:fs";
import { OutputError } from "../errors.js";

/** Says that an index cannot be written and why, and what is left on its disk: LMDB calls a full one an input/output error. */
export function writeError(folder: string, name: string, cause: unknown): OutputError {
  return new OutputError(`${name}: cannot write: ${messageOf(cause)}${freeSpace(folder)}`, { cause });
}

/** What an error says. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function freeSpace(folder: string): string {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return ` (${((bavail * bsize) / 1e6).toFixed(1)} MB free on the disk)`;
  } catch {
    return "";
  }
}
