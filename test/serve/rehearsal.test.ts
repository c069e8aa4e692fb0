import { describe, expect, it, vi } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { createComparer } from "../../src/engine/compare-articles.js";
import { MEMORY_INDEX, openIndex } from "../../src/engine/index-open.js";
import { resolveOptions } from "../../src/options.js";
import type { ServiceParts } from "../../src/serve/context.js";
import { resolveLimits } from "../../src/serve/limits.js";
import { practiceArticle } from "../../src/serve/practice-articles.js";
import { rehearse } from "../../src/serve/rehearsal.js";
import { type ListeningService, listen } from "../../src/serve/server.js";

vi.mock("../../src/serve/server.js", async (original) => {
  const real = await original<typeof import("../../src/serve/server.js")>();
  return { ...real, listen: vi.fn(real.listen) };
});

const options = resolveOptions();
const token = "a-token-of-the-rehearsal";
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
  it("asks the stage with a token of its own, and leaves index and log alone", async () => {
    const { parts, logged } = await partsOf();
    const stage = await open();
    await rehearse(parts, { stage, token, isOver: () => stage.stats().articles >= 30 });
    expect(stage.stats().articles).toBeGreaterThanOrEqual(30);
    expect(stage.stats().kept).toBeLessThan(stage.stats().articles);
    expect(parts.index.stats().articles).toBe(0);
    expect(logged).toEqual([]);
  });

  it("asks nothing where it is over already", async () => {
    const { parts } = await partsOf();
    const stage = await open();
    await rehearse(parts, { stage, token, isOver: () => true });
    expect(stage.stats().articles).toBe(0);
  });

  it("fails where the index cannot be looked up", async () => {
    const { parts } = await partsOf();
    const stage = await open();
    const index = { ...parts.index, warmUp: () => Promise.reject(new Error("damaged")) };
    await expect(rehearse({ ...parts, index }, { stage, token, isOver: () => false })).rejects.toThrow("damaged");
  });

  it("lets nobody else ask the stage, and keeps the limits but for the rate", async () => {
    const { parts } = await partsOf();
    const stage = await open();
    let found: number[] | undefined;
    const askStage = async (): Promise<void> => {
      const service: Promise<ListeningService> = vi.mocked(listen).mock.results.at(-1)?.value;
      const { address } = await service;
      const statusOf = async (text: string, bearer?: string): Promise<number> => {
        const authorization = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
        const headers = { "content-type": "application/json", ...authorization };
        const body = JSON.stringify({ text });
        return (await fetch(`${address}/v1/check`, { method: "POST", headers, body })).status;
      };
      found = [await statusOf("x"), await statusOf("x", parts.token), await statusOf("x".repeat(20_000), token)];
    };
    let asking: Promise<void> | undefined;
    const isOver = (): boolean => {
      asking ??= askStage();
      return found !== undefined && stage.stats().articles >= 10;
    };
    const limits = resolveLimits({ maxBodyBytes: 16_384, requestsPerSecond: 1 });
    await rehearse({ ...parts, limits }, { stage, token, isOver });
    await asking;
    expect(found).toEqual([401, 401, 413]);
  });

  it("has shown the index its last when it fails", async () => {
    const { parts } = await partsOf();
    vi.mocked(listen).mockResolvedValueOnce({ address: "", port: 1, stop: async () => true });
    const shown = { begun: 0, over: 0 };
    const warmUp = async (): Promise<void> => {
      shown.begun++;
      await new Promise((resolve) => setTimeout(resolve, 200));
      shown.over++;
    };
    const index = { ...parts.index, warmUp };
    const rehearsal = rehearse({ ...parts, index }, { stage: await open(), token, isOver: () => false });
    await expect(rehearsal).rejects.toThrow("ECONNREFUSED");
    expect(shown).toEqual({ begun: 1, over: 1 });
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
