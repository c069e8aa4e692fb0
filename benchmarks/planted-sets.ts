import type { Random } from "../corpus/generator/random.js";
import type { ShingleSet } from "../src/model/fingerprint.js";

/** Bins of .05 from 0 to 1: bin k holds similarities from k/20 on, below (k + 1)/20. */
export const BINS = 20;

/** Shingle sets with planted pairs. The partner of set i is set `partner[i]`, or −1 where none is asked about. */
export interface PlantedSets {
  readonly sets: readonly ShingleSet[];
  readonly partner: Int32Array;
  /** Similarity of set i to its partner: Jaccard, or the share of set i in it. */
  readonly similarity: Float64Array;
  /** Shingles that set i shares with its partner. */
  readonly shared: Uint32Array;
}

/** How much longer than the other the longer text of a Jaccard pair may be. */
const LENGTH_SPREAD = 0.1;

/** Short texts planted in one long text, each a stretch of its own; the long one is as long as all of them. */
const SHORT_PER_LONG = 4;

/** `count` pairs of sets of about `size` shingles, their Jaccard spread over one bin. The last bin leaves out 1. */
export function plantJaccard(size: number, bin: number, count: number, random: Random): PlantedSets {
  const planted = emptySets(count * 2);
  for (let i = 0; i < count * 2; i += 2) {
    const { other, shared } = drawJaccard(size, bin, random);
    const common = drawShingles(shared, random);
    planted.sets.push(sorted(common, drawShingles(size - shared, random)));
    planted.sets.push(sorted(common, drawShingles(other - shared, random)));
    plant(planted, i + 1, i, shared / (size + other - shared), shared);
  }
  return planted;
}

/**
 * `count` pairs of a set of `size` shingles and one SHORT_PER_LONG times as large; the share of the smaller in the
 * larger is spread over one bin. The last bin has 1.
 */
export function plantContainment(size: number, bin: number, count: number, random: Random): PlantedSets {
  const groups = Math.ceil(count / SHORT_PER_LONG);
  const planted = emptySets(groups * (SHORT_PER_LONG + 1));
  for (let group = 0; group < groups; group++) {
    const long = planted.sets.length;
    const source = drawShingles(size * SHORT_PER_LONG, random);
    planted.sets.push(sorted(source, new BigUint64Array(0)));
    for (let k = 0; k < SHORT_PER_LONG; k++) {
      const shared = drawContained(size, bin, random);
      const stretch = source.subarray(k * size, k * size + shared);
      plant(planted, planted.sets.length, long, shared / size, shared);
      planted.sets.push(sorted(stretch, drawShingles(size - shared, random)));
    }
  }
  return planted;
}

function emptySets(count: number) {
  return {
    sets: [] as ShingleSet[],
    partner: new Int32Array(count).fill(-1),
    similarity: new Float64Array(count),
    shared: new Uint32Array(count),
  };
}

function plant(planted: PlantedSets, set: number, partner: number, similarity: number, shared: number): void {
  planted.partner[set] = partner;
  planted.similarity[set] = similarity;
  planted.shared[set] = shared;
}

/** Size of the other set and number of shared shingles such that the Jaccard lies in the bin. */
function drawJaccard(size: number, bin: number, random: Random): { readonly other: number; readonly shared: number } {
  for (;;) {
    const other = random.between(size, size + Math.ceil(size * LENGTH_SPREAD));
    const jaccard = drawWithin(bin, random);
    const shared = Math.round((jaccard * (size + other)) / (1 + jaccard));
    const union = size + other - shared;
    const isInBin = shared * BINS >= bin * union && shared * BINS < (bin + 1) * union;
    if (shared > 0 && shared <= size && isInBin) return { other, shared };
  }
}

function drawContained(size: number, bin: number, random: Random): number {
  for (;;) {
    const shared = Math.round(size * drawWithin(bin, random));
    const isBelow = shared * BINS < (bin + 1) * size || bin === BINS - 1;
    if (shared * BINS >= bin * size && isBelow) return shared;
  }
}

const drawWithin = (bin: number, random: Random): number => (bin + random.next() / 0x100000000) / BINS;

/** Random 64-bit hashes; two alike among 2^24 are a matter of one in 10^5. */
function drawShingles(count: number, random: Random): BigUint64Array {
  const drawn = new BigUint64Array(count);
  const words = new Uint32Array(drawn.buffer);
  for (let i = 0; i < words.length; i++) words[i] = random.next();
  return drawn;
}

function sorted(first: BigUint64Array, second: BigUint64Array): ShingleSet {
  const set = new BigUint64Array(first.length + second.length);
  set.set(first);
  set.set(second, first.length);
  return set.sort() as BigUint64Array as ShingleSet;
}
