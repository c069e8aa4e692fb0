import { readFileSync } from "node:fs";
import { Minhash } from "minhash";
import { createSketcher, permutationFactors } from "../src/fingerprint/minhash.js";
import type { ShingleSet } from "../src/model/fingerprint.js";
import { fmix32 } from "../src/text/token-hash.js";
import { loadedKernel } from "./kernel-works.js";

/** A way to sketch sets, compared by benchmarks/sketch.ts. */
export interface Contender {
  readonly name: string;
  /** Sketches of one seed compare row by row. */
  readonly make: (hashes: number, seed: number) => (set: ShingleSet) => ArrayLike<number>;
  /** How much less of the work it is given: its cost would fill the day. */
  readonly share: number;
}

export const CLASSIC = "classic, kernel";
export const RIVAL = "FSS, kernel";

/** All contenders; the classic sketch twice, whose two makers give the same rows. */
export function contenders(): Contender[] {
  const kernel = loadedKernel();
  const fss = loadFss();
  return [
    { name: "npm minhash", make: createPackageSketcher, share: 0.05 },
    { name: "classic, reference", make: (hashes, seed) => createSketcher({ hashes, seed }), share: 0.3 },
    {
      name: CLASSIC,
      make: (hashes, seed) => kernel.sketcher(permutationFactors({ hashes, seed }), hashes),
      share: 1,
    },
    { name: RIVAL, make: (hashes, seed) => fss(hashes, seed), share: 1 },
  ];
}

function createPackageSketcher(numPerm: number, seed: number): (set: ShingleSet) => ArrayLike<number> {
  return (set) => {
    const sketch = new Minhash({ numPerm, seed: seed + 1 });
    for (const shingle of set) sketch.update(shingle.toString(36));
    return sketch.hashvalues;
  };
}

interface FssExports {
  readonly memory: WebAssembly.Memory;
  readonly SALTS: WebAssembly.Global;
  readonly BINS: WebAssembly.Global;
  readonly SET: WebAssembly.Global;
  sketch(count: number, bins: number): number;
}

/** Largest set, in shingles, its memory has room for: 1 MB, less what lies before. */
const PAGES_NEEDED = 16;

function loadFss(): Contender["make"] {
  const module = new WebAssembly.Module(readFileSync(new URL("./fss.wasm", import.meta.url)));
  const fss = new WebAssembly.Instance(module, {}).exports as FssExports;
  if (fss.memory.buffer.byteLength < PAGES_NEEDED << 16) throw new Error("expected 1 MB of memory for fss.wasm");
  const longs = new BigUint64Array(fss.memory.buffer);
  const words = new Uint32Array(fss.memory.buffer);
  return (bins, seed) => {
    const salts = Uint32Array.from({ length: 4 * bins }, (_, i) => fmix32(fmix32(seed ^ 0x5a17) + i));
    return (set) => {
      words.set(salts, fss.SALTS.value / 4);
      longs.set(set, fss.SET.value / 8);
      fss.sketch(set.length, bins);
      return words.slice(fss.BINS.value / 4, fss.BINS.value / 4 + bins);
    };
  };
}
