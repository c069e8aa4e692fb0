import type { Tokens } from "../../src/model/fingerprint.js";

/** Tokens of these hashes, each a unit long, a unit apart. */
export function tokensOf(hashes: readonly number[]): Tokens {
  return {
    count: hashes.length,
    lo: Uint32Array.from(hashes),
    hi: Uint32Array.from(hashes, (hash) => Math.imul(hash, 0x9e3779b1)),
    start: Uint32Array.from(hashes, (_, i) => 2 * i),
    end: Uint32Array.from(hashes, (_, i) => 2 * i + 1),
  };
}
