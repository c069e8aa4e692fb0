import type { CatalogEntry, Entries } from "../model/catalog.js";
import type { Cluster, Member, WeakestLink } from "../model/cluster.js";
import type { Similarity } from "../model/pair.js";
import { instantOf } from "../text/instant.js";
import { originOf } from "./origin.js";
import type { CopyLink, Stars } from "./stars.js";

/** Digits of the canonical's content digest that name its cluster: 64 bits. */
const ID_DIGITS = 16;

/** The clusters of a run, sorted by id. Each is made when it is asked for; only its place takes memory. */
export interface Clusters extends Iterable<Cluster> {
  readonly length: number;
  /** The clusters of most members, the largest first, equal ones by id. */
  largest(most: number): Cluster[];
}

/** The stars as clusters; singles are absent. Members: the canonical, then the others by id. */
export function clustersOf(entries: Entries, stars: Stars): Clusters {
  const { canonicals, membersOf } = gather(entries, stars);
  const at = (place: number): Cluster => {
    const links = Array.from(membersOf(place), (article) => stars.get(article) as CopyLink);
    return cluster(entries, canonicals[place] as number, links);
  };
  return {
    length: canonicals.length,
    *[Symbol.iterator]() {
      for (let place = 0; place < canonicals.length; place++) yield at(place);
    },
    largest(most) {
      const places = Uint32Array.from(canonicals.keys());
      places.sort((x, y) => membersOf(y).length - membersOf(x).length || x - y);
      return Array.from(places.subarray(0, most), at);
    },
  };
}

/** Canonicals by the id of their cluster, and the other members of each. */
function gather(entries: Entries, stars: Stars) {
  const ends = new Uint32Array(entries.length + 1);
  for (const { other } of stars.values()) (ends[other] as number)++;
  const canonicals = Uint32Array.from(entries.length === 0 ? [] : ends.keys()).filter((article) => ends[article] !== 0);
  for (let at = 1; at < ends.length; at++) ends[at] = (ends[at] as number) + (ends[at - 1] as number);
  const members = new Uint32Array(stars.size);
  for (const { article, other } of stars.values()) {
    ends[other] = (ends[other] as number) - 1;
    members[ends[other] as number] = article;
  }
  const sorted = sortById(canonicals, entries);
  const membersOf = (place: number): Uint32Array => {
    const canonical = sorted[place] as number;
    return members.subarray(ends[canonical], ends[canonical + 1]);
  };
  return { canonicals: sorted, membersOf };
}

function sortById(canonicals: Uint32Array, entries: Entries): Uint32Array {
  const ids = Array.from(canonicals, (article) => clusterId(entries.at(article) as CatalogEntry));
  const places = Uint32Array.from(ids.keys());
  places.sort((x, y) => compareStrings(ids[x] as string, ids[y] as string) || x - y);
  return places.map((place) => canonicals[place] as number);
}

/** The cluster of a canonical: distinct texts have distinct digests, so distinct clusters have distinct ids. */
export function clusterId(canonical: Pick<CatalogEntry, "exact">): string {
  return `c${canonical.exact.slice(0, ID_DIGITS)}`;
}

function cluster(entries: Entries, canonical: number, links: readonly CopyLink[]): Cluster {
  const head = entries.at(canonical) as CatalogEntry;
  const members = links.map((link) => member(entries.at(link.article) as CatalogEntry, link));
  members.sort((x, y) => compareStrings(x.id, y.id));
  const all = [head, ...links.map(({ article }) => entries.at(article) as CatalogEntry)];
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
