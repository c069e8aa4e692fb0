import { existsSync, statSync } from "node:fs";
import { UsageError } from "../errors.js";

/** More threads than any machine has use for, and few enough to number what they write. */
const MOST_WORKERS = 256;

/** @throws {UsageError} for a folder of temporary files that is none, and for a number of threads that is none. */
export function checkPlaces({ tmp, workers }: { readonly tmp?: string; readonly workers?: number }): void {
  if (tmp !== undefined && !existsSync(tmp))
    throw new UsageError(`option --tmp: expected a folder, found nothing at ${tmp}`);
  if (tmp !== undefined && !statSync(tmp).isDirectory()) {
    throw new UsageError(`option --tmp: expected a folder, found a file at ${tmp}`);
  }
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS)) {
    throw new UsageError(`option --workers: expected an integer from 1 to ${MOST_WORKERS}, found ${workers}`);
  }
}
