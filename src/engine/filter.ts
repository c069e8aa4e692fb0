import type { Reading } from "../model/reading.js";
import { markOf } from "./filter-checkpoint.js";
import type { FilterCounts } from "./filter-counts.js";
import { createDelivery, type Delivery } from "./filter-delivery.js";
import { BoundedQueue } from "./filter-queue.js";
import {
  type FilterIndex,
  type FilterOutputs,
  type FilterSettings,
  MOST_WAITING,
  MOST_WAITING_UNITS,
  type Taken,
} from "./filter-settings.js";
import { untilAborted } from "./filter-stop.js";

/**
 * Asks the index of every article, in order, and writes each out once its answer is durable: new articles to `articles`,
 * the others with what they match to `duplicates`, what cannot be read to `rejects`. Reading goes on while answers wait
 * for the disk, but never further than MOST_WAITING articles: a slow reader of the outputs stops it.
 *
 *     readings → checkAndAdd → queue → outputs → checkpoint
 *
 * Where the signal aborts, reading stops, and what was taken is still written and saved. With a learner, the stream waits
 * where templates change until all before is written.
 */
export async function filterReadings(
  readings: AsyncIterable<Reading>,
  index: FilterIndex,
  outputs: FilterOutputs,
  settings: FilterSettings,
): Promise<FilterCounts> {
  const queue = new BoundedQueue<Taken>({ items: MOST_WAITING, weight: MOST_WAITING_UNITS });
  const delivery = createDelivery(index, outputs, settings);
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  settings.signal?.addEventListener("abort", onAbort, { once: true });
  if (settings.signal?.aborted === true) stop.abort();
  try {
    await delivery.begin();
    const taking = takeAll(untilAborted(readings, stop.signal), index, queue, settings);
    const delivering = deliverAll(queue, delivery).catch((error: unknown) => {
      settings.learner?.fail(error);
      stop.abort();
      queue.end();
      throw error;
    });
    const ends = await Promise.allSettled([delivering, taking]);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    return delivery.counts();
  } finally {
    settings.signal?.removeEventListener("abort", onAbort);
  }
}

/** Reads and asks, as far ahead as the queue lets. */
async function takeAll(
  readings: AsyncIterable<Reading>,
  index: FilterIndex,
  queue: BoundedQueue<Taken>,
  settings: FilterSettings,
): Promise<void> {
  const { learner } = settings;
  let articles = 0;
  try {
    for await (const reading of readings) {
      const isReady = learner?.next();
      if (isReady !== undefined) await isReady;
      const mark = settings.save === undefined ? undefined : markOf(reading);
      if (reading.kind === "reject") {
        await queue.push({ ...reading, mark }, reading.reject.raw.length);
        continue;
      }
      const { length } = reading.article.text;
      const decision = index.checkAndAdd(reading.article);
      // Awaited in its turn; a failure before that is not unheard.
      decision.catch(() => {});
      settings.onProgress?.({ stage: "clean", articles: ++articles, bytes: 0 });
      const templates = learner === undefined ? settings.templates : learner.templates;
      await queue.push({ kind: "article", reading, decision, templates, mark }, length);
    }
  } finally {
    queue.end();
  }
}

async function deliverAll(queue: BoundedQueue<Taken>, delivery: Delivery): Promise<void> {
  for (let taken = await queue.take(); taken !== undefined; taken = await queue.take()) await delivery.deliver(taken);
  await delivery.finish();
}
