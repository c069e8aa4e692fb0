/** Counts what is under way, up to a limit. */
export interface Gate {
  readonly inside: number;
  /** Lets one in and gives what lets it out again, once; undefined where the limit is reached. */
  enter(): (() => void) | undefined;
  /** Resolves when nothing is inside. */
  empty(): Promise<void>;
}

export function createGate(most: number): Gate {
  let inside = 0;
  let waiting: (() => void)[] = [];
  const leave = (): void => {
    inside--;
    if (inside > 0) return;
    for (const wake of waiting) wake();
    waiting = [];
  };
  return {
    get inside() {
      return inside;
    },
    enter() {
      if (inside >= most) return undefined;
      inside++;
      let isIn = true;
      return () => {
        if (isIn) leave();
        isIn = false;
      };
    },
    async empty() {
      if (inside > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
