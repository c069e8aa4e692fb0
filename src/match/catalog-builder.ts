import type { Catalog, CatalogEntry, KeyColumns } from "../model/catalog.js";
import type { Fingerprint } from "../model/fingerprint.js";
import { type BandPlan, bandKeys } from "./bands.js";
import { sample, sampleSize } from "./sampling.js";

/** Collects what matching keeps in memory of each article: its entry, band keys and sampled shingles. */
export interface CatalogBuilder {
  add(entry: CatalogEntry, print: Fingerprint): void;
  finish(): Catalog;
}

/** A builder for one run; articles take the indexes 0, 1, 2, … in the order they are added. */
export function createCatalogBuilder(plan: BandPlan): CatalogBuilder {
  const entries: CatalogEntry[] = [];
  const bands = growingKeys();
  const samples = growingKeys();
  return {
    add(entry, print) {
      entries.push(entry);
      const hasTokens = print.shingles.length > 0;
      bands.append(hasTokens ? plan.bands : 0, (lo, hi, at) => bandKeys(print.signature, plan, lo, hi, at));
      samples.append(sampleSize(print.shingles), (lo, hi, at) => sample(print.shingles, lo, hi, at));
    },
    finish: () => ({ entries, bandKeys: bands.finish(), samples: samples.finish() }),
  };
}

interface GrowingKeys {
  append(count: number, fill: (lo: Uint32Array, hi: Uint32Array, at: number) => void): void;
  finish(): KeyColumns;
}

/** Columns that double when full. */
function growingKeys(): GrowingKeys {
  let lo = new Uint32Array(1024);
  let hi = new Uint32Array(1024);
  let offsets = new Uint32Array(1024);
  let articles = 0;
  let used = 0;
  return {
    append(count, fill) {
      if (used + count > lo.length) {
        lo = grown(lo, used + count);
        hi = grown(hi, used + count);
      }
      if (articles + 1 >= offsets.length) offsets = grown(offsets, articles + 2);
      if (count > 0) fill(lo, hi, used);
      used += count;
      offsets[++articles] = used;
    },
    finish: () => ({
      lo: lo.subarray(0, used),
      hi: hi.subarray(0, used),
      offsets: offsets.subarray(0, articles + 1),
    }),
  };
}

function grown(column: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(least, column.length * 2));
  larger.set(column);
  return larger;
}
