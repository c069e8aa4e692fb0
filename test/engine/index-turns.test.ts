import { describe, expect, it } from "vitest";
import { createTurns } from "../../src/engine/index-turns.js";

const later = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), ms));

describe("turns", () => {
  it("come in the order of the calls, whatever is ready first", async () => {
    const turns = createTurns();
    const seen: number[] = [];
    const all = [20, 1, 10].map((ms, n) => turns.next(later(ms, n), (ready) => seen.push(ready)));
    await turns.done();
    expect(seen).toEqual([0, 1, 2]);
    await Promise.all(all);
  });

  it("go on behind one that fails, which says so in its turn", async () => {
    const turns = createTurns();
    const lost = turns.next(Promise.reject(new Error("not ready")), () => 1);
    const thrown = turns.next(later(1, 0), () => {
      throw new Error("wrong");
    });
    const fine = turns.next(later(1, 3), (ready) => ready);
    await expect(lost).rejects.toThrow("not ready");
    await expect(thrown).rejects.toThrow("wrong");
    expect(await fine).toBe(3);
    await turns.done();
  });
});
