import { UsageError } from "../errors.js";
import type { Article } from "../model/article.js";
import { instantOf } from "../text/instant.js";
import type { IndexOptions } from "./index-contract.js";

/** When an article came, and how long it is remembered. */
export interface Timing {
  readonly arrival: number;
  /** What the window counts from. */
  readonly time: number;
  /** Articles of an earlier time are forgotten. */
  readonly since: number;
  /** The bucket it belongs to; buckets of smaller number than `firstBucket` hold nothing that is remembered. */
  readonly bucket: number;
  readonly firstBucket: number;
  /** It is older than the window. */
  readonly late: boolean;
}

/** Buckets that a window is cut into: what is forgotten lies on the disk for a quarter of the window more, at most. */
const BUCKETS = 4;
const WINDOW_LEAST_MS = 4000;

/** The only bucket where there is no window. */
const ALL: Pick<Timing, "since" | "bucket" | "firstBucket" | "late"> = {
  since: Number.NEGATIVE_INFINITY,
  bucket: 0,
  firstBucket: 0,
  late: false,
};

/** @throws {UsageError} for a window that is neither 0 nor at least 4 seconds. */
export function createTiming({ now, windowMs = 0, windowBy = "arrival" }: IndexOptions): (article?: Article) => Timing {
  if (windowMs !== 0 && !(windowMs >= WINDOW_LEAST_MS && Number.isFinite(windowMs))) {
    throw new UsageError(`option windowMs: expected 0 or at least ${WINDOW_LEAST_MS}, found ${windowMs}`);
  }
  const width = Math.ceil(windowMs / BUCKETS);
  return (article) => {
    const arrival = now();
    if (windowMs === 0) return { arrival, time: arrival, ...ALL };
    const dated = windowBy === "date" ? instantOf(article?.date ?? null) : Number.POSITIVE_INFINITY;
    // No article is younger than its arrival, whatever its date says.
    const time = Math.min(dated, arrival);
    const since = arrival - windowMs;
    return {
      ...{ arrival, time, since },
      bucket: Math.floor(time / width),
      firstBucket: Math.floor(since / width),
      late: time < since,
    };
  };
}
