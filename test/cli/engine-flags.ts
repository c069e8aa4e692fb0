import { spawnSync } from "node:child_process";
import { expect } from "vitest";

/** Lines of the engine's flags and their values in a process, after it has run a script. */
export function flagsAfter(script: string): string[] {
  const listing = `${script} (await import("node:v8")).setFlagsFromString("--help");`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", listing], {
    encoding: "utf8",
    maxBuffer: 1 << 24,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.split("\n");
}
