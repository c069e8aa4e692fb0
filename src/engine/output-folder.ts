import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../errors.js";
import { attempt } from "./output.js";
import { livingOwner, markOwned, NO_OWNERSHIP, type Ownership, unmark } from "./owner.js";

/** A folder that appears complete or not at all: it is filled aside and put in its place by `commit`. */
export interface OutputFolder {
  /** Where the files are written meanwhile. */
  readonly aside: string;
  /** Whether a finished run stands there already. */
  readonly replaces: boolean;
  commit(): void;
  discard(): void;
}

/** Marks a folder as a finished run, which a new run may replace. */
export const RUN_MARK = "run.json";

/** Everything a run may write into its folder; a folder with anything else is not replaced. */
const RUN_FILES: ReadonlySet<string> = new Set([
  ...["kept", "duplicates", "pairs", "clusters", "repeats", "rejected", "articles"].map((name) => `${name}.jsonl`),
  ...["summary.json", "templates.json", "report.html", RUN_MARK],
]);

/** Where the files wait in a folder that nothing can be put beside. */
export const INNER_ASIDE = ".unfinished";

export interface OutputFolderOptions {
  /** The caller copies files that are not a run's own into the new folder. */
  readonly carriesForeign?: boolean;
  readonly ownership?: Ownership;
}

/**
 * Opens a folder for one run. The files wait beside it; where it is a mount point, or its parent cannot be written, inside
 * it, and then they are put in place one by one, run.json last.
 * @throws {UsageError} where the folder holds files that no run of dittograph wrote, or where another run is at work on it.
 * @throws {OutputError} where the system refuses.
 */
export function openOutputFolder(folder: string, options: OutputFolderOptions = {}): OutputFolder {
  const target = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  const { ownership = NO_OWNERSHIP } = options;
  const carriesForeign = options.carriesForeign === true;
  if (!carriesForeign) refuseForeign(target, folder);
  const outer = join(dirname(target), `.${basename(target)}.unfinished`);
  const isInner = existsSync(target) && !canReplace(target, outer);
  const aside = isInner ? join(target, INNER_ASIDE) : outer;
  attempt(folder, () => takePlace(aside, folder, ownership));
  attempt(folder, () => chmodSync(aside, modeOf(target)));
  return {
    aside,
    replaces: existsSync(join(target, RUN_MARK)),
    commit: () =>
      attempt(folder, () => {
        unmark(aside);
        if (isInner) moveInto(target, aside, carriesForeign);
        else swapIn(target, aside);
      }),
    discard: () => rmSync(aside, { recursive: true, force: true }),
  };
}

/** The rights of the folder that stands there, else those that a new folder gets. */
function modeOf(target: string): number {
  if (existsSync(target)) return statSync(target).mode & 0o7777;
  const probe = mkdtempSync(join(dirname(target), ".dittograph-mode-"));
  try {
    mkdirSync(join(probe, "made"));
    return statSync(join(probe, "made")).mode & 0o7777;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

/** Whether a folder can be renamed: it is no mount point, and its parent can be written. */
function canReplace(target: string, outer: string): boolean {
  if (statSync(target).dev !== statSync(dirname(target)).dev) return false;
  try {
    rmSync(mkdtempSync(`${outer}-`), { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** Makes the folder aside with its mark on in one step, so that of two runs only one gets it. */
function takePlace(aside: string, folder: string, ownership: Ownership): void {
  mkdirSync(dirname(aside), { recursive: true });
  const fresh = mkdtempSync(`${aside}-`);
  try {
    markOwned(fresh, ownership);
    const owner = livingOwner(aside, ownership);
    if (owner !== undefined) {
      throw new UsageError(
        `${folder}: expected a folder for this run alone, found another run at work on it (process ${owner.pid} on ${owner.host}; if it is none, remove ${aside})`,
      );
    }
    rmSync(aside, { recursive: true, force: true });
    renameSync(fresh, aside);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** Puts the new folder in the old one's place. The old one steps aside first: it is never half removed. */
function swapIn(target: string, aside: string): void {
  const former = `${aside}-former`;
  rmSync(former, { recursive: true, force: true });
  if (existsSync(target)) renameSync(target, former);
  renameSync(aside, target);
  rmSync(former, { recursive: true, force: true });
}

/** Puts files in place one by one. While they are mixed the folder has no run.json. */
function moveInto(target: string, aside: string, carriesForeign: boolean): void {
  rmSync(join(target, RUN_MARK), { force: true });
  for (const name of readdirSync(target)) {
    if (name !== INNER_ASIDE && (carriesForeign || RUN_FILES.has(name)))
      rmSync(join(target, name), { recursive: true });
  }
  const last = (name: string): number => (name === RUN_MARK ? 1 : 0);
  const names = readdirSync(aside).sort((x, y) => last(x) - last(y));
  for (const name of names) renameSync(join(aside, name), join(target, name));
  rmSync(aside, { recursive: true, force: true });
}

function refuseForeign(target: string, folder: string): void {
  if (!existsSync(target)) return;
  const entries = attempt(folder, () => readdirSync(target));
  const foreign = entries.find((entry) => !RUN_FILES.has(entry) && entry !== INNER_ASIDE);
  const isRun = entries.includes(RUN_MARK) || entries.includes(INNER_ASIDE);
  if (foreign !== undefined || (entries.length > 0 && !isRun)) {
    const found = foreign ?? entries[0];
    throw new UsageError(`${folder}: expected an empty folder or a finished run, found other files (${found}, …)`);
  }
}
