import { describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { createComparer } from "../../src/engine/compare-articles.js";
import { MEMORY_INDEX, openIndex } from "../../src/engine/index-open.js";
import { resolveOptions } from "../../src/options.js";
import type { ServiceParts } from "../../src/serve/context.js";
import { resolveLimits } from "../../src/serve/limits.js";
import { practiceArticle } from "../../src/serve/practice-articles.js";
import { rehearse } from "../../src/serve/rehearsal.js";

const options = resolveOptions();
const open = () => openIndex(MEMORY_INDEX, { now: () => 0, commitDelayMs: 0 });

async function partsOf(): Promise<{ parts: ServiceParts; logged: string[] }> {
  const logged: string[] = [];
  const log = (_: object, message: string): void => void logged.push(message);
  const parts: ServiceParts = {
    ...{ index: await open(), clean: createCleaner(options), compare: await createComparer(options) },
    ...{ clock: () => performance.now(), newId: () => "id", version: "1", limits: resolveLimits() },
    ...{ logger: { info: log, warn: log, error: log }, token: "a-token-of-some-length" },
  };
  return { parts, logged };
}

describe("a rehearsal", () => {
  it("asks the stage without the token, and leaves index and log alone", async () => {
    const { parts, logged } = await partsOf();
    const stage = await open();
    await rehearse(parts, { stage, isOver: () => stage.stats().articles >= 30 });
    expect(stage.stats().articles).toBeGreaterThanOrEqual(30);
    expect(stage.stats().kept).toBeLessThan(stage.stats().articles);
    expect(parts.index.stats().articles).toBe(0);
    expect(logged).toEqual([]);
  });

  it("asks nothing where it is over already", async () => {
    const { parts } = await partsOf();
    const stage = await open();
    await rehearse(parts, { stage, isOver: () => true });
    expect(stage.stats().articles).toBe(0);
  });

  it("fails where the index cannot be looked up", async () => {
    const { parts } = await partsOf();
    const stage = await open();
    const index = { ...parts.index, warmUp: () => Promise.reject(new Error("damaged")) };
    await expect(rehearse({ ...parts, index }, { stage, isOver: () => false })).rejects.toThrow("damaged");
  });
});

describe("practice articles", () => {
  it("are the same for the same number, and others for others", () => {
    expect(practiceArticle(3)).toEqual(practiceArticle(3));
    expect(practiceArticle(3).text).not.toBe(practiceArticle(4).text);
  });

  it("hold copies, texts that are cut, and others", async () => {
    const index = await open();
    const decisions = await Promise.all(Array.from({ length: 30 }, (_, n) => index.checkAndAdd(practiceArticle(n))));
    const kinds = decisions.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "duplicate")).toHaveLength(10);
    const cut = decisions.filter(({ cleaned }) => cleaned.spans.some(({ action }) => action === "remove"));
    expect(cut.length).toBeGreaterThan(5);
    expect(cut.length).toBeLessThan(30);
  });
});

describe("warming an index up", () => {
  it("takes no article", async () => {
    const index = await open();
    await index.checkAndAdd(practiceArticle(0));
    await index.warmUp([practiceArticle(0), practiceArticle(1)]);
    expect([index.sequence, index.stats().articles]).toEqual([1, 1]);
    expect((await index.checkAndAdd(practiceArticle(1))).known).toBe(false);
  });

  it("rejects what is no article", async () => {
    const index = await open();
    await expect(index.warmUp([{ id: "x", text: 3 } as never])).rejects.toThrow("expected a string");
  });
});
