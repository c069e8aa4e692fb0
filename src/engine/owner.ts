import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A process, told apart from a later one of the same number by when it began. */
export interface Owner {
  readonly pid: number;
  /** Name of the machine: numbers of processes say nothing elsewhere. */
  readonly host: string;
  /** Anything that a later process of the same number does not have; `""` where the system does not tell. */
  readonly started: string;
}

/** Who works here, and who else still does; only the caller knows processes. */
export interface Ownership {
  readonly own: Owner;
  isRunning(owner: Owner): boolean;
}

/** For callers that know nothing of processes: whatever was left by earlier runs is nobody's. */
export const NO_OWNERSHIP: Ownership = { own: { pid: 0, host: "", started: "" }, isRunning: () => false };

/** File that names the owner of a folder while a run lasts. */
const OWNER_MARK = ".owner.json";

/** Marks a folder as its owner's. */
export function markOwned(folder: string, { own }: Ownership): void {
  writeFileSync(join(folder, OWNER_MARK), JSON.stringify(own));
}

/** Takes the mark off. */
export function unmark(folder: string): void {
  rmSync(join(folder, OWNER_MARK), { force: true });
}

/** The owner of a folder if it is still running. A folder without a mark has none: its owner died while it began. */
export function livingOwner(folder: string, ownership: Ownership): Owner | undefined {
  const owner = readOwner(folder);
  return owner !== undefined && ownership.isRunning(owner) ? owner : undefined;
}

function readOwner(folder: string): Owner | undefined {
  try {
    const { pid, host, started } = JSON.parse(readFileSync(join(folder, OWNER_MARK), "utf8")) as Partial<Owner>;
    if (!Number.isInteger(pid) || typeof host !== "string" || typeof started !== "string") return undefined;
    return { pid: pid as number, host, started };
  } catch {
    return undefined;
  }
}
