import { describe, expect, it } from "vitest";
import { createPreparer, type PreparedArticle } from "../../src/engine/index-prepare.js";
import { PrepareCrew } from "../../src/engine/prepare-crew.js";
import type { PrepareHand } from "../../src/engine/prepare-hand.js";
import { type PreparedPacket, packPrepared } from "../../src/engine/prepared-packet.js";
import { packRecords, type ReadRecord, type RecordBatch, type RecordPacket } from "../../src/engine/record-packet.js";
import type { Article } from "../../src/model/article.js";
import { resolveOptions } from "../../src/options.js";
import { resolveSettings } from "../../src/read/settings.js";

const preparer = await createPreparer(resolveOptions(), {});
/** Those that the crew's own thread prepares before it gathers hands. */
const SPARED = 200;

const articleOf = (n: number): Article => ({ id: `a${n}`, source: "", text: `The ferry to Vessby sailed ${n} times.` });

/** A hand that works when it is told to. */
class HeldHand implements PrepareHand {
  readonly asked: {
    articles: readonly Article[];
    resolve: (packet: PreparedPacket) => void;
    reject: (e: Error) => void;
  }[] = [];
  readonly batches: {
    batch: RecordBatch;
    resolve: (packet: RecordPacket) => void;
    reject: (e: Error) => void;
  }[] = [];
  readonly extras: object[] = [];
  ended = false;
  lost = false;
  isLost(): boolean {
    return this.lost;
  }
  prepare(articles: readonly Article[]): Promise<PreparedPacket> {
    return new Promise((resolve, reject) => this.asked.push({ articles, resolve, reject }));
  }
  prepareRecords(batch: RecordBatch): Promise<RecordPacket> {
    return new Promise((resolve, reject) => this.batches.push({ batch, resolve, reject }));
  }
  use(extras: object): void {
    this.extras.push(extras);
  }
  async end(): Promise<void> {
    this.ended = true;
  }
  work(): void {
    const { articles, resolve } = this.asked.shift() as HeldHand["asked"][number];
    resolve(packPrepared(articles, preparer.prepare));
  }
}

const settings = resolveSettings({});

/** The numbered articles as lines, and one that is none. */
function batchOf(...numbers: readonly number[]): RecordBatch {
  const texts = numbers.map((n) => JSON.stringify(articleOf(n)));
  const lines = [...texts, "{broken"].map((text, at) => {
    const bytes = Buffer.from(text);
    return { number: at + 1, offset: at * 1000, bytes, length: bytes.length, whole: true };
  });
  return { file: "feed.jsonl", lines, settings };
}

/** What became of lines, in short. */
const shortOf = (records: Iterable<ReadRecord>) =>
  Array.from(records, (one) => (one.kind === "record" ? one.prepared.article.id : one.kind));

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

function crewOf(count: number) {
  const hands: HeldHand[] = [];
  const gather = (): HeldHand[] => {
    for (let i = 0; i < count; i++) hands.push(new HeldHand());
    return hands;
  };
  return { hands, crew: new PrepareCrew(gather, preparer, {}) };
}

async function crewAtWork(count: number) {
  const made = crewOf(count);
  for (let n = 0; n < SPARED; n++) await made.crew.prepare(articleOf(n));
  return made;
}

/** More than the crew's own thread prepares itself. */
const prepareThree = (crew: PrepareCrew, first: number): Promise<PreparedArticle[]> =>
  Promise.all([0, 1, 2].map((n) => crew.prepare(articleOf(first + n))));

const idsOf = (prepared: readonly PreparedArticle[]): string[] => prepared.map(({ article }) => article.id);

describe("a crew that prepares", () => {
  it("begins no thread for a few articles", async () => {
    const { hands, crew } = await crewAtWork(2);
    expect(hands).toEqual([]);
    await crew.end();
  });

  it("sends what comes together in one packet, and no more than a hand can hold", async () => {
    const { hands, crew } = await crewAtWork(2);
    const all = Array.from({ length: 300 }, (_, n) => crew.prepare(articleOf(n)));
    await turn();
    expect(hands.map(({ asked }) => asked.map(({ articles }) => articles.length))).toEqual([
      [32, 32],
      [32, 32],
    ]);
    while (hands.some(({ asked }) => asked.length > 0)) {
      for (const hand of hands) if (hand.asked.length > 0) hand.work();
      await turn();
    }
    const found = await Promise.all(all);
    expect(found.map(({ article }) => article.id)).toEqual(all.map((_, n) => `a${n}`));
    expect(found[7]?.print.exact).toBe(preparer.prepare(articleOf(7)).print.exact);
  });

  it("sends a few articles without waiting for others", async () => {
    const { hands, crew } = await crewAtWork(1);
    const three = prepareThree(crew, 1);
    await turn();
    hands[0]?.work();
    expect(idsOf(await three)).toEqual(["a1", "a2", "a3"]);
  });

  it("prepares one or two itself while no hand works", async () => {
    const { hands, crew } = await crewAtWork(1);
    expect((await crew.prepare(articleOf(1))).article.id).toBe("a1");
    const two = await Promise.all([crew.prepare(articleOf(2)), crew.prepare(articleOf(3))]);
    expect(idsOf(two)).toEqual(["a2", "a3"]);
    expect(hands).toEqual([]);
  });

  it("sends one to the hands where they work, and where it is long", async () => {
    const { hands, crew } = await crewAtWork(1);
    const long = crew.prepare({ ...articleOf(1), text: "The ferry sailed. ".repeat(2000) });
    await turn();
    const short = crew.prepare(articleOf(2));
    await turn();
    expect(hands[0]?.asked.map(({ articles }) => articles.length)).toEqual([1, 1]);
    hands[0]?.work();
    hands[0]?.work();
    expect(idsOf([await long, await short])).toEqual(["a1", "a2"]);
  });

  it("is warmed up by every hand preparing the same articles", async () => {
    const { hands, crew } = crewOf(2);
    const warm = crew.warmUp([articleOf(1), articleOf(2)]);
    expect(hands.map(({ asked }) => asked.map(({ articles }) => articles.length))).toEqual([[2], [2]]);
    for (const hand of hands) hand.work();
    await warm;
  });

  it("warms up no hand that is lost, and sends to those that are being warmed as to any at work", async () => {
    const { hands, crew } = await crewAtWork(2);
    const first = crew.warmUp([]);
    for (const hand of hands) hand.work();
    await first;
    if (hands[0] !== undefined) hands[0].lost = true;
    const warm = crew.warmUp([articleOf(1)]);
    const again = crew.warmUp([articleOf(2)]);
    const three = prepareThree(crew, 3);
    await turn();
    expect(hands.map(({ asked }) => asked.length)).toEqual([0, 2]);
    hands[1]?.work();
    await warm;
    expect(hands[1]?.asked.map(({ articles }) => articles.length)).toEqual([1, 3]);
    hands[1]?.work();
    hands[1]?.work();
    await again;
    expect(idsOf(await three)).toEqual(["a3", "a4", "a5"]);
  });

  it("is not warm where a hand fails", async () => {
    const { hands, crew } = crewOf(1);
    const warm = crew.warmUp([articleOf(1)]);
    hands[0]?.asked.shift()?.reject(new Error("gone"));
    await expect(warm).rejects.toThrow("gone");
  });

  it("tells the fault of a hand to those whose articles it had, and goes on", async () => {
    const { hands, crew } = await crewAtWork(1);
    const lost = prepareThree(crew, 1);
    await turn();
    hands[0]?.asked.shift()?.reject(new Error("gone"));
    await expect(lost).rejects.toThrow("gone");
    const next = prepareThree(crew, 4);
    await turn();
    hands[0]?.work();
    expect(idsOf(await next)).toEqual(["a4", "a5", "a6"]);
  });

  it("gives nothing to a hand that is lost, and prepares here where none is left", async () => {
    const { hands, crew } = await crewAtWork(2);
    const first = prepareThree(crew, 1);
    await turn();
    for (const hand of hands) hand.lost = true;
    const [had] = hands.filter(({ asked }) => asked.length > 0);
    had?.asked.shift()?.reject(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    expect(idsOf(await prepareThree(crew, 4))).toEqual(["a4", "a5", "a6"]);
    expect(hands.map(({ asked }) => asked.length)).toEqual([0, 0]);
  });

  it("gives what a lost hand had to one that is left, and goes on with that", async () => {
    const { hands, crew } = await crewAtWork(2);
    const first = prepareThree(crew, 1);
    await turn();
    const [had, left] = (hands[0]?.asked.length === 1 ? hands : hands.toReversed()) as [HeldHand, HeldHand];
    had.lost = true;
    had.asked.shift()?.reject(new Error("gone"));
    await turn();
    left.work();
    expect(idsOf(await first)).toEqual(["a1", "a2", "a3"]);
    const next = prepareThree(crew, 4);
    await turn();
    left.work();
    expect(idsOf(await next)).toEqual(["a4", "a5", "a6"]);
  });

  it("gives records of a lost hand to one that is left once only", async () => {
    const { hands, crew } = await crewAtWork(3);
    const records = crew.prepareRecords(batchOf(1)).catch((error: Error) => error.message);
    for (let count = 0; count < 2; count++) {
      const had = hands.find(({ batches }) => batches.length > 0);
      if (had === undefined) throw new Error("expected a hand with a batch");
      had.lost = true;
      had.batches.shift()?.reject(new Error(`gone ${count}`));
      await turn();
    }
    expect(await records).toBe("gone 1");
    expect(hands.map(({ batches }) => batches.length)).toEqual([0, 0, 0]);
  });

  it("gives nothing to others where all hands are ended", async () => {
    const { hands, crew } = await crewAtWork(2);
    const records = crew.prepareRecords(batchOf(1));
    await crew.end();
    const had = hands.find(({ batches }) => batches.length > 0) as HeldHand;
    had.lost = true;
    had.batches.shift()?.reject(new Error("ended"));
    await expect(records).rejects.toThrow("ended");
  });

  it("tells those who wait that no hand could be begun", async () => {
    const gather = (): never => {
      throw new Error("no room");
    };
    const crew = new PrepareCrew(gather, preparer, {});
    for (let n = 0; n < SPARED; n++) await crew.prepare(articleOf(n));
    await expect(prepareThree(crew, 1)).rejects.toThrow("no room");
  });

  it("rejects what the stages throw", async () => {
    const broken = {
      ...preparer,
      prepare: () => {
        throw new RangeError("odd");
      },
    };
    const crew = new PrepareCrew(() => [], broken, {});
    await expect(crew.prepare(articleOf(1))).rejects.toThrow("odd");
  });

  it("sends records as they are written, and tells in its place what is none", async () => {
    const { hands, crew } = await crewAtWork(1);
    const asked = crew.prepareRecords(batchOf(1, 2));
    const [held] = hands[0]?.batches ?? [];
    held?.resolve(structuredClone(packRecords(held.batch, preparer)));
    expect(shortOf(await asked)).toEqual(["a1", "a2", "reject"]);
  });

  it("begins no thread for a few records", async () => {
    const { hands, crew } = crewOf(2);
    expect(shortOf(await crew.prepareRecords(batchOf(1, 2)))).toEqual(["a1", "a2", "reject"]);
    expect(hands).toEqual([]);
  });

  it("sends no more batches than a hand can hold, and tells its fault to those it had", async () => {
    const { hands, crew } = await crewAtWork(1);
    const [first, second, third] = [1, 2, 3].map((n) => crew.prepareRecords(batchOf(n)));
    expect(hands[0]?.batches).toHaveLength(2);
    if (hands[0] !== undefined) hands[0].lost = true;
    for (const { reject } of hands[0]?.batches ?? []) reject(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    await expect(second).rejects.toThrow("gone");
    expect(shortOf((await third) as Iterable<ReadRecord>)).toEqual(["a3", "reject"]);
  });

  it("rejects the batches that wait when it ends", async () => {
    const { crew } = await crewAtWork(1);
    const waiting = [1, 2, 3].map((n) => crew.prepareRecords(batchOf(n)))[2];
    await crew.end();
    await expect(waiting).rejects.toThrow("closed");
  });

  it("hands other templates on, and ends its hands", async () => {
    const { hands, crew } = await crewAtWork(1);
    const begun = prepareThree(crew, 1);
    await turn();
    hands[0]?.work();
    await begun;
    crew.use(preparer, { lexicon: undefined } as object);
    expect(hands[0]?.extras).toHaveLength(1);
    await crew.end();
    expect(hands[0]?.ended).toBe(true);
  });
});
