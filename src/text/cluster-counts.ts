import { fmix32 } from "./token-hash.js";

/**
 * Counts in how many clusters a 64-bit key stands. Keys of one cluster are added one after the other, so that the last
 * cluster a key was seen in tells whether it is new there. Open addressing in typed columns, 16 bytes a slot, at most
 * two thirds full.
 */
export class ClusterCounts {
  #used = 0;
  #lo = new Uint32Array(FIRST_SLOTS);
  #hi = new Uint32Array(FIRST_SLOTS);
  #clusters = new Uint32Array(FIRST_SLOTS);
  /** One more than the cluster counted last. */
  #last = new Uint32Array(FIRST_SLOTS);

  /** Counts a key once for a cluster, 0 to 2^32 − 2. */
  add(lo: number, hi: number, cluster: number): void {
    if (this.#used * 3 > this.#lo.length * 2) this.#grow();
    const slot = this.#slot(lo >>> 0, hi >>> 0);
    if (this.#clusters[slot] === 0) {
      this.#lo[slot] = lo;
      this.#hi[slot] = hi;
      this.#used++;
    } else if (this.#last[slot] === cluster + 1) return;
    this.#last[slot] = cluster + 1;
    this.#clusters[slot] = (this.#clusters[slot] as number) + 1;
  }

  /** Clusters a key was counted in; 0 where it was never added. */
  count(lo: number, hi: number): number {
    return this.#clusters[this.#slot(lo >>> 0, hi >>> 0)] as number;
  }

  /** Calls back with every key of at least so many clusters, in no particular order. */
  forEachFrom(least: number, visit: (lo: number, hi: number, clusters: number) => void): void {
    for (const [slot, clusters] of this.#clusters.entries()) {
      if (clusters >= least) visit(this.#lo[slot] as number, this.#hi[slot] as number, clusters);
    }
  }

  #slot(lo: number, hi: number): number {
    const mask = this.#lo.length - 1;
    let slot = fmix32(lo ^ hi) & mask;
    while (this.#clusters[slot] !== 0 && (this.#lo[slot] !== lo || this.#hi[slot] !== hi)) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [lo, hi, clusters, last] = [this.#lo, this.#hi, this.#clusters, this.#last];
    const size = lo.length * 2;
    this.#lo = new Uint32Array(size);
    this.#hi = new Uint32Array(size);
    this.#clusters = new Uint32Array(size);
    this.#last = new Uint32Array(size);
    for (let old = 0; old < lo.length; old++) {
      if (clusters[old] === 0) continue;
      const slot = this.#slot(lo[old] as number, hi[old] as number);
      this.#lo[slot] = lo[old] as number;
      this.#hi[slot] = hi[old] as number;
      this.#clusters[slot] = clusters[old] as number;
      this.#last[slot] = last[old] as number;
    }
  }
}

const FIRST_SLOTS = 1 << 12;
