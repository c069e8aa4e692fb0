import type { ShingleSet } from "../model/fingerprint.js";
import { Crowd, crowdBytes } from "./crowd.js";
import type { KeyWords } from "./joint-lists.js";
import { ANCHOR_TOKENS } from "./passages.js";
import { PARTIAL_TOKENS } from "./relation.js";

/** Articles that a newcomer is compared with, at least, before it is asked what it shares with all of them at once. */
const MANY = 32;
/** Shingles that a newcomer has then, at least: fewer are compared with those of one other after the other as quickly. */
const LEAST_SHINGLES = 16;

/** Bytes that all crowds together need at most: each has room for what a thousand articles of news share. */
export const MOST_JOINT_BYTES = 2 * crowdBytes(1 << 17);

/** How articles are read. */
export interface JointSource {
  readonly setOf: (article: number) => ShingleSet;
  /** Keys of the windows of ANCHOR_TOKENS tokens. */
  readonly windowKeysOf: (article: number) => Float64Array;
}

/** Compares newcomers with crowds, one after the other; what it gives is good until the next call. */
export interface JointViews {
  /** What the shingles of a newcomer say of others; undefined where it has few, or these are not many or not known. */
  shingles(newcomer: number, others: readonly number[]): SharedShingles | undefined;
  /**
   * For each of the others a bound on the tokens that a stretch of it and a newcomer may match, or −1 where it is not
   * known; undefined where these are not many, or not known.
   */
  stretches(newcomer: number, others: readonly number[]): Int32Array | undefined;
}

/** Columns of what is known of each of some articles; −1 where nothing is. */
export interface SharedShingles {
  /** Shingles that a newcomer shares with it. */
  readonly shared: Int32Array;
  /** Shingles that it has. */
  readonly sizes: Int32Array;
}

/** @param bytes that all crowds together may take, about. */
export function createJointViews({ setOf, windowKeysOf }: JointSource, bytes: number): JointViews {
  const sharers = new Crowd(bytes / 2, (article) => halvesOf(setOf(article)));
  const aligned = new Crowd(bytes / 2, (article) => wordsOf(windowKeysOf(article)));
  let columns = columnsFor(MANY);
  const meet = (crowd: Crowd, others: readonly number[]): boolean => {
    if (others.length < MANY) return false;
    if (others.length > columns.members.length) columns = columnsFor(others.length * 2);
    return crowd.meet(others, columns.members) >= MANY;
  };
  return {
    shingles(newcomer, others) {
      const own = setOf(newcomer);
      if (own.length < LEAST_SHINGLES || !meet(sharers, others)) return undefined;
      const { members, shared, sizes } = columns;
      const counts = sharers.lists?.count(halvesOf(own));
      for (let i = 0; i < others.length; i++) {
        const member = members[i] as number;
        shared[i] = counts?.[member] ?? -1;
        sizes[i] = member < 0 ? -1 : sharers.size(member);
      }
      return { shared, sizes };
    },
    stretches(newcomer, others) {
      if (!meet(aligned, others)) return undefined;
      const { members, bounds } = columns;
      const words = wordsOf(windowKeysOf(newcomer));
      const all = aligned.lists?.longestOfAll(words, ANCHOR_TOKENS) ?? 0;
      const longest = all < PARTIAL_TOKENS ? undefined : aligned.lists?.longestStretches(words, ANCHOR_TOKENS);
      for (let i = 0; i < others.length; i++) {
        const member = members[i] as number;
        bounds[i] = member < 0 ? -1 : (longest?.[member] ?? all);
      }
      return bounds;
    },
  };
}

/** Room for what is known of so many articles. */
function columnsFor(articles: number) {
  const column = (): Int32Array => new Int32Array(articles);
  return { members: column(), shared: column(), sizes: column(), bounds: column() };
}

/** Low and high halves of hashes: BigUint64Array is little-endian on every platform Node runs on. */
function halvesOf(set: ShingleSet): KeyWords {
  return new Uint32Array(set.buffer, set.byteOffset, set.length * 2);
}

/** Low and high halves of whole numbers: a column of 32 bits takes the low bits of a larger number. */
function wordsOf(keys: Float64Array): KeyWords {
  const words = new Uint32Array(keys.length * 2);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    words[2 * i] = key;
    words[2 * i + 1] = key / HALF;
  }
  return words;
}

const HALF = 2 ** 32;
