import { readFileSync } from "node:fs";

/** Bytes of this process's memory that no file backs: its own, without mapped pages of an index. Undefined where the system does not tell. */
export function anonymousBytes(): number | undefined {
  try {
    const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
