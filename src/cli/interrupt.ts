/** Turns Ctrl-C into an abort signal, so that a run can leave nothing half written behind. */
export interface Interrupt {
  readonly signal: AbortSignal;
  release(): void;
}

/** Listens for SIGINT and SIGTERM until released. */
export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once("SIGINT", abort);
  process.once("SIGTERM", abort);
  return {
    signal: controller.signal,
    release() {
      process.off("SIGINT", abort);
      process.off("SIGTERM", abort);
    },
  };
}
