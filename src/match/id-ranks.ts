import type { CatalogEntry, Entries } from "../model/catalog.js";

/** The rank of each article by its id, as strings compare; all ids are in memory meanwhile. */
export function rankIds(entries: Entries): Uint32Array {
  const ids = Array.from({ length: entries.length }, (_, article) => (entries.at(article) as CatalogEntry).id);
  const order = Uint32Array.from(ids.keys());
  order.sort((x, y) => ((ids[x] as string) < (ids[y] as string) ? -1 : 1));
  const ranks = new Uint32Array(order.length);
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank] as number] = rank;
  return ranks;
}
