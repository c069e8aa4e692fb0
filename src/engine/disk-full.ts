import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { OutputError } from "../errors.js";

/** Where a run writes: temporary files, and results until they are complete. */
export interface WrittenFolders {
  /** Undefined where there are none yet. */
  readonly spools: string | undefined;
  readonly results: string;
}

/** How the system calls a full disk; errors that come from other threads have lost their code. */
const FULL = /ENOSPC|EDQUOT/;

const MB = 1e6;

/**
 * What to throw instead of an error of a run: where the disk is full, the error says how much the run held by then, and of
 * how much input; any other error is given back. To be asked before the folders go.
 * @param bytesRead of the input so far, unpacked.
 */
export function explainFullDisk(error: unknown, { spools, results }: WrittenFolders, bytesRead: number): unknown {
  if (!(error instanceof OutputError) || !FULL.test(error.message)) return error;
  const spooled = spools === undefined ? 0 : bytesIn(spools);
  const inResults = bytesIn(results) - (spools?.startsWith(results) === true ? spooled : 0);
  const written = `${inMegabytes(spooled)} of temporary files and ${inMegabytes(inResults)} of results`;
  return new OutputError(
    `${error.message}; ${written} were written when ${inMegabytes(bytesRead)} of the input were read: ` +
      "free as much again as the rest of the input needs, or give another disk by --tmp",
    { cause: error },
  );
}

const inMegabytes = (bytes: number): string => `${Math.round(bytes / MB)} MB`;

/** Bytes of the files in a folder and the folders in it; what is gone meanwhile counts nothing. */
function bytesIn(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += bytesIn(path);
    else bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
