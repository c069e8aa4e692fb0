import type { ArticleIndex } from "../../src/engine/index-contract.js";
import { MEMORY_INDEX, openIndex } from "../../src/engine/index-open.js";

/** A real index in memory, whose answers a test can hold back or make fail. */
export interface HeldIndex extends ArticleIndex {
  /** Ids in the order they were taken. */
  readonly taken: string[];
  /** Milliseconds that an answer is held back. */
  delayMs: number;
  /** Answers held back by `hold`. */
  holding: number;
  /** Holds all answers back from now on. @returns lets them go. */
  hold(): () => void;
  /** Thrown by the next answer, once. */
  fault: Error | undefined;
}

export async function openHeldIndex(): Promise<HeldIndex> {
  const index = await openIndex(MEMORY_INDEX, { now: () => 0, commitDelayMs: 0 });
  let gate: Promise<void> | undefined;
  const passGate = async (): Promise<void> => {
    if (gate === undefined) return;
    held.holding++;
    await gate;
    held.holding--;
  };
  const hold = async <T>(answer: Promise<T>): Promise<T> => {
    const { fault } = held;
    held.fault = undefined;
    const value = await answer;
    if (fault !== undefined) throw fault;
    await passGate();
    if (held.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, held.delayMs));
    return value;
  };
  const held: HeldIndex = {
    taken: [],
    delayMs: 0,
    holding: 0,
    hold() {
      let release = (): void => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        gate = undefined;
        release();
      };
    },
    fault: undefined,
    header: index.header,
    get sequence() {
      return index.sequence;
    },
    check: (article) => index.check(article),
    add: (article) => hold(index.add(article)),
    async checkAndAdd(article) {
      const answer = index.checkAndAdd(article);
      void answer.then(({ id, known }) => known || held.taken.push(id));
      return hold(answer);
    },
    remove: (id) => hold(index.remove(id)),
    get: (id) => index.get(id),
    cluster: (id) => index.cluster(id),
    stats: () => index.stats(),
    useTemplates: (templates) => index.useTemplates(templates),
    warmUp: (articles) => index.warmUp(articles),
    flush: () => index.flush(),
    close: () => index.close(),
  };
  return held;
}
