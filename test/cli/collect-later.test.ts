import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { growthFlag } from "../../src/cli/collect-later.js";
import { root } from "./run.js";

const built = pathToFileURL(join(root, "dist", "cli", "collect-later.js")).href;
const isNode20 = process.versions.v8.startsWith("11.");

/** What the engine's list of flags says of growth in a process that has called `collectLater`. */
function growthAfter(inputBytes: string): string | undefined {
  const script = `(await import(${JSON.stringify(built)})).collectLater(${inputBytes});
    (await import("node:v8")).setFlagsFromString("--help");`;
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    maxBuffer: 1 << 24,
  });
  expect(status).toBe(0);
  return /--heap-growing-percent=\d+/.exec(stdout)?.[0];
}

describe("growthFlag", () => {
  it("sets the growth of heaps for the engine of Node 20", () => {
    expect(growthFlag("11.3.244.8-node.30")).toBe("--heap-growing-percent=300");
  });

  it("sets none for other engines", () => {
    for (const v8 of ["10.2.154.26-node.36", "12.4.254.21-node.33", "113.1"]) expect(growthFlag(v8)).toBeUndefined();
  });
});

describe.runIf(isNode20)("collectLater", () => {
  it("lets heaps grow where the input is small", () => {
    expect(growthAfter("2 ** 30")).toBe("--heap-growing-percent=300");
  });

  it("leaves the engine's own measure where the input is large or its size is not known", () => {
    for (const bytes of ["2 ** 30 + 1", "undefined"]) expect(growthAfter(bytes)).toBe("--heap-growing-percent=0");
  });
});
