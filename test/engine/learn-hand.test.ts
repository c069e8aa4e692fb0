import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { LearnJob } from "../../src/engine/learn-counter.js";
import { createLocalLearnHand, type LearnHand, type LearnSetting } from "../../src/engine/learn-hand.js";
import { resolveOptions } from "../../src/options.js";
import { root } from "../cli/run.js";
import { articleOf, story } from "./furniture-feed.js";

const FUND = "The Harbour Post is owned by the town and paid for by the people who buy it every week.";
const setting: LearnSetting = { options: resolveOptions(), extras: {} };

/** Threads begin from compiled files. */
async function threadHand(given = setting): Promise<LearnHand> {
  const built = pathToFileURL(join(root, "dist", "engine", "learn-hand.js")).href;
  const { createLearnHand } = (await import(built)) as { createLearnHand: (setting: LearnSetting) => LearnHand };
  return createLearnHand(given);
}

const jobOf = (records: readonly number[], fresh: readonly number[]): LearnJob => ({
  records,
  clusterOf: Uint32Array.from(records, (_, place) => place),
  fresh: fresh.map((record) => ({ record, article: articleOf(`a${record}`, "Post", [...story(record, 4), FUND]) })),
});

describe("a thread that learns", () => {
  it("counts what the calling thread counts, and forgets what no longer counts", async () => {
    const [thread, local] = [await threadHand(), createLocalLearnHand(setting)];
    const jobs = [jobOf([1, 2, 3, 4], [1, 2, 3, 4]), jobOf([3, 4, 5], [5])];
    const [first, second] = await Promise.all(jobs.map((job) => thread.count(job)));
    const expected = [];
    for (const job of jobs) expected.push(await local.count(job));
    expect([first, second]).toEqual(expected);
    expect(first).toContain(FUND);
    expect(second).toContain('"learned": {"articles":3,"clusters":3,');
    await thread.end();
  });

  it("throws what goes wrong there, and goes on", async () => {
    const thread = await threadHand();
    await expect(thread.count(jobOf([1], []))).rejects.toThrow(/undefined/);
    expect(await thread.count(jobOf([1], [1]))).toContain('"articles":1');
    await thread.end();
  });

  it("throws for jobs under way and later ones once it has ended", async () => {
    const thread = await threadHand();
    const cut = thread.count(jobOf([1], [1]));
    await Promise.all([thread.end(), expect(cut).rejects.toThrow(/the thread that learns templates ended/)]);
    await expect(thread.count(jobOf([2], [2]))).rejects.toThrow(/ended/);
  });

  it("ends where it never began", async () => {
    await expect((await threadHand()).end()).resolves.toBeUndefined();
  });
});
