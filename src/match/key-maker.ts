import type { Fingerprint } from "../model/fingerprint.js";
import type { Kernel, KeyColumns } from "../model/kernel.js";
import { type BandPlan, bandKeys } from "./bands.js";
import { sample } from "./sampling.js";

/** Band keys and sampled shingles of one article, in two lanes: `bands` keys, then `samples`. A view that is reused. */
export type ArticleKeys = KeyColumns;

/**
 * A function that makes the keys of one article after the other; each call overwrites what the last one gave.
 * @param kernel makes those of the print that it sketched last; they are the same.
 */
export function createKeyMaker(plan: BandPlan, kernel?: Kernel): (print: Fingerprint) => ArticleKeys {
  let lo = new Uint32Array(1024);
  let hi = new Uint32Array(1024);
  return (print) => {
    const made = kernel?.keys(print, plan);
    if (made !== undefined) return made;
    const { shingles, signature } = print;
    const bands = shingles.length > 0 ? plan.bands : 0;
    const most = bands + shingles.length;
    if (most > lo.length) {
      lo = new Uint32Array(most * 2);
      hi = new Uint32Array(most * 2);
    }
    if (bands > 0) bandKeys(signature, plan, lo, hi, 0);
    const samples = sample(shingles, lo, hi, bands);
    return { lo, hi, bands, samples };
  };
}
