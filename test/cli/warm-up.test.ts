import { describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { warmUp } from "../../src/cli/warm-up.js";
import { createComparer } from "../../src/engine/compare-articles.js";
import { MEMORY_INDEX, openIndex } from "../../src/engine/index-open.js";
import { resolveOptions } from "../../src/options.js";
import type { ServiceParts } from "../../src/serve/context.js";
import { resolveLimits } from "../../src/serve/limits.js";

const options = resolveOptions();
const open = () => openIndex(MEMORY_INDEX, { now: () => 0, commitDelayMs: 0 });
const fail = () => Promise.reject(new Error("no memory"));

async function partsOf(): Promise<{ parts: ServiceParts; logged: string[] }> {
  const logged: string[] = [];
  const log = (_: object, message: string): void => void logged.push(message);
  const parts: ServiceParts = {
    ...{ index: await open(), clean: createCleaner(options), compare: await createComparer(options) },
    ...{ clock: () => performance.now(), newId: () => "id", version: "1", limits: resolveLimits() },
    logger: { info: log, warn: log, error: log },
  };
  return { parts, logged };
}

describe("the warm-up of a service", () => {
  it("says that it is ready when its time is over", async () => {
    const { parts, logged } = await partsOf();
    await warmUp(parts, { openStage: open, ms: 50, isStopping: () => false });
    expect(logged).toEqual(["ready"]);
  });

  it("says nothing where the service stops meanwhile", async () => {
    const { parts, logged } = await partsOf();
    let asked = 0;
    await warmUp(parts, { openStage: open, ms: 60_000, isStopping: () => ++asked > 5 });
    expect(logged).toEqual([]);
  });

  it("tells of a stage that cannot be opened or closed, and ends nothing", async () => {
    const { parts, logged } = await partsOf();
    await warmUp(parts, { openStage: fail, ms: 50, isStopping: () => false });
    const closing = async () => ({ ...(await open()), close: fail });
    await warmUp(parts, { openStage: closing as typeof open, ms: 50, isStopping: () => false });
    expect(logged).toEqual(["could not warm up", "could not warm up"]);
  });
});
