import { spawnSync } from "node:child_process";
import { closeSync, openSync, readSync } from "node:fs";

/** How words were counted, and the seconds it took. */
export interface WordCount {
  readonly by: "wc -w" | "own count";
  readonly seconds: number;
}

/** Counts the words of files as `wc -w` does, with that program where there is one. What they are is of no interest. */
export function countWords(files: readonly string[]): WordCount {
  const start = performance.now();
  const ran = spawnSync("wc", ["-w", "--", ...files], {
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    stdio: ["ignore", "ignore", "ignore"],
  });
  if (ran.status === 0) return { by: "wc -w", seconds: (performance.now() - start) / 1000 };
  const again = performance.now();
  for (const file of files) countIn(file);
  return { by: "own count", seconds: (performance.now() - again) / 1000 };
}

function countIn(path: string): number {
  const file = openSync(path, "r");
  const chunk = Buffer.allocUnsafe(1 << 20);
  let words = 0;
  let isInside = false;
  for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) {
    for (let at = 0; at < length; at++) {
      const byte = chunk[at] as number;
      const isSpace = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
      if (!isSpace && !isInside) words++;
      isInside = !isSpace;
    }
  }
  closeSync(file);
  return words;
}
