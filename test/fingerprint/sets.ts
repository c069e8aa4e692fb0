import type { ShingleSet, Tokens } from "../../src/model/fingerprint.js";
import type { Span } from "../../src/model/span.js";
import { hashWord } from "../../src/text/token-hash.js";

/** Tokens of the given words, laid out with one space between them. */
export function tokensOf(words: readonly string[]): Tokens {
  const hashes = words.map(hashWord);
  let at = 0;
  const start = words.map((word) => {
    at += word.length + 1;
    return at - word.length - 1;
  });
  return {
    count: words.length,
    lo: Uint32Array.from(hashes, ([lo]) => lo),
    hi: Uint32Array.from(hashes, ([, hi]) => hi),
    start: Uint32Array.from(start),
    end: Uint32Array.from(start, (from, i) => from + (words[i] as string).length),
  };
}

/** A shingle set of the given hashes, sorted and distinct. */
export function setOf(hashes: Iterable<bigint>): ShingleSet {
  return BigUint64Array.from(new Set(hashes)).sort() as BigUint64Array as ShingleSet;
}

/** Pseudo-random 64-bit numbers of a seed (xorshift64*, Vigna 2016), apart from anything the library computes with. */
export function* randomHashes(seed: number): Generator<bigint> {
  let x = BigInt(seed) + 0x9e3779b97f4a7c15n;
  for (;;) {
    x ^= x >> 12n;
    x = BigInt.asUintN(64, x ^ (x << 25n));
    x ^= x >> 27n;
    yield BigInt.asUintN(64, x * 0x2545f4914f6cdd1dn);
  }
}

/** The first `count` of an endless source. */
export function take(source: Iterator<bigint>, count: number): bigint[] {
  return Array.from({ length: count }, () => source.next().value as bigint);
}

/** A span that says only where it is and what becomes of it. */
export function spanOf(start: number, end: number, action: Span["action"], fingerprint = false): Span {
  return { id: `${start}`, start, end, action, class: "cta", confidence: 1, fingerprint, evidence: [] };
}
