import type { Decision } from "../model/decision.js";
import type { Checkpoint } from "./filter-checkpoint.js";
import { CHECKPOINT_RECORDS, MOST_WAITING } from "./filter-settings.js";

/**
 * Tells an article that a killed run had added, but not yet saved as written, from one that stands in the input twice.
 * The index knows both. The first was taken between the checkpoint and the kill, stands within reach of the checkpoint in
 * the input, and is met for the first time.
 *
 *     … saved │ added, outputs cut off │ never read …
 *             ▲ the checkpoint          ▲ the kill: where the index's sequence stands when the run goes on
 *
 * @param resumed the checkpoint of a killed run; undefined where the last run came to its end, or none was.
 * @param killed the index's sequence before anything is added to it again.
 */
export function createReplays(
  resumed: Checkpoint | undefined,
  killed: number,
): (decision: Pick<Decision, "id" | "sequence">, read: number) => boolean {
  if (resumed === undefined) return () => false;
  const reach = resumed.read + CHECKPOINT_RECORDS + MOST_WAITING;
  const met = new Set<string>();
  return ({ id, sequence }, read) => {
    const isBetween = sequence >= resumed.sequence && sequence < killed;
    if (!isBetween || read > reach || met.has(id)) return false;
    met.add(id);
    return true;
  };
}
