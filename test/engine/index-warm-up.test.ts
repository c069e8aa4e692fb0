import { describe, expect, it } from "vitest";
import type { ArticleInput } from "../../src/engine/article-input.js";
import { createWarmUps } from "../../src/engine/index-warm-up.js";

const articles = Array.from(
  { length: 5 },
  (_, n): ArticleInput => ({ id: `a${n}`, text: `The ferry sailed ${n} times.` }),
);

/** Prepares when it is told to, and notes what is checked. */
function held(check: (input: ArticleInput) => unknown = () => {}) {
  const checked: unknown[] = [];
  let settle = { done: () => {}, fail: (_: Error) => {} };
  const prepared = new Promise<void>((done, fail) => {
    settle = { done, fail };
  });
  const warmUps = createWarmUps(
    () => prepared,
    (input) => {
      checked.push(input.id);
      return check(input);
    },
  );
  return { checked, warmUps, ...settle };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe("warming up", () => {
  it("is over when all are checked and prepared", async () => {
    const { checked, warmUps, done } = held();
    const warm = warmUps.warmUp(articles);
    done();
    await warm;
    expect(checked).toEqual(["a0", "a1", "a2", "a3", "a4"]);
  });

  it("hears of what could not be prepared while it still checks", async () => {
    const { warmUps, fail } = held();
    const warm = warmUps.warmUp(articles);
    fail(new Error("a thread ended"));
    await expect(warm).rejects.toThrow("a thread ended");
  });

  it("tells what checking throws, once preparing is over too", async () => {
    const { warmUps, fail } = held(() => {
      throw new Error("damaged");
    });
    let told = "";
    const warm = warmUps.warmUp(articles).catch((error: Error) => {
      told = error.message;
    });
    await turn();
    expect(told).toBe("");
    fail(new Error("a thread ended"));
    await warm;
    expect(told).toBe("damaged");
  });

  it("checks nothing more when it is to end, and ends when it is over", async () => {
    const { checked, warmUps, done } = held();
    const warm = warmUps.warmUp(articles);
    let ended = false;
    const end = warmUps.end().then(() => {
      ended = true;
    });
    await turn();
    expect([checked, ended]).toEqual([["a0"], false]);
    done();
    await Promise.all([warm, end]);
    await expect(warmUps.warmUp(articles)).rejects.toThrow("the index was closed");
    expect(checked).toEqual(["a0"]);
  });
});
