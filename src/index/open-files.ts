import { fstatSync, readdirSync, readFileSync, type Stats, statSync } from "node:fs";

/** Where Linux lists the files that this process has open, and how. */
const [OPEN_FILES, OPEN_WAYS] = ["/proc/self/fd", "/proc/self/fdinfo"] as const;

/** Bits of an open file's flags that tell reading alone, 0, from writing. */
const ACCESS_BITS = 3;

/** Whether any thread of this process has the file open to read alone. False where the system does not tell. */
export function isOpenToRead(path: string): boolean {
  const wanted = statSync(path, { throwIfNoEntry: false });
  return wanted !== undefined && openFiles().some((file) => readsOnly(file, wanted));
}

function openFiles(): readonly number[] {
  try {
    return readdirSync(OPEN_FILES).map(Number);
  } catch {
    return [];
  }
}

function readsOnly(file: number, { dev, ino }: Stats): boolean {
  try {
    const found = fstatSync(file);
    if (found.dev !== dev || found.ino !== ino) return false;
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`${OPEN_WAYS}/${file}`, "latin1"))?.[1] ?? "";
    return (Number.parseInt(flags, 8) & ACCESS_BITS) === 0;
  } catch {
    // Closed since they were listed.
    return false;
  }
}
