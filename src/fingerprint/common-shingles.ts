import type { ShingleSet } from "../model/fingerprint.js";
import { ClusterCounts } from "../text/cluster-counts.js";
import { fmix32 } from "../text/token-hash.js";
import { HIGH, LOW } from "./shingles.js";

/** Shingles counted at one time; larger sources are counted in several passes over their sets, by ranges of hashes. */
const MOST_COUNTED = 1 << 23;

/** Shingle sets of the articles of one source, those of one cluster one behind the other. */
export interface ClusteredSets {
  readonly count: number;
  /** About the number of shingles of the set; decides in how many passes they are counted. */
  size(place: number): number;
  cluster(place: number): number;
  set(place: number): ShingleSet;
}

/** A shingle and the clusters it stands in. */
export interface CommonShingle {
  readonly hash: bigint;
  readonly clusters: number;
}

/**
 * The shingles that stand in at least so many clusters, ascending by hash.
 * @param most shingles counted at one time; fewer take less memory and more passes.
 */
export function countCommon(sets: ClusteredSets, least: number, most = MOST_COUNTED): CommonShingle[] {
  let total = 0;
  for (let place = 0; place < sets.count; place++) total += sets.size(place);
  const passes = Math.max(1, Math.ceil(total / Math.min(most, MOST_COUNTED)));
  const found: CommonShingle[] = [];
  for (let pass = 0; pass < passes; pass++) countRange(sets, pass, passes, least, found);
  return found.sort((a, b) => (a.hash < b.hash ? -1 : 1));
}

/** Counts the shingles whose high half falls into one of `passes` equal ranges. */
function countRange(sets: ClusteredSets, pass: number, passes: number, least: number, out: CommonShingle[]): void {
  const from = (pass * 2 ** 32) / passes;
  const to = ((pass + 1) * 2 ** 32) / passes;
  const counts = new ClusterCounts();
  for (let place = 0; place < sets.count; place++) {
    const words = wordsOf(sets.set(place));
    const cluster = sets.cluster(place);
    for (let i = 0; i < words.length; i += 2) {
      const hi = words[i + HIGH] as number;
      if (hi >= from && hi < to) counts.add(words[i + LOW] as number, hi, cluster);
    }
  }
  counts.forEachFrom(least, (lo, hi, clusters) => out.push({ hash: (BigInt(hi) << 32n) | BigInt(lo), clusters }));
}

/** What is known of a shingle over all sources. */
export interface SpreadSets extends ClusteredSets {
  /** Number of the source; sets of one source stand one behind the other. */
  source(place: number): number;
}

/** Of the shingles of a table, those that stand in at least so many sources, ascending. */
export function countSpread(sets: SpreadSets, table: ShingleTable, least: number): BigUint64Array {
  const counts = new ClusterCounts();
  for (let place = 0; place < sets.count; place++) {
    const words = wordsOf(sets.set(place));
    const source = sets.source(place);
    for (let i = 0; i < words.length; i += 2) {
      const lo = words[i + LOW] as number;
      const hi = words[i + HIGH] as number;
      if (table.has(lo, hi)) counts.add(lo, hi, source);
    }
  }
  const found: bigint[] = [];
  counts.forEachFrom(least, (lo, hi) => found.push((BigInt(hi) << 32n) | BigInt(lo)));
  return BigUint64Array.from(found).sort();
}

/** Whether a shingle is common. */
export interface ShingleTable {
  has(lo: number, hi: number): boolean;
}

/** A table of hashes, open addressing, at most half full. */
export function createShingleTable(hashes: BigUint64Array): ShingleTable {
  let size = 16;
  while (size < hashes.length * 2) size *= 2;
  const words = wordsOf(hashes as ShingleSet);
  const slots = new Uint32Array(size);
  const slotOf = (lo: number, hi: number): number => {
    let slot = fmix32(lo) & (size - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (size - 1)) {
      const at = ((slots[slot] as number) - 1) * 2;
      if (words[at + LOW] === lo && words[at + HIGH] === hi) break;
    }
    return slot;
  };
  for (let i = 0; i < hashes.length; i++)
    slots[slotOf(words[2 * i + LOW] as number, words[2 * i + HIGH] as number)] = i + 1;
  return { has: (lo, hi) => slots[slotOf(lo, hi)] !== 0 };
}

/** The set without the shingles that any of the tables holds. */
export function withoutCommon(set: ShingleSet, tables: readonly ShingleTable[]): ShingleSet {
  const words = wordsOf(set);
  const left = new BigUint64Array(set.length);
  let kept = 0;
  for (let i = 0; i < set.length; i++) {
    const lo = words[2 * i + LOW] as number;
    const hi = words[2 * i + HIGH] as number;
    if (!tables.some((table) => table.has(lo, hi))) left[kept++] = set[i] as bigint;
  }
  return (kept === set.length ? set : left.slice(0, kept)) as BigUint64Array as ShingleSet;
}

function wordsOf(set: ShingleSet | BigUint64Array): Uint32Array {
  return new Uint32Array(set.buffer, set.byteOffset, set.length * 2);
}
