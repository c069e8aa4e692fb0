import type { Verification } from "../match/find-pairs.js";
import type { PairStores } from "../match/pair-table.js";
import type { Verifier } from "../match/verify.js";
import type { Hand } from "./hand.js";
import { type RunContext, untilInterrupted } from "./run.js";

/** Verifies in this thread. */
export function verifyHere(verifier: Verifier): Verification {
  return { lanes: 1, verify: async (batch) => verifier(batch) };
}

/** Where matching puts what it needs later. */
export interface MatchStores extends PairStores, Pick<Required<Verification>, "listKeys" | "makeRows"> {
  /** Called with how many pairs were found so far; may throw where memory has no room for more. */
  readonly checkPairs?: (pairs: number) => void;
}

/** Batches that wait at each hand, so that none is ever without. */
const QUEUE = 2;

/**
 * Verifies with all hands of a crew; each takes the batches given to it one after the other.
 * @param stores where what does not fit into memory waits.
 */
export function verifyWith(
  hands: readonly Hand[],
  run: RunContext,
  { checkPairs, ...stores }: MatchStores,
  onProgress: (share: number) => void,
): Verification {
  const last: Promise<unknown>[] = hands.map(() => Promise.resolve());
  let turn = 0;
  let pairs = 0;
  return {
    lanes: hands.length * QUEUE,
    ...stores,
    onProgress,
    verify(batch) {
      const at = turn++ % hands.length;
      const hand = hands[at] as Hand;
      const verified = (last[at] as Promise<unknown>).then(async () => {
        const found = await hand.verify(batch);
        pairs += found.places.length;
        checkPairs?.(pairs);
        return found;
      });
      last[at] = verified.catch(() => {});
      return untilInterrupted(verified, run);
    },
  };
}
