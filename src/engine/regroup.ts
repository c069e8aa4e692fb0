import { keepOrder } from "../group/keep-order.js";
import { type CopyLink, groupStars } from "../group/stars.js";
import { copyLinks } from "../match/copy-links.js";
import { collapseExact, type ExactCopies } from "../match/exact-copies.js";
import type { FoundPair } from "../match/found-pair.js";
import { relabel } from "../match/relabel.js";
import type { Limits } from "../match/relation.js";
import type { CatalogEntry } from "../model/catalog.js";

/** What decides which articles stay, apart from the pairs. */
export interface KeepOptions extends Limits {
  readonly keep: string;
}

/** The pairs and stars of a run under other limits. */
export interface Regrouped {
  readonly pairs: readonly FoundPair[];
  /** Without exact copies, which `addExactCopies` adds. */
  readonly stars: Map<number, CopyLink>;
}

/** Groups the articles of one run again and again. */
export interface Regrouper {
  readonly copies: ExactCopies;
  /** @param limits as `relabel` can take them: below them pairs are missing. */
  at(limits: Pick<Limits, "threshold" | "containment">): Regrouped;
}

/**
 * Prepares a run's articles and pairs for other limits. Floor and keep rule stay. Keep order is found once; each
 * grouping then costs O(pairs), as articles without pairs are left out.
 */
export function createRegrouper(
  entries: readonly CatalogEntry[],
  pairs: readonly FoundPair[],
  options: KeepOptions,
): Regrouper {
  const copies = collapseExact(entries, keepOrder(entries, options.keep));
  const paired = new Set(pairs.flatMap(({ first, second }) => [first, second]));
  const order = copies.first.filter((article) => paired.has(article));
  return {
    copies,
    at({ threshold, containment }) {
      const relabelled = relabel(pairs, entries, { ...options, threshold, containment });
      return { pairs: relabelled, stars: groupStars(order, copyLinks(relabelled)) };
    },
  };
}
