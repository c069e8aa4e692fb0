/** How far the verification of pairs is while more are still being found. */
export class PairProgress {
  #newcomers = 0;
  #gathered = 0;
  #verified = 0;
  #share = 0;

  /** Newcomers gathered so far. */
  get newcomers(): number {
    return this.#newcomers;
  }

  /** Pairs that are being verified, and those before them. */
  get verified(): number {
    return this.#verified;
  }

  /** Told of the pairs of each newcomer. */
  gather(pairs: number): void {
    this.#newcomers++;
    this.#gathered += pairs;
  }

  /**
   * Told of pairs that are about to be verified. Some of those gathered still wait in a window, which tells how much of the
   * walk is done; the more pairs later articles have, the lower that would fall.
   * @param walked share of the articles whose pairs were gathered.
   * @returns a share of the articles, 0 to 1, never less than before.
   */
  verify(pairs: number, walked: number): number {
    this.#verified += pairs;
    this.#share = Math.max(this.#share, (walked * this.#verified) / Math.max(this.#gathered, this.#verified, 1));
    return this.#share;
  }
}
