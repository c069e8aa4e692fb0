import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { OutputError, UsageError } from "../errors.js";

/** Bytes gathered before they go to the file. */
const CHUNK_BYTES = 1 << 20;

/** A file that is written from its beginning to its end. */
export interface Sink {
  /** Bytes written so far. */
  readonly length: number;
  write(bytes: Uint8Array | string): void;
  close(): void;
}

/** @throws {OutputError} naming the file where the system refuses, for example on a full disk. */
export function openSink(path: string): Sink {
  const file = attempt(path, () => openSync(path, "w"));
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let used = 0;
  let length = 0;
  let closed = false;
  const flush = (): void => {
    attempt(path, () => writeAll(file, chunk.subarray(0, used)));
    used = 0;
  };
  return {
    get length() {
      return length;
    },
    write(bytes) {
      const data = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
      length += data.length;
      if (used + data.length > CHUNK_BYTES) flush();
      if (data.length > CHUNK_BYTES) return attempt(path, () => writeAll(file, data));
      chunk.set(data, used);
      used += data.length;
    },
    close() {
      if (closed) return;
      closed = true;
      flush();
      chunk = Buffer.alloc(0);
      closeSync(file);
    },
  };
}

/** Writes all bytes, however many the system takes at once. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
}

/** Runs an action of the file system; what it throws becomes an OutputError that names the path. */
export function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw new OutputError(`${path}: cannot write: ${(cause as Error).message}`, { cause });
  }
}

/** A folder that appears complete or not at all: it is filled aside and renamed by `commit`. */
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

/**
 * @param options `carriesForeign`: the caller copies files that are not a run's own into the new folder.
 * @throws {UsageError} where the folder holds files that no run of dittograph wrote.
 */
export function openOutputFolder(folder: string, options: { readonly carriesForeign?: boolean } = {}): OutputFolder {
  const target = resolve(folder);
  if (options.carriesForeign !== true) refuseForeign(target, folder);
  const parent = dirname(target);
  const aside = join(parent, `.${basename(target)}.unfinished`);
  attempt(folder, () => {
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside, { recursive: true });
  });
  return {
    aside,
    replaces: existsSync(join(target, RUN_MARK)),
    commit: () =>
      attempt(folder, () => {
        rmSync(target, { recursive: true, force: true });
        renameSync(aside, target);
      }),
    discard: () => rmSync(aside, { recursive: true, force: true }),
  };
}

function refuseForeign(target: string, folder: string): void {
  if (!existsSync(target)) return;
  const entries = attempt(folder, () => readdirSync(target));
  const foreign = entries.find((entry) => !RUN_FILES.has(entry));
  if (foreign !== undefined || (entries.length > 0 && !entries.includes(RUN_MARK))) {
    const found = foreign ?? entries[0];
    throw new UsageError(`${folder}: expected an empty folder or a finished run, found other files (${found}, …)`);
  }
}
