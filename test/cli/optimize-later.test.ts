import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { root } from "./run.js";

const built = pathToFileURL(join(root, "dist", "cli", "optimize-later.js")).href;

describe("optimizeLater", () => {
  it("sets a budget where the engine has one, and says nothing where it has none", () => {
    const script = `import { optimizeLater } from ${JSON.stringify(built)}; optimizeLater();`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it("knows which engines have a budget", () => {
    const options = execFileSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
    expect(/^ {2}--interrupt-budget /m.test(options)).toBe(process.versions.v8.startsWith("11."));
  });
});
