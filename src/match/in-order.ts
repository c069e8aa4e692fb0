import type { SharedBatch } from "./pair-batches.js";
import type { PairBatch } from "./verify.js";
import type { WaitingPairs } from "./waiting-pairs.js";

/** The related pairs of one newcomer: those of a batch that were found related, from one up to another. */
export interface VerifiedShare {
  readonly batch: PairBatch;
  readonly verified: WaitingPairs;
  readonly from: number;
  readonly to: number;
}

/** Hands on what was found of newcomers in the order of their places, whatever order it comes in. */
export class InOrder {
  readonly #give: (share: VerifiedShare) => void;
  /** By place; undefined where nothing was related. */
  readonly #waiting = new Map<number, VerifiedShare | undefined>();
  #next = 0;

  constructor(give: (share: VerifiedShare) => void) {
    this.#give = give;
  }

  /** Takes what was found in a batch; gives all whose turn it is. */
  take({ batch, shares }: SharedBatch, verified: WaitingPairs): void {
    let from = 0;
    for (const { place, to } of shares) {
      let end = from;
      while (end < verified.places.length && (verified.places[end] as number) < to) end++;
      this.#waiting.set(place, end === from ? undefined : { batch, verified, from, to: end });
      from = end;
    }
    this.#giveDue();
  }

  /**
   * Ends taking.
   * @param newcomers how many there were. @throws {RangeError} where not all of them have come.
   */
  end(newcomers: number): void {
    if (this.#next === newcomers && this.#waiting.size === 0) return;
    throw new RangeError(
      `expected what was found of ${newcomers} newcomers, found the first ${this.#next} and ${this.#waiting.size} that wait`,
    );
  }

  #giveDue(): void {
    for (; this.#waiting.has(this.#next); this.#next++) {
      const share = this.#waiting.get(this.#next);
      this.#waiting.delete(this.#next);
      if (share !== undefined) this.#give(share);
    }
  }
}
