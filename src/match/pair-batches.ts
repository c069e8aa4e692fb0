import type { Newcomer } from "./leader-order.js";
import type { PairBatch } from "./verify.js";

/** Pairs a batch: some tens of milliseconds of work. */
const BATCH_PAIRS = 512;

/** Which pairs of a batch are of one newcomer. */
export interface BatchShare {
  /** As `Newcomer` has it. */
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/** Pairs to verify, and whose they are. */
export interface SharedBatch {
  readonly batch: PairBatch;
  /** One a newcomer, in the order of their pairs. */
  readonly shares: readonly BatchShare[];
}

/**
 * Cuts the pairs of newcomers into batches; each newcomer's stay together.
 * @param idRanks the rank of each article by its id. @param pages as `pageNumbers` gives them.
 */
export function* pairBatches(
  newcomers: Iterable<Newcomer>,
  idRanks: Uint32Array,
  pages: Uint32Array,
): Generator<SharedBatch> {
  let [first, second, shares]: [number[], number[], BatchShare[]] = [[], [], []];
  const batch = (): SharedBatch => ({ batch: batchOf(first, second, pages), shares });
  for (const { article, others, place } of newcomers) {
    shares.push({ place, from: first.length, to: first.length + others.length });
    for (const other of others) {
      const [a, b] = byId(idRanks, article, other);
      first.push(a);
      second.push(b);
    }
    if (first.length < BATCH_PAIRS) continue;
    yield batch();
    [first, second, shares] = [[], [], []];
  }
  if (first.length > 0) yield batch();
}

function batchOf(first: readonly number[], second: readonly number[], pages: Uint32Array): PairBatch {
  const samePage = new Uint8Array(first.length);
  for (const [i, article] of first.entries()) {
    if (pages[article] !== 0 && pages[article] === pages[second[i] as number]) samePage[i] = 1;
  }
  return { first: new Uint32Array(first), second: new Uint32Array(second), samePage };
}

/** Two articles, the one with the smaller id first. */
export function byId(idRanks: Uint32Array, x: number, y: number): [number, number] {
  return (idRanks[x] as number) < (idRanks[y] as number) ? [x, y] : [y, x];
}
