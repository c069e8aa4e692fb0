import type { Reading } from "../model/reading.js";
import type { LineRun } from "../read/unread.js";
import type { FilterCounts } from "./filter-counts.js";
import { createDelivery, type Delivery } from "./filter-delivery.js";
import { BoundedQueue } from "./filter-queue.js";
import {
  BATCH_BYTES,
  BATCH_LINES,
  type FilterIndex,
  type FilterOutputs,
  type FilterSettings,
  MOST_QUEUED,
  MOST_WAITING_UNITS,
  type Taken,
} from "./filter-settings.js";
import { untilAborted } from "./filter-stop.js";
import type { RecordBatch } from "./record-packet.js";

/**
 * Asks the index of every article, in order, and writes each out once its answer is durable: new articles to `articles`,
 * the others with what they match to `duplicates`, what cannot be read to `rejects`. Reading goes on while answers wait
 * for the disk, but never further than MOST_WAITING articles: a slow reader of the outputs stops it.
 *
 *     readings, lines → index → queue → outputs → checkpoint
 *
 * Where the signal aborts, reading stops, and what was taken is still written and saved. With a learner, the stream waits
 * where templates change until all before is written.
 */
export async function filterReadings(
  readings: AsyncIterable<Reading | LineRun>,
  index: FilterIndex,
  outputs: FilterOutputs,
  settings: FilterSettings,
): Promise<FilterCounts> {
  const queue = new BoundedQueue<Taken>({ items: MOST_QUEUED, weight: MOST_WAITING_UNITS });
  const delivery = createDelivery(index, outputs, settings);
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  settings.signal?.addEventListener("abort", onAbort, { once: true });
  if (settings.signal?.aborted === true) stop.abort();
  try {
    await delivery.begin();
    const taking = takeAll(untilAborted(readings, stop.signal), { index, queue, settings, signal: stop.signal });
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

/** What reading and asking goes with. */
interface Taking {
  readonly index: FilterIndex;
  readonly queue: BoundedQueue<Taken>;
  readonly settings: FilterSettings;
  readonly signal: AbortSignal;
}

/** Reads and asks, as far ahead as the queue lets. */
async function takeAll(readings: AsyncIterable<Reading | LineRun>, taking: Taking): Promise<void> {
  const { queue, settings } = taking;
  let articles = 0;
  const noteArticles = (count: number): void => {
    articles += count;
    settings.onProgress?.({ stage: "clean", articles, bytes: 0 });
  };
  try {
    for await (const reading of readings) {
      if (reading.kind === "lines") await takeLines(reading, taking, noteArticles);
      else await takeReading(reading, taking, noteArticles);
    }
  } finally {
    queue.end();
  }
}

async function takeReading(
  reading: Reading,
  { index, queue, settings: { learner, templates } }: Taking,
  noteArticles: (count: number) => void,
): Promise<void> {
  const isReady = learner?.next();
  if (isReady !== undefined) await isReady;
  if (reading.kind === "reject") return queue.push(reading, reading.reject.raw.length);
  const { length } = reading.article.text;
  const decision = index.checkAndAdd(reading.article);
  // Awaited in its turn; a failure before that is not unheard.
  decision.catch(() => {});
  noteArticles(1);
  const used = learner === undefined ? templates : learner.templates;
  await queue.push({ kind: "article", reading, decision, templates: used }, length);
}

/** Gives lines to the index, some at once; none behind where templates change before they have. */
async function takeLines(
  { kind: _kind, lines, ...run }: LineRun,
  { index, queue, settings: { learner }, signal }: Taking,
  noteArticles: (count: number) => void,
): Promise<void> {
  let some: RecordBatch["lines"][number][] = [];
  let bytes = 0;
  const give = async (): Promise<void> => {
    if (some.length === 0) return;
    const taken = index.takeRecords({ ...run, lines: some }).then((records) => {
      noteArticles(records.filter(({ kind }) => kind !== "reject").length);
      return records;
    });
    taken.catch(() => {});
    const [weight, count] = [bytes, some.length];
    [some, bytes] = [[], 0];
    await queue.push({ kind: "records", taken }, weight, count);
  };
  for (const line of lines) {
    const isReady = learner?.next();
    if (isReady !== undefined) {
      await give();
      await isReady;
    }
    some.push(line);
    bytes += line.bytes.length;
    if (some.length >= BATCH_LINES || bytes >= BATCH_BYTES) await give();
    if (signal.aborted) break;
  }
  await give();
}

async function deliverAll(queue: BoundedQueue<Taken>, delivery: Delivery): Promise<void> {
  for (let taken = await queue.take(); taken !== undefined; taken = await queue.take()) await delivery.deliver(taken);
  await delivery.finish();
}
