import type { KeyStore } from "../model/catalog.js";

/**
 * Inverted lists over 64-bit keys, of the keys that at least two articles have. The lists of rank r, by number, lie at
 * [entries[r], entries[r + 1]) of `listOf`; the members of list b, ranks ascending, lie at [start[b], start[b + 1]) of
 * `members`. Some 10 bytes a key that is shared.
 */
export interface Postings {
  readonly entries: Uint32Array;
  readonly listOf: Uint32Array;
  readonly start: Uint32Array;
  readonly members: Uint32Array;
  /** Keys of each rank, those included that no other has. */
  readonly sizes: Uint32Array;
  /** Lists with more members than `most`. */
  readonly overfull: number;
  /** Members of the largest list. */
  readonly largest: number;
}

/** The rank of an article that takes no part. */
export const NO_RANK = 0xffffffff;

/** Keys read at once, where the store is cut finely enough; each takes some 40 bytes meanwhile. */
const KEYS_AT_ONCE = 1 << 19;

const NO_LIST = 0xffffffff;
const WIDTH = 3;

/**
 * Builds the lists of the parts [from, to) of a store, a part at a time, so that the tables of one part stay small
 * whatever the number of articles. O(keys).
 * @param most members beyond which a list counts as over-full.
 * @param rankOf the rank of each article, or NO_RANK.
 */
export function buildPostings(
  store: KeyStore,
  [from, to]: readonly [number, number],
  rankOf: Uint32Array,
  ranks: number,
  most: number,
): Postings {
  const lists = new Lists(ranks, most);
  for (let part = from; part < to; ) {
    let end = part + 1;
    while (end < to && store.count(part, end + 1) <= KEYS_AT_ONCE) end++;
    lists.add(store.read(part, end), rankOf);
    part = end;
  }
  return lists.finish();
}

/** The lists of one part: members list by list, and how many each has. */
interface PartLists {
  readonly members: Uint32Array;
  readonly sizes: Uint32Array;
}

class Lists {
  readonly #most: number;
  readonly #sizes: Uint32Array;
  readonly #parts: PartLists[] = [];
  #overfull = 0;
  #largest = 0;

  constructor(ranks: number, most: number) {
    this.#sizes = new Uint32Array(ranks);
    this.#most = most;
  }

  /** Adds all rows of a part of the key space. */
  add(rows: Uint32Array, rankOf: Uint32Array): void {
    const { listOf, sizes } = nameLists(rows, rankOf, this.#sizes);
    const places = new Uint32Array(sizes.length);
    let total = 0;
    for (let b = 0; b < sizes.length; b++) {
      const size = sizes[b] as number;
      this.#largest = Math.max(this.#largest, size);
      if (size > this.#most && size > 1) this.#overfull++;
      places[b] = total;
      if (size > 1) total += size;
    }
    const members = new Uint32Array(total);
    for (let row = 0; row < listOf.length; row++) {
      const list = listOf[row] as number;
      if (list === NO_LIST || (sizes[list] as number) < 2) continue;
      const place = places[list] as number;
      members[place] = rankOf[rows[row * WIDTH + 2] as number] as number;
      places[list] = place + 1;
    }
    const shared = sizes.filter((size) => size > 1);
    let at = 0;
    for (const size of shared) {
      sortRanks(members, at, at + size);
      at += size;
    }
    this.#parts.push({ members, sizes: shared });
  }

  finish(): Postings {
    const start = startsOf(this.#parts);
    const members = concatenate(this.#parts);
    const entries = new Uint32Array(this.#sizes.length + 1);
    for (let m = 0; m < members.length; m++) (entries[(members[m] as number) + 1] as number)++;
    for (let r = 0; r < this.#sizes.length; r++) entries[r + 1] = (entries[r + 1] as number) + (entries[r] as number);
    const places = entries.slice();
    const listOf = new Uint32Array(members.length);
    for (let list = 0; list + 1 < start.length; list++) {
      const end = start[list + 1] as number;
      for (let m = start[list] as number; m < end; m++) {
        const rank = members[m] as number;
        const place = places[rank] as number;
        listOf[place] = list;
        places[rank] = place + 1;
      }
    }
    const sizes = this.#sizes;
    return { entries, listOf, start, members, sizes, overfull: this.#overfull, largest: this.#largest };
  }
}

function startsOf(parts: readonly PartLists[]): Uint32Array {
  const start = new Uint32Array(parts.reduce((sum, { sizes }) => sum + sizes.length, 1));
  let list = 0;
  for (const { sizes } of parts) {
    for (const size of sizes) {
      start[list + 1] = (start[list] as number) + size;
      list++;
    }
  }
  return start;
}

/** The members of all parts one behind the other; each part is let go as soon as it is copied. */
function concatenate(parts: PartLists[]): Uint32Array {
  const members = new Uint32Array(parts.reduce((sum, part) => sum + part.members.length, 0));
  let at = 0;
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    members.set(part.members, at);
    at += part.members.length;
  }
  return members;
}

/** Numbers the distinct keys of the rows in order of first sight, and counts their members; adds to `keys` by rank. */
function nameLists(rows: Uint32Array, rankOf: Uint32Array, keys: Uint32Array) {
  const count = rows.length / WIDTH;
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, count * 2)));
  const slots = new Int32Array(capacity).fill(-1);
  const first = new Uint32Array(count);
  const sizes = new Uint32Array(count);
  const listOf = new Uint32Array(count);
  let lists = 0;
  for (let row = 0; row < count; row++) {
    const at = row * WIDTH;
    const rank = rankOf[rows[at + 2] as number] as number;
    listOf[row] = NO_LIST;
    if (rank === NO_RANK) continue;
    keys[rank] = (keys[rank] as number) + 1;
    const lo = rows[at] as number;
    const hi = rows[at + 1] as number;
    let slot = Math.imul(lo ^ (hi >>> 7), 0x9e3779b1) & (capacity - 1);
    let list = slots[slot] as number;
    while (list >= 0 && (rows[first[list] as number] !== lo || rows[(first[list] as number) + 1] !== hi)) {
      slot = (slot + 1) & (capacity - 1);
      list = slots[slot] as number;
    }
    if (list < 0) {
      list = lists++;
      slots[slot] = list;
      first[list] = at;
    }
    sizes[list] = (sizes[list] as number) + 1;
    listOf[row] = list;
  }
  return { listOf, sizes: sizes.subarray(0, lists) };
}

/** Lists this short are sorted by insertion: most have two or three members. */
const SHORT = 24;

function sortRanks(ranks: Uint32Array, from: number, to: number): void {
  if (to - from > SHORT) {
    ranks.subarray(from, to).sort();
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const rank = ranks[i] as number;
    let at = i - 1;
    for (; at >= from && (ranks[at] as number) > rank; at--) ranks[at + 1] = ranks[at] as number;
    ranks[at + 1] = rank;
  }
}
