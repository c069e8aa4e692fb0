import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { budgetFlag } from "../../src/cli/optimize-later.js";
import { flagsAfter } from "./engine-flags.js";
import { root } from "./run.js";

const built = pathToFileURL(join(root, "dist", "cli", "optimize-later.js")).href;

describe("budgetFlag", () => {
  it("sets a budget for the engine of Node 20", () => {
    for (const v8 of ["11.3.244.8-node.30", "11.8.172.17"]) {
      expect(budgetFlag(v8, 270_336)).toBe("--interrupt-budget=270336");
    }
  });

  it("sets none for other engines", () => {
    for (const v8 of ["10.2.154.26-node.36", "12.4.254.21-node.33", "13.6.233.10-node.28", "111.3", "1.11.3"])
      expect(budgetFlag(v8, 270_336)).toBeUndefined();
  });
});

describe.each([
  ["optimizeLater", 270_336],
  ["optimizeSooner", 16_896],
])("%s", (name, budget) => {
  it("changes the budget of an engine that has one, no other flag, and nothing in other engines", () => {
    const before = flagsAfter("");
    const after = flagsAfter(`(await import(${JSON.stringify(built)})).${name}();`);
    const changed = after.filter((line, at) => line !== before[at]);
    expect(after).toHaveLength(before.length);
    expect(before.length).toBeGreaterThan(100);
    expect(changed.map((line) => line.replace(/^.*(?=--)/, ""))).toEqual(
      process.versions.v8.startsWith("11.") ? [`--interrupt-budget=${budget}`] : [],
    );
  });
});
