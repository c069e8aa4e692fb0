/** Addresses remembered; the one that was quiet longest goes first. */
const MOST_CLIENTS = 10_000;

/** Says whether a client may send another request; else in how many milliseconds. */
export type RateLimiter = (client: string) => { readonly waitMs: number };

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * A bucket of tokens an address: each request takes one, and they come back at `perSecond` up to `burst`.
 * Memory is bounded; an address that is forgotten begins with a full bucket.
 * @param perSecond 0 lets everything through.
 * @param clock milliseconds.
 */
export function createRateLimiter(perSecond: number, burst: number, clock: () => number): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return (client) => {
    if (perSecond === 0) return { waitMs: 0 };
    const now = clock();
    const bucket = buckets.get(client) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) * perSecond) / 1000);
    bucket.at = now;
    buckets.delete(client);
    buckets.set(client, bucket);
    if (buckets.size > MOST_CLIENTS) buckets.delete(buckets.keys().next().value as string);
    if (bucket.tokens < 1) return { waitMs: ((1 - bucket.tokens) / perSecond) * 1000 };
    bucket.tokens--;
    return { waitMs: 0 };
  };
}
