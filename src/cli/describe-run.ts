import { cpus, release, totalmem, type } from "node:os";

/** What run.json says: all that may differ between two runs over equal input. */
export function describeRun(started: Date, inputs: readonly string[]): object {
  const ended = new Date();
  return {
    started: started.toISOString(),
    ended: ended.toISOString(),
    seconds: (ended.getTime() - started.getTime()) / 1000,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    node: process.version,
    machine: { system: `${type()} ${release()}`, processors: cpus().length, memoryBytes: totalmem() },
    inputs,
  };
}
