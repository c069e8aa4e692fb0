/** At which moments requests are due: their rate grows evenly, then it is steady. */
export interface Pace {
  /** Requests a second. */
  readonly rate: number;
  /** Seconds in which the rate grows to that. */
  readonly rampSeconds: number;
}

/** Requests that are due while the rate grows. */
export function rampRequests({ rate, rampSeconds }: Pace): number {
  return Math.floor((rate * rampSeconds) / 2);
}

/** When the n-th request is due, from 0: milliseconds from the start. */
export function dueMs(n: number, pace: Pace): number {
  const { rate, rampSeconds } = pace;
  const before = rampRequests(pace);
  if (n < before) return 1000 * Math.sqrt((2 * rampSeconds * n) / rate);
  return 1000 * (rampSeconds + (n - before) / rate);
}
