import { setMaxListeners } from "node:events";

/** Turns Ctrl-C into an abort signal, so that a run can leave nothing half written behind. */
export interface Interrupt {
  readonly signal: AbortSignal;
  release(): void;
}

/** Ctrl-C, a request to end, and a terminal that goes away. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Listens for the signals that end a program until released. */
export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  // All threads of a run may wait for something at once, and each wait listens: no leak to be warned of.
  setMaxListeners(0, controller.signal);
  const abort = (): void => controller.abort();
  for (const name of ENDING) process.once(name, abort);
  return {
    signal: controller.signal,
    release() {
      for (const name of ENDING) process.off(name, abort);
    },
  };
}
