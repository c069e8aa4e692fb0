import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll } from "vitest";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const bin = join(root, "dist", "cli", "bin.js");

/** What a run of the command gave. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command; paths are taken from `cwd`. @param options `engine`: options of Node. */
export function dittograph(
  args: readonly string[],
  options: { cwd?: string; input?: string | Buffer; engine?: readonly string[] } = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...(options.engine ?? []), bin, ...args], {
    cwd: options.cwd ?? root,
    input: options.input,
    maxBuffer: 1 << 30,
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}

/**
 * Options of Node under which the second thread of a kind ends by itself at its second message of some kind.
 * @param message tells the message, `sent`, in JavaScript.
 */
export function losingThread(folder: string, file: string, message: string): readonly string[] {
  const code = `import threads from "node:worker_threads";
    import { syncBuiltinESMExports } from "node:module";
    let begun = 0;
    threads.Worker = class extends threads.Worker {
      #isDoomed;
      #messages = 0;
      constructor(file, options) {
        super(file, options);
        this.#isDoomed = String(file).endsWith(${JSON.stringify(file)}) && ++begun === 2;
      }
      postMessage(sent, given) {
        super.postMessage(sent, given);
        if (!this.#isDoomed || !(${message}) || ++this.#messages !== 2) return;
        process.stderr.write("a thread is lost\\n");
        this.terminate();
      }
    };
    syncBuiltinESMExports();`;
  return ["--import", pathToFileURL(write(folder, "losing-thread.mjs", code)).href];
}

/** A scratch folder for one test file, removed at its end. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "dittograph-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file into a folder and returns its path. */
export function write(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The rows of a JSONL file. */
export function rows<Row = Record<string, unknown>>(path: string): Row[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);
}

/** One line of JSONL. */
export const line = (record: object): string => `${JSON.stringify(record)}\n`;
