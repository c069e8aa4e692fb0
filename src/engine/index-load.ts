import type { IndexStats } from "../model/decision.js";
import type { Reading, Reject } from "../model/reading.js";
import type { ArticleIndex, IndexOptions } from "./index-contract.js";
import { indexFolder } from "./index-folder.js";
import { openBulkIndex, openIndex } from "./index-open.js";
import { createNaming } from "./name-reading.js";
import { checkInterrupted, type RunContext } from "./run.js";

/** What a load takes besides options of the index. */
export interface LoadSettings extends Pick<RunContext, "onProgress" | "signal"> {
  /** Takes what cannot be read. */
  readonly onReject: (reject: Reject) => void;
}

/** What became of the records. */
export interface Loaded {
  readonly read: number;
  readonly rejected: number;
  readonly stats: IndexStats;
}

/** Additions on their way at once. */
const ON_THEIR_WAY = 512;
const PROGRESS_STEP = 64;

/**
 * Makes an index of all readings in one sorted load: it appears when it is whole.
 * @throws {UsageError} where there is an index already.
 */
export async function buildIndex(
  path: string,
  readings: AsyncIterable<Reading>,
  options: IndexOptions,
  settings: LoadSettings,
): Promise<Loaded> {
  const folder = indexFolder(path, { replaces: false });
  try {
    const index = await openBulkIndex(folder.aside, path, options);
    const loaded = await filled(index, readings, settings);
    folder.commit();
    return loaded;
  } catch (error) {
    folder.discard();
    throw error;
  }
}

/** Adds all readings to an index, which is made where there is none. */
export async function loadIndex(
  path: string,
  readings: AsyncIterable<Reading>,
  options: IndexOptions,
  settings: LoadSettings,
): Promise<Loaded> {
  return filled(await openIndex(path, options), readings, settings);
}

/** Fills an index and closes it. */
async function filled(index: ArticleIndex, readings: AsyncIterable<Reading>, settings: LoadSettings): Promise<Loaded> {
  try {
    return { ...(await fill(index, readings, settings)), stats: index.stats() };
  } finally {
    await index.close();
  }
}

async function fill(
  index: ArticleIndex,
  readings: AsyncIterable<Reading>,
  { onProgress, onReject, signal }: LoadSettings,
): Promise<Omit<Loaded, "stats">> {
  const name = createNaming();
  const onTheirWay: Promise<string>[] = [];
  let [read, rejected] = [0, 0];
  for await (const reading of readings) {
    if (read++ % PROGRESS_STEP === 0) {
      if (signal !== undefined) checkInterrupted({ signal });
      onProgress?.({ stage: "clean", articles: read - 1, bytes: 0 });
    }
    if (reading.kind === "reject") {
      rejected++;
      onReject(reading.reject);
      continue;
    }
    const added = index.add(name(reading).article);
    // Told of when it is awaited, below.
    added.catch(() => undefined);
    onTheirWay.push(added);
    if (onTheirWay.length >= ON_THEIR_WAY) await onTheirWay.shift();
  }
  await Promise.all(onTheirWay);
  return { read, rejected };
}
