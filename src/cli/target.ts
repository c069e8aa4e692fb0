import { once } from "node:events";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { attempt, openSink } from "../engine/output.js";

/** Where a command's results go: standard output, or a file that appears when it is complete. */
export interface Target {
  write(bytes: Uint8Array | string): Promise<void>;
  commit(): void;
  discard(): void;
}

/** Standard output, with back-pressure. */
export function stdoutTarget(): Target {
  return {
    async write(bytes) {
      if (!process.stdout.write(bytes)) await once(process.stdout, "drain");
    },
    commit() {},
    discard() {},
  };
}

/** A file, written aside and renamed by `commit`. */
export function fileTarget(path: string): Target {
  attempt(path, () => mkdirSync(dirname(path), { recursive: true }));
  const aside = `${path}.unfinished`;
  const sink = openSink(aside);
  return {
    async write(bytes) {
      sink.write(bytes);
    },
    commit() {
      sink.close();
      attempt(path, () => renameSync(aside, path));
    },
    discard() {
      sink.close();
      rmSync(aside, { force: true });
    },
  };
}
