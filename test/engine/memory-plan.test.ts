import { describe, expect, it } from "vitest";
import {
  ARTICLE_BYTES,
  checkColumns,
  checkMemory,
  countedAtOnce,
  LEAST_MEMORY,
  planMemory,
  sparesThread,
} from "../../src/engine/memory-plan.js";
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
      expect(() => checkColumns(articles * ARTICLE_BYTES, articles, plan, megabytes * MB)).not.toThrow();
      expect(() => checkColumns(2 * articles * ARTICLE_BYTES, articles, plan, megabytes * MB)).toThrow(UsageError);
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
    expect(() => checkColumns(1e12, 1e9, plan)).not.toThrow();
  });
});

describe("checkMemory", () => {
  it("takes the least size and names it where less is given", () => {
    expect(() => checkMemory(LEAST_MEMORY)).not.toThrow();
    expect(() => checkMemory(100 * MB)).toThrow(new UsageError("option --memory: expected at least 384m, found 100m"));
    expect(() => checkMemory(1000)).toThrow("found 1000");
  });
});

describe("checkColumns", () => {
  const memory = 512 * MB;
  const plan = planMemory(memory, 1);

  it("lets columns grow to what the plan leaves them", () => {
    expect(() => checkColumns(plan.columnBytes, 9, plan, memory)).not.toThrow();
  });

  it("says how much more is needed beyond it", () => {
    expect(() => checkColumns(plan.columnBytes + 100 * MB, 9, plan, memory)).toThrow(
      new UsageError("option --memory: expected at least 640m for more than 9 articles, found 512m"),
    );
  });
});

describe("sparesThread", () => {
  it("spares a thread where nothing is promised, and where the columns leave room", () => {
    expect(sparesThread(planMemory(undefined, 2), 1e9)).toBe(true);
    expect(sparesThread(planMemory(4096 * MB, 2), 1_000_000)).toBe(true);
  });

  it("spares none where columns fill the promise", () => {
    expect(sparesThread(planMemory(512 * MB, 2), 500_000)).toBe(false);
    expect(sparesThread(planMemory(4096 * MB, 2), 14_000_000)).toBe(false);
  });
});
