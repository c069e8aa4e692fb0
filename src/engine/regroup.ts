import { groupLinks } from "../group/group-stars.js";
import { keepOrder } from "../group/keep-order.js";
import { linksByArticle } from "../group/links.js";
import type { StarTable } from "../group/star-table.js";
import { collapseExact, type ExactCopies } from "../match/exact-copies.js";
import { possibleLinks } from "../match/link-columns.js";
import type { PairTable } from "../match/pair-table.js";
import type { Limits } from "../match/relation.js";
import type { Entries } from "../model/catalog.js";

/** What decides which articles stay, apart from the pairs. */
export interface KeepOptions extends Limits {
  readonly keep: string;
}

/** Groups the articles of one run again and again. */
export interface Regrouper {
  readonly copies: ExactCopies;
  /**
   * The stars under other limits, without exact copies, which `addExactCopies` adds.
   * @param limits as `relabel` can take them: below them pairs are missing.
   */
  at(limits: Pick<Limits, "threshold" | "containment">): StarTable;
}

/**
 * Prepares a run's articles and pairs for other limits. Floor and keep rule stay. Keep order is found once, and links are
 * sorted once, 41 bytes a pair; each grouping then costs O(pairs), as articles without pairs are left out.
 * @param copies as the run found them; default: they are found again.
 */
export function createRegrouper(
  entries: Entries,
  pairs: PairTable,
  options: KeepOptions,
  copies: ExactCopies = collapseExact(entries, keepOrder(entries, options.keep)),
): Regrouper {
  const isPaired = new Uint8Array(entries.length);
  for (let place = 0; place < pairs.length; place++) {
    isPaired[pairs.first(place)] = 1;
    isPaired[pairs.second(place)] = 1;
  }
  const order = copies.first.filter((article) => isPaired[article] === 1);
  const { columns, kindsAt } = possibleLinks(pairs);
  const links = linksByArticle(columns);
  return {
    copies,
    at: (limits) => groupLinks(order, links.withKinds(kindsAt({ ...options, ...limits }))),
  };
}
