/**
 * A 64-bit key of a text, for telling texts apart that nobody made to meet: sixteen lanes of 32 bits over its UTF-16 units,
 * lone surrogates included. All arithmetic is modulo 2^32; `rotl` rotates to the left.
 *
 * The units are taken in blocks of sixteen, the last one filled with zeros; w0 … w7 are its pairs of units, the first one
 * low. For each lane i of x and y, which begin at X + i and Y + i:
 *   x = rotl(x + w · A, 13) · B     y = rotl(y ^ w · C, 15) · D
 * At the end, over the lanes in order, lo = rotl(lo, 7) + x and hi = rotl(hi, 11) ^ y, both beginning with the number of
 * units; the two are mixed as in token-hash.ts.
 */
import type { Kernel } from "../model/kernel.js";
import type { TextKey } from "../model/text-key.js";
import { mixLanes } from "./token-hash.js";

const A = 0x85ebca77;
const B = 0x9e3779b1;
const C = 0xc2b2ae3d;
const D = 0x27d4eb2f;
const X = 0x24234428;
const Y = 0x61c8864f;

const LANES = 8;
const BLOCK = 2 * LANES;

/** A function that gives keys. @param kernel makes those of the texts it has room for; they are the same. */
export function createTextKey(kernel?: Kernel): (text: string) => TextKey {
  if (kernel === undefined) return keyOfText;
  return (text) => (kernel.take(text) ? kernel.textKey() : keyOfText(text));
}

/** The key of a text. Linear time. */
export function keyOfText(text: string): TextKey {
  const x = Int32Array.from({ length: LANES }, (_, lane) => X + lane);
  const y = Int32Array.from({ length: LANES }, (_, lane) => Y + lane);
  for (let first = 0; first < text.length; first += BLOCK) {
    for (let lane = 0; lane < LANES; lane++) {
      const word = unitAt(text, first + 2 * lane) | (unitAt(text, first + 2 * lane + 1) << 16);
      x[lane] = Math.imul(rotl(((x[lane] as number) + Math.imul(word, A)) | 0, 13), B);
      y[lane] = Math.imul(rotl((y[lane] as number) ^ Math.imul(word, C), 15), D);
    }
  }
  let [lo, hi] = [text.length, text.length];
  for (let lane = 0; lane < LANES; lane++) {
    lo = (rotl(lo, 7) + (x[lane] as number)) | 0;
    hi = rotl(hi, 11) ^ (y[lane] as number);
  }
  const out = new Int32Array(2);
  mixLanes(out, lo, hi);
  return { lo: (out[0] as number) >>> 0, hi: (out[1] as number) >>> 0 };
}

/** The unit at a place, 0 behind the end. */
const unitAt = (text: string, at: number): number => (at < text.length ? text.charCodeAt(at) : 0);

const rotl = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
