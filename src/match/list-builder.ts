import type { KeyStore } from "../model/catalog.js";
import { GrowingColumn } from "./growing.js";
import type { RankRowSink } from "./rank-rows.js";

/** The rank of an article that takes no part. */
export const NO_RANK = 0xffffffff;

/** Marks the number of a long list among leaders, which are below. */
export const LONG = 0x80000000;

/** Keys read at once, where the store is cut finely enough: their tables, some 40 bytes a key, stay in the processor's caches. */
const KEYS_AT_ONCE = 1 << 16;

/** Members up to which a list is written out: then its rows are few. */
const SHORT_LIST = 8;

const NO_LIST = 0xffffffff;
const WIDTH = 3;

/** Who is listed, and how much of it. */
export interface ListSetting {
  /** The rank of each article, or NO_RANK. */
  readonly rankOf: Uint32Array;
  /** How many ranks there are, at most 2^31. */
  readonly ranks: number;
  /** Leaders of a list; longer ones count as over-full. */
  readonly most: number;
}

/** What a builder of lists keeps, its rows apart. Plain data. */
export interface BuiltLists {
  /** Keys of each rank, those included that no other has. */
  readonly sizes: Uint32Array;
  /** Leaders of the long lists, list after list, and where those of each begin; one start more than lists. */
  readonly leaders: Uint32Array;
  readonly starts: Uint32Array;
  /** Lists with more members than `most`. */
  readonly overfull: number;
  /** Members of the largest list. */
  readonly largest: number;
}

/**
 * Builds inverted lists, of the keys that at least two articles have, turned round: rows that say of each rank who leads
 * the lists it is in, the first `most` members, as far as they are before it.
 *
 *     list of up to SHORT_LIST members   a row [rank, leader] for each leader before each member
 *     longer list                        its leaders in memory, a row [rank, LONG | list] for each member
 *
 * Memory holds 4 bytes a rank, 4 a leader of a long list, and the tables of the parts that are read at once.
 */
export class ListBuilder {
  readonly #setting: ListSetting;
  readonly #sizes: Uint32Array;
  readonly #rows: RankRowSink;
  /** Leaders of the long lists, and where those of each begin. */
  readonly #leaders = new GrowingColumn();
  readonly #starts = new GrowingColumn();
  #overfull = 0;
  #largest = 0;

  /** @param rows takes what is found. */
  constructor(setting: ListSetting, rows: RankRowSink) {
    this.#setting = setting;
    this.#sizes = new Uint32Array(setting.ranks);
    this.#rows = rows;
  }

  /** Adds all keys of a store, some parts at a time; no key may be in two stores. O(keys · most). */
  add(store: KeyStore): void {
    for (let part = 0; part < store.parts; ) {
      let end = part + 1;
      while (end < store.parts && store.count(part, end + 1) <= KEYS_AT_ONCE) end++;
      this.#addRows(store.read(part, end));
      part = end;
    }
  }

  finish(): BuiltLists {
    this.#starts.push(this.#leaders.length);
    return {
      sizes: this.#sizes,
      leaders: this.#leaders.view().slice(),
      starts: this.#starts.view().slice(),
      overfull: this.#overfull,
      largest: this.#largest,
    };
  }

  #addRows(rows: Uint32Array): void {
    const { rankOf } = this.#setting;
    const { listOf, sizes } = nameLists(rows, rankOf, this.#sizes);
    const places = new Uint32Array(sizes.length);
    const members = new Uint32Array(startLists(sizes, places));
    fillLists(rows, rankOf, { listOf, sizes, places, members });
    let at = 0;
    for (let list = 0; list < sizes.length; list++) {
      const size = sizes[list] as number;
      if (size > this.#largest) this.#largest = size;
      if (size < 2) continue;
      sortRanks(members, at, at + size);
      this.#put(members, at, at + size);
      at += size;
    }
  }

  /** Puts away the list of the members [from, to), which are sorted. */
  #put(members: Uint32Array, from: number, to: number): void {
    const { most } = this.#setting;
    if (to - from > most) this.#overfull++;
    if (to - from > SHORT_LIST) {
      this.#putLong(members, from, to);
      return;
    }
    for (let place = from + 1; place < to; place++) {
      const end = Math.min(place, from + most);
      for (let leader = from; leader < end; leader++) {
        this.#rows.add(members[place] as number, members[leader] as number);
      }
    }
  }

  #putLong(members: Uint32Array, from: number, to: number): void {
    const list = this.#starts.length;
    this.#starts.push(this.#leaders.length);
    this.#leaders.append(members.subarray(from, Math.min(to, from + this.#setting.most)));
    for (let place = from + 1; place < to; place++) this.#rows.add(members[place] as number, LONG + list);
  }
}

// Loops over all rows of a part stand alone: what follows a long loop in the same function has not run when the loop is
// compiled, and throws the compiled code away.

/** Where the members of each list of two or more begin; gives how many members these have. */
function startLists(sizes: Uint32Array, places: Uint32Array): number {
  let total = 0;
  for (let list = 0; list < sizes.length; list++) {
    const size = sizes[list] as number;
    places[list] = total;
    if (size > 1) total += size;
  }
  return total;
}

/** Columns by row, by row and by member: a list goes by its first row, and all others have size 0. */
interface ListColumns {
  readonly listOf: Uint32Array;
  readonly sizes: Uint32Array;
  readonly places: Uint32Array;
  readonly members: Uint32Array;
}

/** Puts the ranks of the rows of lists of two or more at the places of these, which go on. */
function fillLists(rows: Uint32Array, rankOf: Uint32Array, { listOf, sizes, places, members }: ListColumns): void {
  for (let row = 0; row < listOf.length; row++) {
    const list = listOf[row] as number;
    if (list === NO_LIST || (sizes[list] as number) < 2) continue;
    const place = places[list] as number;
    members[place] = rankOf[rows[row * WIDTH + 2] as number] as number;
    places[list] = place + 1;
  }
}

/** Finds the first row of each row's key, and counts the members of lists; adds to `keys` by rank. */
function nameLists(rows: Uint32Array, rankOf: Uint32Array, keys: Uint32Array) {
  const count = rows.length / WIDTH;
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(16, count * 2))));
  const columns = { listOf: new Uint32Array(count), sizes: new Uint32Array(count) };
  nameRows(rows, rankOf, keys, slots, columns);
  return columns;
}

/** Fills `listOf` and `sizes`, by a table of rows, each its number plus one. */
function nameRows(
  rows: Uint32Array,
  rankOf: Uint32Array,
  keys: Uint32Array,
  slots: Uint32Array,
  { listOf, sizes }: Pick<ListColumns, "listOf" | "sizes">,
): void {
  const mask = slots.length - 1;
  for (let row = 0; row < listOf.length; row++) {
    const at = row * WIDTH;
    const rank = rankOf[rows[at + 2] as number] as number;
    listOf[row] = NO_LIST;
    if (rank === NO_RANK) continue;
    keys[rank] = (keys[rank] as number) + 1;
    const lo = rows[at] as number;
    const hi = rows[at + 1] as number;
    let slot = Math.imul(lo ^ (hi >>> 7), 0x9e3779b1) & mask;
    let list = (slots[slot] as number) - 1;
    while (list >= 0 && (rows[list * WIDTH] !== lo || rows[list * WIDTH + 1] !== hi)) {
      slot = (slot + 1) & mask;
      list = (slots[slot] as number) - 1;
    }
    if (list < 0) {
      list = row;
      slots[slot] = row + 1;
    }
    sizes[list] = (sizes[list] as number) + 1;
    listOf[row] = list;
  }
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
