import type { CatalogEntry } from "../model/catalog.js";
import type { Origin } from "../model/cluster.js";
import { instantOf } from "../text/instant.js";

/**
 * Who probably published a story first: the agency that most members credit in their own text, else the source whose
 * copy alone has the earliest date. Undefined where nothing says so. Ties between agencies go to the smaller name.
 */
export function originOf(members: readonly CatalogEntry[]): Origin | undefined {
  return creditedOrigin(members) ?? earliestOrigin(members);
}

function creditedOrigin(members: readonly CatalogEntry[]): Origin | undefined {
  const crediting = new Map<string, string[]>();
  for (const { agency, id } of members) {
    if (agency === null) continue;
    const ids = crediting.get(agency);
    if (ids === undefined) crediting.set(agency, [id]);
    else ids.push(id);
  }
  const [most] = [...crediting].sort(([x, a], [y, b]) => b.length - a.length || (x < y ? -1 : 1));
  return most === undefined ? undefined : { name: most[0], reason: "credited", members: most[1].sort() };
}

function earliestOrigin(members: readonly CatalogEntry[]): Origin | undefined {
  const instants = members.map(({ date }) => instantOf(date));
  const least = instants.reduce((earliest, instant) => Math.min(earliest, instant), Number.POSITIVE_INFINITY);
  const first = members.filter((_, i) => instants[i] === least);
  const [only] = first;
  if (!Number.isFinite(least) || only === undefined || first.length > 1 || only.source === "") return undefined;
  return { name: only.source, reason: "earliest", members: [only.id] };
}
