import type { CleanedPiece, CleanSetting, ShowCleaned } from "./clean-hand.js";
import { createCleanThreadHand } from "./clean-thread-hand.js";
import { createRest } from "./crew.js";
import { createPieceNaming } from "./piece-names.js";
import type { RunContext } from "./run.js";
import { type FileSource, planWork } from "./source.js";
import { type PieceHand, spreadOut } from "./spread-pieces.js";

/** Where the results of cleaning go, in input order. */
export interface CleanSinks {
  /** Bytes of articles of a file, which are not written to again; the next come once the promise settles. */
  articles(file: string, bytes: Uint8Array): Promise<void>;
  /** The row of a record that is rejected. */
  reject(row: string): Promise<void>;
}

/** What became of the records. */
export interface CleanCounts {
  readonly articles: number;
  readonly rejected: number;
}

/**
 * Cleans every article of a source, in as many threads as it is worth. The bytes do not depend on their number. With
 * `strict`, a record whose id was there before is a reject.
 * @param forms as in `CleanSetting`. @param show as for `createCleanHand`; works in this thread.
 */
export async function cleanAll(
  source: FileSource,
  sinks: CleanSinks,
  forms: CleanSetting["forms"],
  run: RunContext,
  show?: ShowCleaned,
): Promise<CleanCounts> {
  const { pieces, workers, readOptions } = await planWork(show === undefined ? source : { ...source, workers: 1 }, run);
  const { onProgress: _onProgress, signal: _signal, ownership: _ownership, ...shared } = run;
  const { hands, dismiss } = await gather(workers, { run: shared, readOptions, forms }, run, show);
  let [articles, rejected, bytes] = [0, 0, 0];
  let isOver = false;
  const merge = async (piece: { readonly bytes: number }, result: CleanedPiece): Promise<void> => {
    articles += result.articles;
    rejected += result.rejects.length;
    bytes += piece.bytes;
    await deliver(result, sinks, () => isOver);
    run.onProgress?.({ stage: "clean", articles, bytes });
  };
  try {
    await spreadOut(pieces, hands, { name: createPieceNaming(run.strict), merge }, run);
    return { articles, rejected };
  } finally {
    isOver = true;
    await dismiss();
  }
}

async function gather(workers: number, setting: CleanSetting, run: RunContext, show?: ShowCleaned) {
  if (workers === 1) {
    const { createCleanHand } = await import("./clean-hand.js");
    const hands: PieceHand<CleanedPiece>[] = [createCleanHand(setting, createRest(run), show)];
    return { hands, dismiss: async () => {} };
  }
  const hands = Array.from({ length: workers }, (_, worker) => createCleanThreadHand({ ...setting, worker }));
  return { hands, dismiss: async () => void (await Promise.all(hands.map(({ end }) => end()))) };
}

/** @param isOver once it is true, nothing more goes to the sinks. */
async function deliver(
  { bytes, stretches, rejects }: CleanedPiece,
  sinks: CleanSinks,
  isOver: () => boolean,
): Promise<void> {
  let start = 0;
  for (const { file, end } of stretches) {
    if (isOver()) return;
    await sinks.articles(file, bytes.subarray(start, end));
    start = end;
  }
  for (const row of rejects) if (!isOver()) await sinks.reject(row);
}
