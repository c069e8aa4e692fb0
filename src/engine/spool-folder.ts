import { mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { attempt } from "./output.js";
import { livingOwner, markOwned, type Ownership } from "./owner.js";

/** How the names of all spool folders begin: hidden, as they are nobody's results. */
const PREFIX = ".dittograph-spool-";

/** The same before the folder has its mark: a folder of the name above without one is nobody's any more. */
const FRESH = ".dittograph-new-";

/** A folder for the temporary files of one run. */
export interface SpoolFolder {
  readonly path: string;
  remove(): void;
}

/**
 * Makes a folder for temporary files in `tmp`, and removes those that runs which were killed have left there; never one
 * whose run still lasts.
 * @throws {OutputError} where the system refuses.
 */
export function createSpoolFolder(tmp: string, ownership: Ownership): SpoolFolder {
  return attempt(tmp, () => {
    removeStale(tmp, ownership);
    const fresh = mkdtempSync(join(tmp, FRESH));
    markOwned(fresh, ownership);
    const path = join(tmp, PREFIX + basename(fresh).slice(FRESH.length));
    renameSync(fresh, path);
    return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
  });
}

function removeStale(tmp: string, ownership: Ownership): void {
  for (const name of readdirSync(tmp)) {
    const path = join(tmp, name);
    if (name.startsWith(PREFIX) && livingOwner(path, ownership) === undefined) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
