import { Minhash } from "minhash";
import type { Signature } from "../../model/fingerprint.js";
import type { SketchOptions } from "../minhash.js";
import type { SignatureScheme } from "./scheme.js";

/**
 * The scheme of the npm package minhash 0.0.9, bit for bit: the signature of a text equals `hashvalues` of
 * `new Minhash({ numPerm: hashes, seed })` after `update` with every shingle text.
 *
 * Permutations are the package's own, read from one instance. The package hashes a string anew for every permutation;
 * here it is hashed once. Per shingle x and row i: (a(i) · x + b(i)) % prime in double precision, which is not exact
 * integer arithmetic (the product passes 2^53) but the same in every engine.
 *
 * Seeds are the package's: 0 means 1, and neighbouring seeds share most of their numbers, so that signatures of seeds 1
 * and 2 are not independent.
 */
export function createMinhashJs(options: SketchOptions): SignatureScheme {
  const { permA, permB, prime, maxHash } = new Minhash({ numPerm: options.hashes, seed: options.seed });
  return {
    name: "minhash-js",
    sketch({ texts }) {
      const hashes = Float64Array.from(texts(), (text) => hashText(text) + maxHash);
      const signature = new Uint32Array(options.hashes);
      for (let row = 0; row < options.hashes; row++) {
        // In bounds: the package draws one a and one b for each row.
        signature[row] = minimum(hashes, permA[row] as number, permB[row] as number, prime, maxHash);
      }
      return signature as Uint32Array as Signature;
    },
  };
}

/** The package's string hash before it adds `maxHash`: 31 · h + UTF-16 unit, as a signed 32-bit number. */
function hashText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

/** Below `maxHash` wherever a value is taken, as only smaller ones are; so it fits 32 bits. */
function minimum(hashes: Float64Array, a: number, b: number, prime: number, maxHash: number): number {
  let least = maxHash;
  for (let i = 0; i < hashes.length; i++) {
    const value = (a * (hashes[i] as number) + b) % prime;
    if (value < least) least = value;
  }
  return least;
}
