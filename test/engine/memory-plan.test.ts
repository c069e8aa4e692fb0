import { describe, expect, it } from "vitest";
import { ARTICLE_BYTES } from "../../src/engine/column-budget.js";
import { checkMemory, countedAtOnce, LEAST_MEMORY, planMemory, threadBeside } from "../../src/engine/memory-plan.js";
import { UsageError } from "../../src/errors.js";

const MB = 1 << 20;

describe("planMemory", () => {
  it.each([
    [384, 8, 2],
    [384, 1, 1],
    [512, 8, 3],
    [1024, 8, 7],
    [1024, 2, 2],
    [4096, 64, 35],
  ])("gives %d MB for %d workers to %d threads", (megabytes, workers, threads) => {
    expect(planMemory(megabytes * MB, workers).workers).toBe(threads);
  });

  it("gives caches, heaps and columns no more where there is less memory", () => {
    for (let megabytes = 384; megabytes < 8192; megabytes += 64) {
      const [less, more] = [planMemory(megabytes * MB, 2), planMemory((megabytes + 64) * MB, 2)];
      if (less.workers !== more.workers) continue;
      expect(less.cacheBytes).toBeLessThanOrEqual(more.cacheBytes);
      expect(less.heapBytes).toBeLessThanOrEqual(more.heapBytes as number);
      expect(less.columnBytes).toBeLessThan(more.columnBytes);
      expect(less.cacheBytes + less.columnBytes).toBeLessThan(megabytes * MB);
    }
  });

  it("leaves five million articles room in 2 GB, and a million in 600 MB", () => {
    for (const [megabytes, articles] of [
      [2048, 5e6],
      [600, 1e6],
    ] as const) {
      const plan = planMemory(megabytes * MB, 2);
      expect(plan.workers).toBe(2);
      expect(articles * ARTICLE_BYTES).toBeLessThanOrEqual(plan.columnBytes);
      expect(2 * articles * ARTICLE_BYTES).toBeGreaterThan(plan.columnBytes);
    }
  });

  it("counts fewer shingles at one time where there is less memory, and says nothing without a promise", () => {
    const [little, much] = [512, 4096].map((megabytes) => countedAtOnce(planMemory(megabytes * MB, 2)) ?? 0);
    expect(little).toBeGreaterThanOrEqual(1 << 16);
    expect(little).toBeLessThan(much as number);
    expect((little as number) * 48).toBeLessThan(512 * MB);
    expect(countedAtOnce(planMemory(undefined, 2))).toBeUndefined();
  });

  it("bounds no heap where it is not to", () => {
    const [bounded, free] = [planMemory(512 * MB, 2), planMemory(512 * MB, 2, false)];
    expect(bounded.heapBytes).toBeGreaterThan(0);
    expect(free).toEqual({ ...bounded, heapBytes: undefined });
  });

  it("promises nothing where nothing was asked for", () => {
    const plan = planMemory(undefined, 3);
    expect(plan.workers).toBe(3);
    expect(plan.heapBytes).toBeUndefined();
    expect(plan.columnBytes).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("checkMemory", () => {
  it("takes the least size and names it where less is given", () => {
    expect(() => checkMemory(LEAST_MEMORY)).not.toThrow();
    expect(() => checkMemory(100 * MB)).toThrow(new UsageError("option --memory: expected at least 384m, found 100m"));
    expect(() => checkMemory(1000)).toThrow("found 1000");
  });
});

describe("threadBeside", () => {
  it("takes more where its heap may grow further, and bounds no heap where none is bounded", () => {
    expect(threadBeside(planMemory(512 * MB, 2))).toEqual({ bytes: 160 * MB, heapBytes: 168 * MB });
    expect(threadBeside({ heapBytes: 500 * MB })).toEqual({ bytes: 492 * MB, heapBytes: 500 * MB });
    expect(threadBeside(planMemory(512 * MB, 2, false))).toEqual({ bytes: 160 * MB });
  });
});
