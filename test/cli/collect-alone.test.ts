import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { aloneFlag } from "../../src/cli/collect-alone.js";
import { flagsAfter } from "./engine-flags.js";
import { root } from "./run.js";

const built = pathToFileURL(join(root, "dist", "cli", "collect-alone.js")).href;

describe("aloneFlag", () => {
  it("keeps helpers from young objects in the engine of Node 20", () => {
    expect(aloneFlag("11.3.244.8-node.30")).toBe("--no-parallel-scavenge");
  });

  it("sets nothing for other engines", () => {
    for (const v8 of ["10.2.154.26-node.36", "12.4.254.21-node.33", "13.6.233.10-node.28", "111.3", "1.11.3"])
      expect(aloneFlag(v8)).toBeUndefined();
  });
});

describe("collectAlone", () => {
  it("changes that flag and no other, and nothing in other engines", () => {
    const before = flagsAfter("");
    const after = flagsAfter(`(await import(${JSON.stringify(built)})).collectAlone();`);
    const changed = after.filter((line, at) => line !== before[at]);
    expect(after).toHaveLength(before.length);
    expect(before.length).toBeGreaterThan(100);
    expect(changed.map((line) => line.replace(/^.*(?=--)/, ""))).toEqual(
      process.versions.v8.startsWith("11.") ? ["--no-parallel-scavenge"] : [],
    );
  });
});
