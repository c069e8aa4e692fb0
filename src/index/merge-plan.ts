/** Segments of a tier of which one of the next is made. */
export const FANOUT = 6;

/** Neighbours that are to become one segment: from this place to before that. */
export interface DueMerge {
  readonly tier: number;
  readonly from: number;
  readonly to: number;
}

/** How often what a segment holds was merged, by its size: FANOUT times the entries are a tier more. */
export function tierOf(entries: number, tableEntries: number): number {
  return Math.max(0, Math.round(Math.log(entries / tableEntries) / Math.log(FANOUT)));
}

/**
 * What to merge: the oldest FANOUT segments of the lowest tier that has as many with no larger one between them. So an
 * entry is written once a tier, and there are fewer than FANOUT segments of each: as many tiers as the index is powers of
 * FANOUT larger than a table. A limit to the number of segments would have large ones rewritten for a few small ones.
 * @param tiers of the segments, oldest first; Infinity for those that are being merged.
 */
export function dueMerge(tiers: readonly number[]): DueMerge | undefined {
  for (const tier of [...new Set(tiers)].filter(Number.isFinite).sort((x, y) => x - y)) {
    let places: number[] = [];
    for (const [at, other] of tiers.entries()) {
      if (other > tier) places = [];
      if (other === tier && places.push(at) === FANOUT) return { tier, from: places[0] as number, to: at + 1 };
    }
  }
  return undefined;
}
