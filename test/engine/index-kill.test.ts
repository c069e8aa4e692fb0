import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { killRounds } from "../../benchmarks/kill-rounds.js";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist");

it("keeps all that was acknowledged when its process is killed at random moments", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dittograph-kill-"));
  try {
    const { acknowledged, ...counts } = await killRounds({ rounds: 8, seed: 3, folder, dist });
    expect(counts).toEqual({ rounds: 8, lost: 0, newTwice: 0, unrecognised: 0, damaged: 0 });
    expect(acknowledged).toBeGreaterThanOrEqual(8);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
