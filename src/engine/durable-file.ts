import { closeSync, fsyncSync, openSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { attempt, writeAll } from "./output.js";

/**
 * Puts a text in the place of a file's. It is on the disk when this returns, and the file is whole whenever the machine
 * stops: written aside, synced, renamed, and the folder synced.
 * @throws {OutputError} where the system refuses.
 */
export function replaceFile(path: string, text: string): void {
  attempt(path, () => {
    const aside = `${path}.unfinished`;
    const file = openSync(aside, "w");
    try {
      writeAll(file, Buffer.from(text));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
    syncFolder(dirname(path));
  });
}

/** A rename lasts only once the folder is on the disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
