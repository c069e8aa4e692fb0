import type { KeyStore } from "../../src/model/catalog.js";
import type { ShingleSet } from "../../src/model/fingerprint.js";

/** A well-mixed 64-bit hash for a small number, so that tests can name shingles 1, 2, 3 … */
export function hashOf(value: number): bigint {
  let x = BigInt(value) + 0x9e3779b97f4a7c15n;
  x = BigInt.asUintN(64, (x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
  x = BigInt.asUintN(64, (x ^ (x >> 27n)) * 0x94d049bb133111ebn);
  return x ^ (x >> 31n);
}

/** The shingle set of these names. */
export function setOf(values: Iterable<number>): ShingleSet {
  return BigUint64Array.from(new Set(values), (value) => hashOf(value)).sort() as ShingleSet;
}

/** A store of these keys (plain numbers, up to 2^53), one list an article, in two parts: by whether they are even. */
export function keysOf(lists: readonly (readonly number[])[]): KeyStore {
  const parts = [0, 1].map((odd) =>
    lists.flatMap((list, article) =>
      list.filter((key) => key % 2 === odd).flatMap((key) => [key % 4294967296, Math.floor(key / 4294967296), article]),
    ),
  );
  return {
    parts: parts.length,
    count: (from, to) => parts.slice(from, to).flat().length / 3,
    read: (from, to) => Uint32Array.from(parts.slice(from, to).flat()),
  };
}

/** A small seeded generator of numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seeded permutation of 0 … n − 1. */
export function shuffled(n: number, seed: number): Uint32Array {
  const random = seeded(seed);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
