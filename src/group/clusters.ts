import type { CatalogEntry } from "../model/catalog.js";
import type { Cluster, Member, WeakestLink } from "../model/cluster.js";
import type { Similarity } from "../model/pair.js";
import { instantOf } from "./keep-order.js";
import { originOf } from "./origin.js";
import type { CopyLink, Stars } from "./stars.js";

/** Digits of the canonical's content digest that name its cluster: 64 bits. */
const ID_DIGITS = 16;

/** Writes the stars as clusters, sorted by id; singles are absent. Members: the canonical, then the others by id. */
export function clustersOf(entries: readonly CatalogEntry[], stars: Stars): Cluster[] {
  const links = new Map<number, CopyLink[]>();
  for (const link of stars.values()) {
    const list = links.get(link.other);
    if (list === undefined) links.set(link.other, [link]);
    else list.push(link);
  }
  const clusters = [...links].map(([canonical, members]) => cluster(entries, canonical, members));
  return clusters.sort((x, y) => compareStrings(x.id, y.id));
}

/** The cluster of a canonical: distinct texts have distinct digests, so distinct clusters have distinct ids. */
export function clusterId(canonical: CatalogEntry): string {
  return `c${canonical.exact.slice(0, ID_DIGITS)}`;
}

function cluster(entries: readonly CatalogEntry[], canonical: number, links: readonly CopyLink[]): Cluster {
  const head = entries[canonical] as CatalogEntry;
  const members = links.map((link) => member(entries[link.article] as CatalogEntry, link));
  members.sort((x, y) => compareStrings(x.id, y.id));
  const all = [head, ...links.map(({ article }) => entries[article] as CatalogEntry)];
  const origin = originOf(all);
  const self: CopyLink = { article: canonical, other: canonical, relation: "exact", jaccard: 1, containment: [1, 1] };
  return {
    id: clusterId(head),
    canonical: head.id,
    members: [{ ...member(head, self), relation: "canonical" }, ...members],
    weakest: weakestOf(members),
    mean: meanOf(members),
    dates: datesOf(all),
    sources: [...new Set(all.map(({ source }) => source))].sort(),
    ...(origin === undefined ? {} : { origin }),
  };
}

function member(entry: CatalogEntry, { relation, jaccard, containment }: CopyLink): Member {
  return { id: entry.id, relation, jaccard, containment, date: entry.date, source: entry.source };
}

/** The member with the least of what made it join: the larger of its Jaccard and its share in the canonical. */
function weakestOf(members: readonly Member[]): WeakestLink {
  const strength = ({ jaccard, containment }: Member): number => Math.max(jaccard, containment[0]);
  const weakest = members.reduce((least, one) => (strength(one) < strength(least) ? one : least));
  return { id: weakest.id, jaccard: weakest.jaccard, containment: weakest.containment };
}

function meanOf(members: readonly Member[]): Similarity {
  const mean = (value: (member: Member) => number): number =>
    members.reduce((sum, member) => sum + value(member), 0) / members.length;
  return {
    jaccard: mean(({ jaccard }) => jaccard),
    containment: [mean(({ containment }) => containment[0]), mean(({ containment }) => containment[1])],
  };
}

function datesOf(entries: readonly CatalogEntry[]): [string, string] | null {
  const dated = entries
    .map(({ date }) => ({ date: date ?? "", instant: instantOf(date) }))
    .filter(({ instant }) => Number.isFinite(instant))
    .sort((x, y) => x.instant - y.instant || compareStrings(x.date, y.date));
  const [first, last] = [dated[0], dated.at(-1)];
  return first === undefined || last === undefined ? null : [first.date, last.date];
}

const compareStrings = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
