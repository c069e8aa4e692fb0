import { getEventListeners } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Hand } from "../../src/engine/hand.js";
import { JoinWork } from "../../src/engine/join-work.js";
import { KEY_WORDS, keysOnDisk } from "../../src/engine/key-files.js";
import { listWith } from "../../src/engine/list-with.js";
import { createRowSpool, type RowFile } from "../../src/engine/row-spool.js";
import { InterruptedError, type RunContext } from "../../src/engine/run.js";
import { listKeys, listSetting } from "../../src/match/candidates.js";
import type { Postings } from "../../src/match/postings.js";
import { resolveOptions } from "../../src/options.js";
import { seeded, shuffled } from "../match/shingle-sets.js";

const folder = mkdtempSync(join(tmpdir(), "dittograph-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run: RunContext = { options: resolveOptions(), version: "0", ruleset: "", strict: false };
const ARTICLES = 400;
/** Some articles take no part. */
const order = shuffled(ARTICLES, 4).slice(0, 350);
const setting = listSetting(order, ARTICLES);

/** Keys that some dozen articles share, few do, or none, in a file of each of two workers. */
function writeKeys(name: string, seed: number): RowFile[] {
  const random = seeded(seed);
  const spools = [0, 1].map((worker) => createRowSpool(join(folder, `${name}-${worker}`), KEY_WORDS));
  for (let n = 0; n < 20_000; n++) {
    const key = Math.floor(random() ** 3 * 6_000);
    const high = Math.imul(key + 1, 0x9e3779b1) >>> 0;
    const spool = spools[n % 2];
    spool?.words.set([key, high, Math.floor(random() * ARTICLES)], spool.place(high));
  }
  return spools.map((spool) => spool.seal());
}

const keys = { bands: writeKeys("bands", 1), samples: writeKeys("samples", 2) };

/** A hand that only lists. */
function listingHand(worker: number): Hand {
  const work = new JoinWork(folder, worker);
  const refuse = async (): Promise<never> => Promise.reject(new Error("only lists"));
  const others = { gist: refuse, prepare: refuse, seal: refuse, openShelf: refuse, verify: refuse };
  return { ...others, listKeys: async (job) => work.add(job), listedKeys: async (channel) => work.finish(channel) };
}

/** What lists say of each rank: its leaders, how often, and its size. */
function contentOf({ countLeaders, sizes }: Postings): readonly string[] {
  const shared = new Uint32Array(order.length);
  return Array.from(order, (_, rank) => {
    const touched: number[] = [];
    countLeaders(rank, shared, touched);
    const counts = touched.sort((x, y) => x - y).map((leader) => [leader, shared[leader]]);
    for (const leader of touched) shared[leader] = 0;
    return JSON.stringify({ counts, size: sizes[rank] });
  });
}

function expectSame(found: Postings, expected: Postings): void {
  const contents = contentOf(expected);
  for (const [rank, content] of contentOf(found).entries()) expect(content).toBe(contents[rank]);
  expect([found.overfull, found.largest]).toEqual([expected.overfull, expected.largest]);
}

describe("listWith", () => {
  const stores = { bandKeys: keysOnDisk(keys.bands, KEY_WORDS), samples: keysOnDisk(keys.samples, KEY_WORDS) };

  it.each([1, 2, 5, 40])("gives with %d hands what is listed here, and names all files", async (count) => {
    const alone = listKeys({ entries: [], ...stores }, setting);
    const hands = Array.from({ length: count }, (_, worker) => listingHand(worker));
    const files: string[] = [];
    const lists = await listWith(hands, keys, setting, (path) => files.push(path), run);
    expectSame(lists.bands, alone.bands);
    expectSame(lists.samples, alone.samples);
    expect(alone.samples.overfull).toBeGreaterThan(0);
    expect(files.length).toBeGreaterThanOrEqual(2);
    expect(files.length).toBeLessThanOrEqual(Math.min(2 * count, 32));
  });

  it("listens once for an interruption, however many hands there are", async () => {
    const { signal } = new AbortController();
    const most: number[] = [];
    const hands = Array.from({ length: 40 }, (_, worker) => {
      const hand = listingHand(worker);
      const listKeys: Hand["listKeys"] = async (job) => {
        most.push(getEventListeners(signal, "abort").length);
        await hand.listKeys(job);
      };
      return { ...hand, listKeys };
    });
    await listWith(hands, keys, setting, () => {}, { ...run, signal });
    expect(Math.max(...most)).toBeLessThanOrEqual(1);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("fails where a hand fails, and where the run is interrupted", async () => {
    const failing = { ...listingHand(1), listKeys: async () => Promise.reject(new Error("no room")) };
    await expect(listWith([listingHand(0), failing], keys, setting, () => {}, run)).rejects.toThrow("no room");
    const interrupted = { ...run, signal: AbortSignal.abort() };
    await expect(listWith([listingHand(0)], keys, setting, () => {}, interrupted)).rejects.toThrow(InterruptedError);
  });
});
