import { UsageError } from "../errors.js";

/** What a service lets in. */
export interface ServiceLimits {
  /** Bytes of a body that is one JSON object, and of one line of a batch. 1 KiB to 256 MiB. */
  readonly maxBodyBytes: number;
  /** Requests under way at once, batches included; more are refused with 503. */
  readonly maxConcurrent: number;
  /** Batches under way at once. */
  readonly maxBatches: number;
  /** Requests a second that one address may send in the long run; more are refused with 429. 0: any number. */
  readonly requestsPerSecond: number;
  /** Requests it may send at once after a rest. */
  readonly burst: number;
  /** Milliseconds in which the headers of a request must come. */
  readonly headersTimeoutMs: number;
  /** Milliseconds in which a JSON body must come. */
  readonly bodyTimeoutMs: number;
  /** Milliseconds that a batch may send nothing, or take nothing of the answer. */
  readonly batchIdleMs: number;
  /** Milliseconds in which the rest of a request must come that was answered before its end. */
  readonly requestTimeoutMs: number;
  /** Milliseconds that an idle connection is kept open. */
  readonly keepAliveMs: number;
  /** Milliseconds that a stopping service waits for what it took. */
  readonly stopDeadlineMs: number;
}

export const DEFAULT_LIMITS: ServiceLimits = Object.freeze({
  maxBodyBytes: 4 << 20,
  maxConcurrent: 256,
  maxBatches: 8,
  requestsPerSecond: 2000,
  burst: 4000,
  headersTimeoutMs: 10_000,
  bodyTimeoutMs: 10_000,
  batchIdleMs: 30_000,
  requestTimeoutMs: 60_000,
  keepAliveMs: 30_000,
  stopDeadlineMs: 10_000,
});

/** Least and most of each limit. */
const RANGES: Readonly<Record<keyof ServiceLimits, readonly [least: number, most: number]>> = {
  maxBodyBytes: [1 << 10, 256 << 20],
  maxConcurrent: [1, 100_000],
  maxBatches: [1, 10_000],
  requestsPerSecond: [0, 1_000_000],
  burst: [1, 1_000_000],
  headersTimeoutMs: [100, 600_000],
  bodyTimeoutMs: [100, 600_000],
  batchIdleMs: [100, 3_600_000],
  requestTimeoutMs: [100, 86_400_000],
  keepAliveMs: [0, 3_600_000],
  stopDeadlineMs: [0, 3_600_000],
};

/**
 * Fills in defaults and checks every limit once. Without a burst of its own, a rate gets twice itself.
 * @throws {UsageError} naming the limit, what was expected and what was found.
 */
export function resolveLimits(given: Partial<ServiceLimits> = {}): ServiceLimits {
  const { requestsPerSecond: rate } = given;
  const burst = rate === undefined ? {} : { burst: Math.max(1, 2 * rate) };
  const limits: ServiceLimits = { ...DEFAULT_LIMITS, ...burst, ...given };
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = limits[name as keyof ServiceLimits];
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new UsageError(`limit ${name}: expected an integer from ${least} to ${most}, found ${value}`);
    }
  }
  return Object.freeze(limits);
}
