import { defineConfig } from "vitest/config";

/** Ends what hangs, on the slowest and busiest machine: no test passes or fails by how long it takes. */
const HANGING_MS = 1_200_000;

export default defineConfig({
  test: { include: ["test/**/*.test.ts"], testTimeout: HANGING_MS, hookTimeout: HANGING_MS, teardownTimeout: 60_000 },
});
