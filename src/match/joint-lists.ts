/**
 * Which members of a crowd have which keys, asked of all members at once: what one article shares with hundreds of others
 * takes one walk over its keys, not one a member.
 *
 *     lists of members, longest ending last      keys
 *     node 1: member 0                           k1 → 3    members 0, 1, 2
 *     node 2: member 1, behind node 1            k2 → 2    members 0, 1
 *     node 3: member 2, behind node 2            k3 → 3
 *     node 4: member 2, behind none              k4 → 4    member 2
 *
 * Keys that the same members have share a list, so that text which all have in common counts as one key.
 */
import { Stretches } from "./joint-stretches.js";

/** Bytes that a key of a member takes, where there is room for a power of two of them. */
const KEY_BYTES = 36;
/** Bytes that a member takes besides: a place in each column by member. */
const MEMBER_BYTES = 20;
/** Members of lists at most: so many more columns by member cost than they save, where members have few keys. */
export const MOST_MEMBERS = 1 << 10;

/** Bytes that lists with room for so many keys, a power of two, take at most. */
export const jointBytes = (keys: number): number => keys * KEY_BYTES + mostMembers(keys) * MEMBER_BYTES;

/** Members that lists with room for so many keys have at most. */
export const mostMembers = (keys: number): number => Math.min(keys, MOST_MEMBERS);

const NO_LIST = 0;
/** Words a place of the table: low and high half of a key, and its list; free where there is none. */
const PLACE = 3;

/** 64-bit keys of an article as low and high halves in turn. */
export type KeyWords = Uint32Array;

/** Lists of members by key. */
export class JointLists {
  readonly #most: number;
  readonly #mask: number;
  readonly #table: Uint32Array;
  /** The lists: each ends with a member, behind another list. */
  readonly #ends: Uint32Array;
  readonly #before: Uint32Array;
  readonly #hits: Uint32Array;
  /** The list last spelled out, as most keys that are met have the same: its members. */
  #spelled: Uint32Array;
  #spelledLength = 0;
  #spelledList = NO_LIST;
  #counts = new Uint32Array(0);
  #stretches = new Stretches(0);
  #keys = 0;
  #lists = 1;
  #members = 0;

  /** @param most keys of all members together that have room. */
  constructor(most: number) {
    this.#most = most;
    const places = 2 ** Math.ceil(Math.log2(Math.max(16, most * 2)));
    this.#mask = places - 1;
    this.#table = new Uint32Array(places * PLACE);
    this.#ends = new Uint32Array(most + 1);
    this.#before = new Uint32Array(most + 1);
    this.#hits = new Uint32Array(most + 1);
    this.#spelled = new Uint32Array(1);
  }

  /** Members so far: their numbers are below. */
  get members(): number {
    return this.#members;
  }

  /** Forgets all members. */
  clear(): void {
    this.#table.fill(NO_LIST);
    this.#spelledList = NO_LIST;
    [this.#keys, this.#lists, this.#members] = [0, 1, 0];
  }

  /** Whether one more member of so many keys has room. */
  hasRoom(keys: number): boolean {
    if (this.#members >= mostMembers(this.#most)) return false;
    return Math.max(this.#lists - 1, this.#keys) + keys <= this.#most;
  }

  /** Adds a member, which takes the next number; it has room. A key may stand more than once. */
  add(words: KeyWords): void {
    const member = this.#members++;
    /** Where the lists of the keys so far go on with this member. */
    const extended = new Map<number, number>();
    for (let at = 0; at < words.length; at += 2) {
      const place = this.#placeOf(words[at] as number, words[at + 1] as number);
      const list = this.#table[place + 2] as number;
      if (list !== NO_LIST && this.#ends[list] === member) continue;
      if (list === NO_LIST) {
        this.#table[place] = words[at] as number;
        this.#table[place + 1] = words[at + 1] as number;
        this.#keys++;
      }
      let longer = extended.get(list);
      if (longer === undefined) {
        longer = this.#lists++;
        this.#ends[longer] = member;
        this.#before[longer] = list;
        extended.set(list, longer);
      }
      this.#table[place + 2] = longer;
    }
  }

  /** How many of these keys, each once, every member has; good until the next call. */
  count(words: KeyWords): Uint32Array {
    if (this.#counts.length < this.#members) this.#counts = new Uint32Array(this.#roomByMember());
    const counts = this.#counts.subarray(0, this.#members).fill(0);
    const touched: number[] = [];
    for (let at = 0; at < words.length; at += 2) {
      const list = this.#listOf(words[at] as number, words[at + 1] as number);
      if (list === NO_LIST) continue;
      if (this.#hits[list] === 0) touched.push(list);
      this.#hits[list] = (this.#hits[list] as number) + 1;
    }
    for (const list of touched) {
      const hits = this.#hits[list] as number;
      this.#hits[list] = 0;
      for (let at = list; at !== NO_LIST; at = this.#before[at] as number) {
        const member = this.#ends[at] as number;
        counts[member] = (counts[member] as number) + hits;
      }
    }
    return counts;
  }

  /**
   * A bound for every member on the tokens that a stretch of aligned runs may match; good until the next call.
   * @param words keys of all windows of an article, in order. @param window tokens a key.
   */
  longestStretches(words: KeyWords, window: number): Uint32Array {
    if (this.#stretches.room < this.#members) this.#stretches = new Stretches(this.#roomByMember());
    const stretches = this.#stretches;
    stretches.begin(this.#members);
    this.#visitStretches(words, window, (list, start, end) => {
      this.#spell(list);
      stretches.cover(this.#spelled, this.#spelledLength, start, end);
    });
    return stretches.longest.subarray(0, this.#members);
  }

  /** A bound on the tokens of every stretch, whichever members its windows are of: found without looking at these. */
  longestOfAll(words: KeyWords, window: number): number {
    const all = new Stretches(1);
    all.begin(1);
    const one = new Uint32Array(1);
    this.#visitStretches(words, window, (_, start, end) => all.cover(one, 1, start, end));
    return all.longest[0] as number;
  }

  /** Visits the tokens [start, end) of windows one after the other that stand in the members of the same list. */
  #visitStretches(words: KeyWords, window: number, visit: (list: number, start: number, end: number) => void): void {
    let from = 0;
    let list = NO_LIST;
    for (let at = 0; at <= words.length; at += 2) {
      const next = at < words.length ? this.#listOf(words[at] as number, words[at + 1] as number) : NO_LIST;
      if (next === list) continue;
      if (list !== NO_LIST) visit(list, from, (at >> 1) - 1 + window);
      from = at >> 1;
      list = next;
    }
  }

  /** Spells out the members of a list. */
  #spell(list: number): void {
    if (list === this.#spelledList) return;
    if (this.#spelled.length < this.#members) this.#spelled = new Uint32Array(this.#members * 2);
    let length = 0;
    for (let at = list; at !== NO_LIST; at = this.#before[at] as number)
      this.#spelled[length++] = this.#ends[at] as number;
    this.#spelledLength = length;
    this.#spelledList = list;
  }

  /** Places of a column that has one a member, and need not grow soon. */
  #roomByMember(): number {
    return 2 ** Math.ceil(Math.log2(this.#members));
  }

  /** The list of a key. */
  #listOf(lo: number, hi: number): number {
    return this.#table[this.#placeOf(lo, hi) + 2] as number;
  }

  /** Where the key of two halves is in the table, or would be. */
  #placeOf(lo: number, hi: number): number {
    const table = this.#table;
    const hash = Math.imul(lo ^ (hi >>> 7), 0x9e3779b1);
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    while (table[slot * PLACE + 2] !== NO_LIST && (table[slot * PLACE] !== lo || table[slot * PLACE + 1] !== hi)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot * PLACE;
  }
}
