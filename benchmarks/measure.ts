import { spawnSync } from "node:child_process";

/** Several measurements of one thing: the least and the middle, in the unit of the measurements. */
export interface Spread {
  readonly min: number;
  readonly median: number;
}

/** @throws {RangeError} where there is no measurement. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [min] = sorted;
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  if (min === undefined || upper === undefined || lower === undefined) {
    throw new RangeError("expected at least one measurement, found none");
  }
  return { min, median: (lower + upper) / 2 };
}

/** What an action gave and how many seconds it took. */
export interface Timed<T> {
  readonly value: T;
  readonly seconds: number;
}

/** Runs an action once and counts wall time. */
export function timed<T>(action: () => T): Timed<T> {
  const start = performance.now();
  const value = action();
  return { value, seconds: (performance.now() - start) / 1000 };
}

/** Runs an action once and counts processor time, in seconds, which other programs on the machine disturb less. */
export function timedProcessor<T>(action: () => T): Timed<T> {
  const start = process.cpuUsage();
  const value = action();
  const { user, system } = process.cpuUsage(start);
  return { value, seconds: (user + system) / 1e6 };
}

/** Runs an asynchronous action once. */
export async function timedAsync<T>(action: () => Promise<T>): Promise<Timed<T>> {
  const start = performance.now();
  const value = await action();
  return { value, seconds: (performance.now() - start) / 1000 };
}

/**
 * Wall seconds of a program, its start included, or undefined where the machine does not have it.
 * @throws {Error} where it fails.
 */
export function timeProgram(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): number | undefined {
  const { value: run, seconds } = timed(() =>
    spawnSync(program, args, {
      env: { ...process.env, ...env },
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
    }),
  );
  if (run.error !== undefined && "code" in run.error && run.error.code === "ENOENT") return undefined;
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0) throw new Error(`${program}: expected exit 0, found ${run.status}: ${run.stderr.trim()}`);
  return seconds;
}

/**
 * Runs every action `rounds` times, one of each a round, so that a slow minute of the machine falls on all alike.
 * @returns the results of each action, in the order of the actions.
 */
export function interleave<T>(actions: readonly (() => T)[], rounds: number): T[][] {
  const results = actions.map((): T[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, action] of actions.entries()) results[i]?.push(action());
  }
  return results;
}
