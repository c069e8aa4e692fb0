import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, isAbsolute, join, posix, resolve, sep } from "node:path";
import { UsageError } from "../errors.js";
import type { FieldOptions } from "./fields.js";
import { expandGlob, isGlob } from "./glob.js";

/** The argument that stands for standard input. */
export const STDIN = "-";

/** One file to read. */
export interface Input {
  /** How it was named, for opening and for messages; `-` is standard input. */
  readonly path: string;
  /** Names the file in outputs: relative, `/` between folders, never leading out, unique among the inputs. */
  readonly relative: string;
  /** Of the kept records of a finished run: the field names it read with. Such records are read as it wrote them. */
  readonly written?: FieldOptions;
}

/**
 * Turns arguments into files, in the order of the arguments; a file named twice is read once.
 * A directory stands for the files under it, sorted by path, without hidden ones and without following linked folders.
 * A glob (`*`, `?`, `**`) stands for the arguments a shell would have made of it.
 * `relative` starts at the directory where one directory is the only argument, else at the argument as it was given.
 * @throws {UsageError} where a file is missing, or a directory or glob gives no file.
 */
export async function findInputs(args: readonly string[]): Promise<Input[]> {
  if (args.length === 0) throw new UsageError("expected a file, a directory, a glob or -, found no input");
  const found = new Map<string, Input>();
  for (const name of await expandGlobs(args)) {
    for (const input of await inputsOf(name, args.length === 1 && !isExpanded(args, name))) {
      const key = input.path === STDIN ? STDIN : resolve(input.path);
      if (!found.has(key)) found.set(key, input);
    }
  }
  return distinguish([...found.values()]);
}

/** True where `name` came out of a glob: then it counts as one argument of several. */
function isExpanded(args: readonly string[], name: string): boolean {
  return !args.includes(name);
}

async function expandGlobs(args: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  for (const name of args) {
    if (name === STDIN || !isGlob(name) || (await exists(name))) {
      names.push(name);
      continue;
    }
    const matches = await expandGlob(name);
    if (matches.length === 0) throw new UsageError(`${name}: expected files that match, found none`);
    names.push(...matches);
  }
  return names;
}

async function inputsOf(name: string, alone: boolean): Promise<Input[]> {
  if (name === STDIN) return [{ path: STDIN, relative: STDIN }];
  if (!(await isDirectory(name))) return [{ path: name, relative: inside(name) }];
  const files = await filesUnder(name);
  if (files.length === 0) throw new UsageError(`${name}: expected files in the directory, found none`);
  return files.map((file) => ({ path: join(name, file), relative: alone ? file : posix.join(inside(name), file) }));
}

async function isDirectory(name: string): Promise<boolean> {
  try {
    return (await stat(name)).isDirectory();
  } catch (cause) {
    throw new UsageError(`${name}: expected a file or directory, found ${complaint(cause)}`, { cause });
  }
}

function complaint(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  return code === "ENOENT" || code === "ENOTDIR" ? "none of that name" : `an error (${code})`;
}

async function exists(name: string): Promise<boolean> {
  return stat(name).then(
    () => true,
    () => false,
  );
}

/** Visible regular files under a directory, as sorted relative paths with `/`. Linked files count, linked folders do not. */
async function filesUnder(root: string): Promise<string[]> {
  const files: string[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await entriesOf(join(root, folder))) {
      if (entry.name.startsWith(".")) continue;
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && (await linksToFile(join(root, path))))) files.push(path);
    }
  }
  return files.sort(byCodeUnit);
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    throw new UsageError(`${folder}: expected a directory that can be read, found ${complaint(cause)}`, { cause });
  }
}

async function linksToFile(path: string): Promise<boolean> {
  return stat(path).then(
    (target) => target.isFile(),
    () => false,
  );
}

/** A relative name that cannot lead out of a folder: absolute and upward paths shrink to their last part. */
function inside(name: string): string {
  const path = posix.normalize(slashed(name)).replace(/\/$/, "");
  if (!isAbsolute(name) && path !== ".." && !path.startsWith("../")) return path;
  return basename(path) === ".." ? "" : basename(path);
}

/** Gives inputs of one relative name different ones: `a.txt`, `a.txt~2`. */
function distinguish(inputs: readonly Input[]): Input[] {
  const taken = new Set<string>();
  return inputs.map((input) => {
    let relative = input.relative;
    for (let n = 2; taken.has(relative); n++) relative = `${input.relative}~${n}`;
    taken.add(relative);
    return { path: input.path, relative };
  });
}

function slashed(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
