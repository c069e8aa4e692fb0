import type { Pair } from "../model/pair.js";

/** A pair and where its articles stand in the catalog: `first` is the index of `pair.a`. */
export interface FoundPair {
  readonly first: number;
  readonly second: number;
  readonly pair: Pair;
}
