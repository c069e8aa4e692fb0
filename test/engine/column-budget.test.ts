import { describe, expect, it } from "vitest";
import { ARTICLE_BYTES, ColumnBudget, columnRoom } from "../../src/engine/column-budget.js";
import { planMemory, threadBeside } from "../../src/engine/memory-plan.js";
import { UsageError } from "../../src/errors.js";

const MB = 1 << 20;
const budget = (columnBytes = 200 * MB): ColumnBudget => new ColumnBudget(columnRoom({ columnBytes }, 512 * MB));

describe("ColumnBudget", () => {
  it("lets columns grow to what the plan leaves them", () => {
    const one = budget();
    one.grow("articles", 9, 200 * MB);
    one.grow("articles", 8, 100 * MB);
    expect(() => one.grow("pairs", 5, 100 * MB)).not.toThrow();
  });

  it.each([
    ["articles", "9 articles"],
    ["pairs", "9 verified pairs"],
    ["paragraphs", "9 recurring paragraphs"],
  ] as const)("says how much more is needed so far beyond it, and for what: %s", (what, named) => {
    expect(() => budget().grow(what, 9, 300 * MB)).toThrow(
      new UsageError(`option --memory: expected at least 640m for the ${named} so far, found 512m`),
    );
  });

  it("counts articles, pairs and paragraphs together, wherever they are counted", () => {
    const one = budget();
    const other = new ColumnBudget(structuredClone(one.room));
    one.grow("articles", 9, 80 * MB);
    one.grow("pairs", 9, 80 * MB);
    other.grow("paragraphs", 9, 40 * MB);
    expect(() => one.grow("pairs", 10, 81 * MB)).toThrow("576m for the 10 verified pairs so far");
    expect(() => other.grow("paragraphs", 10, 41 * MB)).toThrow("576m for the 10 recurring paragraphs so far");
  });

  it("counts one more thread from when it is taken", () => {
    const one = budget();
    one.grow("pairs", 9, 60 * MB);
    one.takeThread(140 * MB);
    expect(() => one.grow("pairs", 10, 61 * MB)).toThrow(UsageError);
  });

  it("promises nothing where nothing was asked for", () => {
    const one = new ColumnBudget(columnRoom(planMemory(undefined, 3)));
    expect(() => one.grow("articles", 1e9, 1e12)).not.toThrow();
    expect(one.sparesThread(160 * MB)).toBe(true);
  });

  it.each([
    [4096, 1_000_000, true],
    [512, 500_000, false],
    [4096, 12_500_000, false],
  ])("of %d MB with %d articles spares a thread: %s", (megabytes, articles, spares) => {
    const plan = planMemory(megabytes * MB, 2);
    const one = new ColumnBudget(columnRoom(plan, megabytes * MB));
    one.grow("articles", articles, articles * ARTICLE_BYTES);
    expect(one.sparesThread(threadBeside(plan).bytes)).toBe(spares);
  });
});
