import { describe, expect, it } from "vitest";
import { BoundedQueue } from "../../src/engine/filter-queue.js";

describe("a bounded queue", () => {
  it("gives items in order, and nothing behind its end", async () => {
    const queue = new BoundedQueue<number>({ items: 10, weight: 10 });
    for (const n of [1, 2, 3]) await queue.push(n, 1);
    queue.end();
    expect([await queue.take(), await queue.take(), await queue.take(), await queue.take()]).toEqual([
      1,
      2,
      3,
      undefined,
    ]);
  });

  it("makes the writer wait while it is full by count or by weight, and lets one heavy item through", async () => {
    for (const [bounds, weights] of [
      [{ items: 2, weight: 100 }, [1, 1, 1]],
      [{ items: 100, weight: 10 }, [50, 1]],
    ] as const) {
      const queue = new BoundedQueue<number>(bounds);
      for (const weight of weights.slice(0, -1)) await queue.push(weight, weight);
      let entered = false;
      const last = queue.push(0, weights.at(-1) as number).then(() => {
        entered = true;
      });
      await new Promise((resolve) => setImmediate(resolve));
      expect(entered).toBe(false);
      await queue.take();
      await last;
      expect(entered).toBe(true);
    }
  });

  it("wakes a reader that waits, for an item and for the end", async () => {
    const queue = new BoundedQueue<string>({ items: 1, weight: 1 });
    const first = queue.take();
    await queue.push("x", 1);
    expect(await first).toBe("x");
    const second = queue.take();
    queue.end();
    expect(await second).toBeUndefined();
  });

  it("lets a writer go that waits at the end, without taking its item", async () => {
    const queue = new BoundedQueue<string>({ items: 1, weight: 1 });
    await queue.push("x", 1);
    const waiting = queue.push("y", 1);
    queue.end();
    await waiting;
    expect([await queue.take(), await queue.take()]).toEqual(["x", undefined]);
  });
});
