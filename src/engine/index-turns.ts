/** Does things in the order in which they were asked for, each once what it needs is there. */
export interface Turns {
  /** Calls `act` with what `ready` gives, after all earlier turns. Rejects with what either throws; later turns go on. */
  next<Ready, Result>(ready: Promise<Ready>, act: (ready: Ready) => Result): Promise<Result>;
  /** Resolves when all turns so far are over. */
  done(): Promise<void>;
}

/** An empty row of turns. */
export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    next(ready, act) {
      const before = last;
      // What fails before its turn is told in its turn.
      ready.catch(() => {});
      const turn = (async () => {
        await before;
        return act(await ready);
      })();
      last = turn.then(
        () => undefined,
        () => undefined,
      );
      return turn;
    },
    done: () => last,
  };
}
