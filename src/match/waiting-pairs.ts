import type { PairTable, PassagePlace } from "./pair-table.js";
import { passageWords, type VerifiedPairs } from "./verify.js";

/**
 * The related pairs of a batch while they wait for their turn. Their passages are put away: what waits takes some 40 bytes a
 * pair, however many passages it has.
 */
export interface WaitingPairs extends Pick<VerifiedPairs, "places" | "relations" | "scores"> {
  /** A `PassagePlace` of each. */
  readonly passages: Uint32Array;
}

const PLACE_WORDS = 3;

/** Puts the passages of verified pairs away, where those of a table are. */
export function putAway(verified: VerifiedPairs, pairs: Pick<PairTable, "keep">): WaitingPairs {
  const { places, relations, scores } = verified;
  const passages = new Uint32Array(places.length * PLACE_WORDS);
  for (let n = 0; n < places.length; n++) passages.set(pairs.keep(passageWords(verified, n)), n * PLACE_WORDS);
  return { places, relations, scores, passages };
}

/** Where the passages of the n-th pair are. */
export function passagePlace({ passages }: WaitingPairs, n: number): PassagePlace {
  const at = n * PLACE_WORDS;
  return [passages[at] as number, passages[at + 1] as number, passages[at + 2] as number];
}
