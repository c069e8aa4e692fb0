import { fstatSync, readdirSync, readFileSync, type Stats, statSync } from "node:fs";

/** Where Linux lists the files that this process has open, how, and which of them lie in its memory. */
const [OPEN_FILES, OPEN_WAYS, MAPPED] = ["/proc/self/fd", "/proc/self/fdinfo", "/proc/self/maps"] as const;

/** Bits of an open file's flags that tell reading alone, 0, from writing. */
const ACCESS_BITS = 3;

/** Whether this process, in any thread, has mapped the file to read alone. False where the system does not tell. */
export function isMappedToRead(path: string): boolean {
  const wanted = statSync(path, { throwIfNoEntry: false });
  if (wanted === undefined) return false;
  try {
    // A process also has the files open that its parent had.
    if (!readFileSync(MAPPED, "latin1").includes(` ${wanted.ino} `)) return false;
    const ways = readdirSync(OPEN_FILES).flatMap((file) => accessOf(Number(file), wanted));
    return ways.length > 0 && ways.every((access) => access === 0);
  } catch {
    return false;
  }
}

/** How an open file is accessed; nothing where it is another one. */
function accessOf(file: number, { dev, ino }: Stats): readonly number[] {
  try {
    const found = fstatSync(file);
    if (found.dev !== dev || found.ino !== ino) return [];
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`${OPEN_WAYS}/${file}`, "latin1"))?.[1] ?? "";
    return [Number.parseInt(flags, 8) & ACCESS_BITS];
  } catch {
    // Closed since they were listed.
    return [];
  }
}
