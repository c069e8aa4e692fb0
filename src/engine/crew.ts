import type { Crew, HandSetting } from "./hand.js";
import type { MemoryPlan } from "./memory-plan.js";
import { checkInterrupted, type RunContext } from "./run.js";
import { createThreadHand } from "./thread-hand.js";

/** Articles after which this thread listens to signals. */
const REST_STEP = 16;

/** What all hands of a crew share. */
export type CrewSetting = Omit<HandSetting, "worker" | "run" | "cacheBytes">;

/** Gathers as many hands as the plan has: this thread where one is enough, else threads of their own. */
export async function createCrew(plan: MemoryPlan, setting: CrewSetting, run: RunContext): Promise<Crew> {
  const { workers: count, heapBytes } = plan;
  const { onProgress: _onProgress, signal: _signal, ownership: _ownership, ...shared } = run;
  const full = { ...setting, run: shared, cacheBytes: plan.cacheBytes / count };
  if (count === 1) {
    const { createLocalHand } = await import("./local-hand.js");
    const hand = await createLocalHand({ ...full, worker: 0 }, createRest(run));
    return { hands: [hand], dismiss: async () => {} };
  }
  const hands = Array.from({ length: count }, (_, worker) => createThreadHand({ ...full, worker }, heapBytes));
  return {
    hands,
    async dismiss() {
      await Promise.all(hands.map((hand) => hand.end()));
    },
  };
}

/** A function that gives the thread away now and then, so that a signal can come in, and obeys it. */
export function createRest(run: RunContext): () => Promise<void> | undefined {
  let calls = 0;
  return () => {
    if (++calls % REST_STEP !== 0) return undefined;
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => checkInterrupted(run));
  };
}
