/**
 * A seeded stream of 32-bit integers: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", 2021), its state filled by splitmix32. Equal seeds give equal streams on every machine.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** @param seed any integer; only its low 32 bits count. */
  constructor(seed: number) {
    this.#a = splitmix32(seed, 1);
    this.#b = splitmix32(seed, 2);
    this.#c = splitmix32(seed, 3);
    this.#d = splitmix32(seed, 4) | 1;
  }

  /** The next integer, 0 to 2^32 − 1. */
  next(): number {
    const scrambled = Math.imul(rotateLeft(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotateLeft(this.#d, 11);
    return scrambled;
  }

  /** An integer from 0 to n − 1, n ≤ 2^21; the bias is below n / 2^32. */
  below(n: number): number {
    return Math.floor((this.next() * n) / 0x100000000);
  }

  /** An integer from least to most, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True with the given probability, 0 to 1. */
  chance(probability: number): boolean {
    return this.next() < probability * 0x100000000;
  }

  /** One of the values, each equally likely. @throws {RangeError} on an empty list. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError("expected a list with values to pick from, found an empty one");
    return value;
  }
}

function rotateLeft(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

function splitmix32(seed: number, step: number): number {
  let z = (seed + Math.imul(0x9e3779b9, step)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}
