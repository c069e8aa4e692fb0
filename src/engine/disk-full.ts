import { readdirSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { OutputError } from "../errors.js";
import { systemCode } from "./thread-messages.js";

/** Where a run writes: temporary files, and results until they are complete. */
export interface WrittenFolders {
  /** Undefined where there are none yet. */
  readonly spools: string | undefined;
  /** Where temporary files were to lie, where that was asked for. */
  readonly tmp?: string | undefined;
  readonly results: string;
}

/** How the system calls a full disk, and a full share of one. */
const FULL: ReadonlySet<string | undefined> = new Set(["ENOSPC", "EDQUOT"]);

const MB = 1e6;

/**
 * What to throw instead of an error of a run: where the disk is full, the error says how much the run held by then, of how
 * much input, and what helps; any other error is given back. To be asked before the folders go; never throws.
 * @param bytesRead of the input so far, unpacked, or less: pieces under way are not told of yet.
 */
export function explainFullDisk(error: unknown, { spools, tmp, results }: WrittenFolders, bytesRead: number): unknown {
  if (!(error instanceof OutputError) || !FULL.has(systemCode(error))) return error;
  const isInResults = spools !== undefined && isInside(spools, results);
  const spooled = spools === undefined ? 0 : bytesIn(spools);
  const inResults = bytesIn(results) - (isInResults ? spooled : 0);
  const written = `${inMegabytes(spooled)} of temporary files and ${inMegabytes(inResults)} of results`;
  const helpsByTmp = isInResults || isOf(error, spools) || isOf(error, tmp) || isOneDisk(spools, results);
  return new OutputError(
    `${error.message}; ${written} were written when at least ${inMegabytes(bytesRead)} of the input were read: ` +
      `free as much again as the rest of the input needs, or give another disk by ${helpsByTmp ? "--tmp" : "--output"}`,
    { cause: error },
  );
}

const inMegabytes = (bytes: number): string => `${Math.round(bytes / MB)} MB`;

const isInside = (folder: string, outer: string): boolean => resolve(folder).startsWith(resolve(outer) + sep);

/** Whether an error tells of a folder or a file in it; such errors begin with the path. */
const isOf = ({ message }: OutputError, folder: string | undefined): boolean =>
  folder !== undefined && [sep, ":"].some((end) => message.startsWith(folder + end));

function isOneDisk(spools: string | undefined, results: string): boolean {
  try {
    return spools !== undefined && statSync(spools).dev === statSync(results).dev;
  } catch {
    return false;
  }
}

/** Bytes of the files in a folder and the folders in it; what is gone meanwhile, or cannot be read, counts nothing. */
function bytesIn(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      bytes += entry.isDirectory() ? bytesIn(path) : statSync(path).size;
    }
  } catch {
    return bytes;
  }
  return bytes;
}
