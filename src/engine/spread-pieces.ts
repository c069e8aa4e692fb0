import type { Piece } from "../read/pieces.js";
import type { Gist, PieceNames } from "./piece.js";
import { type RunContext, untilInterrupted } from "./run.js";

/** Someone who works on pieces, one after the other: `gist` reads one and keeps it for `prepare`. */
export interface PieceHand<Result> {
  gist(piece: Piece): Promise<Gist>;
  prepare(names: PieceNames): Promise<Result>;
}

/** What happens to pieces in their order. */
export interface InOrder<Result> {
  readonly name: (piece: Piece, gist: Gist) => PieceNames;
  /** The next piece is merged once this one is. */
  readonly merge: (piece: Piece, result: Result) => void | Promise<void>;
}

/** Pieces a hand that are begun and not yet merged: their results wait in memory. */
const AHEAD = 4;

/**
 * Works all pieces off: they go to whichever hand is free, and are named and merged in their order. Where anything
 * fails, or the run is interrupted, so does the whole at once: from then on no piece is named, nor merging begun.
 */
export async function spreadOut<Result>(
  pieces: AsyncIterable<Piece>,
  hands: readonly PieceHand<Result>[],
  { name, merge }: InOrder<Result>,
  run: RunContext,
): Promise<void> {
  const idle = new IdleHands(hands);
  const failed = deferred();
  failed.promise.catch(() => {});
  let named: Promise<void> = Promise.resolve();
  let merged: Promise<void> = Promise.resolve();
  const ahead: Promise<void>[] = [];
  let isOver = false;
  const work = async (hand: PieceHand<Result>, piece: Piece, before: InTurn, done: InTurnDone): Promise<void> => {
    const gist = await hand.gist(piece);
    await before.named;
    if (isOver) return;
    const names = name(piece, gist);
    done.named();
    const result = await hand.prepare(names);
    idle.give(hand);
    await before.merged;
    if (isOver) return;
    await merge(piece, result);
    done.merged();
  };
  const orFail = <Value>(wanted: Promise<Value>): Promise<Value> =>
    untilInterrupted(Promise.race([wanted, failed.promise as Promise<never>]), run);
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (let next = await orFail(iterator.next()); next.done !== true; next = await orFail(iterator.next())) {
      const piece = next.value;
      if (ahead.length === hands.length * AHEAD) await orFail(ahead.shift() as Promise<void>);
      const hand = await orFail(idle.take());
      const before = { named, merged };
      const [namedNow, mergedNow] = [deferred(), deferred()];
      [named, merged] = [namedNow.promise, mergedNow.promise];
      ahead.push(merged);
      work(hand, piece, before, { named: namedNow.resolve, merged: mergedNow.resolve }).catch(failed.reject);
    }
    await orFail(merged);
  } finally {
    isOver = true;
  }
}

/** Hands without work, handed out in the order they came back. */
class IdleHands<Hand> {
  readonly #idle: Hand[];
  #waiting: ((hand: Hand) => void) | undefined;

  constructor(hands: readonly Hand[]) {
    this.#idle = [...hands];
  }

  give(hand: Hand): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) this.#idle.push(hand);
    else waiting(hand);
  }

  /** To be called again only once the last call is answered. */
  take(): Promise<Hand> {
    const hand = this.#idle.shift();
    if (hand !== undefined) return Promise.resolve(hand);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }
}

interface InTurn {
  readonly named: Promise<void>;
  readonly merged: Promise<void>;
}
interface InTurnDone {
  readonly named: () => void;
  readonly merged: () => void;
}

function deferred() {
  let resolve = (): void => {};
  let reject = (_error: unknown): void => {};
  const promise = new Promise<void>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  return { promise, resolve, reject };
}
