import type { ShingleSet } from "../model/fingerprint.js";
import { Crowd } from "./crowd.js";
import type { KeyWords } from "./joint-lists.js";
import { ANCHOR_TOKENS } from "./passages.js";
import { PARTIAL_TOKENS } from "./relation.js";

/** Articles that a newcomer is compared with, at least, before it is asked what it shares with all of them at once. */
const MANY = 16;

/** How articles are read. */
export interface JointSource {
  readonly setOf: (article: number) => ShingleSet;
  /** Keys of the windows of ANCHOR_TOKENS tokens. */
  readonly windowKeysOf: (article: number) => Float64Array;
}

/** Compares newcomers with crowds, one after the other. */
export interface JointViews {
  /** What the shingles of a newcomer say of the others; undefined where they are not many, or not known. */
  shingles(newcomer: number, others: readonly number[]): ((other: number) => SharedSize | undefined) | undefined;
  /** A bound on the tokens that a stretch of a newcomer and another may match; undefined as above. */
  stretches(newcomer: number, others: readonly number[]): ((other: number) => number | undefined) | undefined;
}

/** Shingles that a newcomer shares with another, and how many the other has. */
export interface SharedSize {
  readonly shared: number;
  readonly size: number;
}

/** @param bytes that all crowds together may take, about. */
export function createJointViews({ setOf, windowKeysOf }: JointSource, bytes: number): JointViews {
  const sharers = new Crowd(bytes / 2, (article) => halvesOf(setOf(article)));
  const aligned = new Crowd(bytes / 2, (article) => wordsOf(windowKeysOf(article)));
  return {
    shingles(newcomer, others) {
      if (others.length < MANY || sharers.meet(others) < MANY) return undefined;
      const counts = sharers.lists?.count(halvesOf(setOf(newcomer)));
      return (other) => {
        const member = sharers.member(other);
        return member === undefined ? undefined : { shared: counts?.[member] as number, size: sharers.size(member) };
      };
    },
    stretches(newcomer, others) {
      if (others.length < MANY || aligned.meet(others) < MANY) return undefined;
      const words = wordsOf(windowKeysOf(newcomer));
      const all = aligned.lists?.longestOfAll(words, ANCHOR_TOKENS) ?? 0;
      if (all < PARTIAL_TOKENS) return (other) => (aligned.member(other) === undefined ? undefined : all);
      const longest = aligned.lists?.longestStretches(words, ANCHOR_TOKENS);
      return (other) => longest?.[aligned.member(other) ?? longest.length];
    },
  };
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
