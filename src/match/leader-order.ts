import type { Candidates } from "./candidates.js";

/** A newcomer, whom it is compared with, and its place in the order in which newcomers were found. */
export interface Newcomer extends Candidates {
  readonly place: number;
}

/** Pairs among which newcomers are put in order, 400 bytes each at most, next window included, until they are taken. */
export const WINDOW_PAIRS = 1 << 16;
/** Pairs of the first window: hands wait for it. */
const FIRST_PAIRS = 1 << 11;

/**
 * Newcomers in an order in which those compared with the same articles follow each other, a window of them at a time: what
 * was read of these is then still at hand. In the order found, the next newcomer of a form that a feed prints every day
 * comes thousands of others later. The next window is gathered while this one is asked for.
 */
export function* byLeader(found: Iterable<Candidates>, windowPairs: number = WINDOW_PAIRS): Generator<Newcomer> {
  const source = numbered(found)[Symbol.iterator]();
  let window = new Window();
  window.fill(source, Math.min(FIRST_PAIRS, windowPairs));
  while (window.pairs > 0) {
    const next = new Window();
    let asked = 0;
    for (const newcomer of window.ordered()) {
      yield newcomer;
      asked += newcomer.others.length;
      next.fill(source, Math.min(asked * GATHERED_AHEAD, windowPairs));
    }
    window = next;
  }
}

/** Pairs gathered of the next window for each that is asked for of this one: windows grow up to their full size. */
const GATHERED_AHEAD = 4;

function* numbered(found: Iterable<Candidates>): Generator<Newcomer> {
  let place = 0;
  for (const { article, others } of found) yield { article, others, place: place++ };
}

class Window {
  readonly #newcomers: Newcomer[] = [];
  pairs = 0;

  /** Takes newcomers until there are so many pairs, as long as there are any. */
  fill(source: Iterator<Newcomer>, pairs: number): void {
    while (this.pairs < pairs) {
      const { done, value } = source.next();
      if (done === true) return;
      this.#newcomers.push(value);
      this.pairs += value.others.length;
    }
  }

  /** By the least of those they are compared with; else in the order found. */
  *ordered(): Generator<Newcomer> {
    const newcomers = this.#newcomers;
    const leaders = Float64Array.from(newcomers, ({ others }) => leastOf(others));
    const order = Uint32Array.from(newcomers.keys());
    order.sort((x, y) => (leaders[x] as number) - (leaders[y] as number) || x - y);
    for (const at of order) yield newcomers[at] as Newcomer;
  }
}

function leastOf(articles: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const article of articles) if (article < least) least = article;
  return least;
}
