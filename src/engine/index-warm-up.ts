import { setImmediate } from "node:timers/promises";
import { UsageError } from "../errors.js";
import type { ArticleInput } from "./article-input.js";

/** Warms an index up, and ends before it closes. */
export interface WarmUps {
  /** Rejects with what preparing or checking throws, once both are over; with UsageError after `end`. */
  warmUp(inputs: readonly ArticleInput[]): Promise<void>;
  /** Has those under way check nothing more, and resolves when they are over. */
  end(): Promise<void>;
}

/** @param prepare prepares articles in other threads. @param check looks one up, and leaves it. */
export function createWarmUps(
  prepare: (inputs: readonly ArticleInput[]) => Promise<void>,
  check: (input: ArticleInput) => unknown,
): WarmUps {
  const underWay = new Set<Promise<unknown>>();
  let isEnding = false;
  const checkAll = async (inputs: readonly ArticleInput[]): Promise<void> => {
    for (const input of inputs) {
      if (isEnding) return;
      check(input);
      await setImmediate();
    }
  };
  return {
    async warmUp(inputs) {
      if (isEnding) throw new UsageError("the index was closed: it cannot be warmed up");
      const work = Promise.allSettled([checkAll(inputs), prepare(inputs)]);
      underWay.add(work);
      const ends = await work;
      underWay.delete(work);
      for (const end of ends) if (end.status === "rejected") throw end.reason;
    },
    async end() {
      isEnding = true;
      await Promise.all(underWay);
    },
  };
}
