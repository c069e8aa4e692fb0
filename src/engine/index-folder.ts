import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../errors.js";
import { LMDB_FILE } from "../index/lmdb-store.js";
import { isGone, ownName } from "./index-owner.js";
import { attempt } from "./output.js";

/** An index that is written aside and takes its place when it is whole. */
export interface IndexFolder {
  readonly aside: string;
  /** Puts it in the place of what is there. @throws {OutputError} */
  commit(): void;
  discard(): void;
}

/**
 * A folder beside `path` for an index in the making, named by the process that makes it; what gone ones left there goes.
 * @param options `replaces`: an index is expected there, else none.
 * @throws {UsageError} where there is an index and none is expected, or another is in the making.
 */
export function indexFolder(path: string, options: { readonly replaces: boolean }): IndexFolder {
  const target = resolve(path);
  const expectFree = (): void => (options.replaces ? undefined : expectNone(target, path));
  expectFree();
  attempt(path, () => mkdirSync(dirname(target), { recursive: true }));
  clearAside(target, path);
  const aside = `${hiddenName(target, "unfinished")} by ${ownName()}`;
  attempt(path, () => mkdirSync(aside));
  return {
    aside,
    commit() {
      expectFree();
      attempt(path, () => (options.replaces ? replace(target, aside) : place(target, aside)));
    },
    discard: () => rmSync(aside, { recursive: true, force: true }),
  };
}

/** Clears away what gone processes left half made. @throws {UsageError} where one still works. */
function clearAside(target: string, path: string): void {
  const unfinished = basename(hiddenName(target, "unfinished"));
  for (const name of attempt(path, () => readdirSync(dirname(target)))) {
    const maker = name.startsWith(`${unfinished} by `) ? name.slice(unfinished.length + " by ".length) : undefined;
    if (maker === undefined && name !== unfinished) continue;
    const aside = join(dirname(target), name);
    if (maker !== undefined && !isGone(maker)) {
      throw new UsageError(`${path}: expected no index in the making, found one of ${maker} (${aside})`);
    }
    attempt(path, () => rmSync(aside, { recursive: true, force: true }));
  }
}

/** Takes a place where nothing is: of two that are made at once, the later one fails. */
function place(target: string, aside: string): void {
  sync(join(aside, LMDB_FILE));
  if (existsSync(target)) rmdirSync(target);
  renameSync(aside, target);
  sync(dirname(target));
}

/**
 * Between the two renames a kill leaves no folder of the name: `recoverFolder` then puts the old one back.
 */
function replace(target: string, aside: string): void {
  const replaced = hiddenName(target, "replaced");
  rmSync(replaced, { recursive: true, force: true });
  sync(join(aside, LMDB_FILE));
  renameSync(target, replaced);
  renameSync(aside, target);
  sync(dirname(target));
  rmSync(replaced, { recursive: true, force: true });
}

/** Puts back an index whose replacement was cut off by a kill. */
export function recoverFolder(path: string): void {
  const target = resolve(path);
  const replaced = hiddenName(target, "replaced");
  if (!existsSync(target) && existsSync(replaced)) attempt(path, () => renameSync(replaced, target));
}

function expectNone(target: string, path: string): void {
  if (!existsSync(target)) return;
  const names = attempt(path, () => readdirSync(target));
  const [found] = names;
  if (names.includes(LMDB_FILE)) throw new UsageError(`${path}: expected no index, found one (index load adds to it)`);
  if (found !== undefined) throw new UsageError(`${path}: expected no folder or an empty one, found ${found} in it`);
}

function sync(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const hiddenName = (target: string, what: string): string => join(dirname(target), `.${basename(target)}.${what}`);
