import type { KeyColumns } from "../model/catalog.js";

/**
 * Inverted lists over 64-bit keys. Entry e is the e-th key in the given order of articles; `bucketOf[e]` names its
 * bucket, and the members of bucket b, ranks ascending, lie at [start[b], start[b + 1]) of `members`.
 */
export interface Postings {
  readonly bucketOf: Uint32Array;
  /** Entries of rank r lie at [entries[r], entries[r + 1]). */
  readonly entries: Uint32Array;
  readonly start: Uint32Array;
  readonly members: Uint32Array;
}

/** Builds the lists in O(keys): an open-addressing table names the buckets, counting places the members. */
export function buildPostings(keys: KeyColumns, order: Uint32Array): Postings {
  const entries = entryOffsets(keys, order);
  const total = entries[order.length] as number;
  const bucketOf = new Uint32Array(total);
  const buckets = nameBuckets(keys, order, bucketOf);
  const start = bucketStarts(bucketOf, buckets);
  return { bucketOf, entries, start, members: placeMembers(bucketOf, entries, start) };
}

function entryOffsets(keys: KeyColumns, order: Uint32Array): Uint32Array {
  const entries = new Uint32Array(order.length + 1);
  for (let rank = 0; rank < order.length; rank++) {
    const article = order[rank] as number;
    const size = (keys.offsets[article + 1] as number) - (keys.offsets[article] as number);
    entries[rank + 1] = (entries[rank] as number) + size;
  }
  return entries;
}

/** Fills `bucketOf` with bucket numbers in order of first sight and returns how many there are. */
function nameBuckets(keys: KeyColumns, order: Uint32Array, bucketOf: Uint32Array): number {
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, bucketOf.length * 2)));
  const slots = new Int32Array(capacity).fill(-1);
  const firstLo = new Uint32Array(bucketOf.length);
  const firstHi = new Uint32Array(bucketOf.length);
  let buckets = 0;
  let entry = 0;
  for (const article of order) {
    const end = keys.offsets[article + 1] as number;
    for (let k = keys.offsets[article] as number; k < end; k++) {
      const lo = keys.lo[k] as number;
      const hi = keys.hi[k] as number;
      let slot = Math.imul(lo ^ (hi >>> 7), 0x9e3779b1) & (capacity - 1);
      let bucket = slots[slot] as number;
      while (bucket >= 0 && (firstLo[bucket] !== lo || firstHi[bucket] !== hi)) {
        slot = (slot + 1) & (capacity - 1);
        bucket = slots[slot] as number;
      }
      if (bucket < 0) {
        bucket = buckets++;
        slots[slot] = bucket;
        firstLo[bucket] = lo;
        firstHi[bucket] = hi;
      }
      bucketOf[entry++] = bucket;
    }
  }
  return buckets;
}

function bucketStarts(bucketOf: Uint32Array, buckets: number): Uint32Array {
  const start = new Uint32Array(buckets + 1);
  for (const bucket of bucketOf) start[bucket + 1] = (start[bucket + 1] as number) + 1;
  for (let b = 0; b < buckets; b++) start[b + 1] = (start[b + 1] as number) + (start[b] as number);
  return start;
}

function placeMembers(bucketOf: Uint32Array, entries: Uint32Array, start: Uint32Array): Uint32Array {
  const next = start.slice();
  const members = new Uint32Array(bucketOf.length);
  for (let rank = 0; rank + 1 < entries.length; rank++) {
    const end = entries[rank + 1] as number;
    for (let e = entries[rank] as number; e < end; e++) {
      const bucket = bucketOf[e] as number;
      const place = next[bucket] as number;
      members[place] = rank;
      next[bucket] = place + 1;
    }
  }
  return members;
}
