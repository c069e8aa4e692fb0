import { judgeLine } from "../clean/templates/judge.js";
import {
  type CountedArticle,
  countLines,
  createLineReader,
  keysOfLines,
  type LineReader,
  type Sighting,
  sightLines,
} from "../clean/templates/sightings.js";
import {
  countCommon,
  countSpread,
  createShingleTable,
  type ShingleTable,
  withoutCommon,
} from "../fingerprint/common-shingles.js";
import { rankIds } from "../match/id-ranks.js";
import { loneliness } from "../match/loneliness.js";
import type { CatalogEntry, Entries, Shelf } from "../model/catalog.js";
import type { ShingleSet } from "../model/fingerprint.js";
import type { Judged, Regime } from "../model/span.js";
import type { SourceTemplates, TemplateLine, TemplateSet } from "../model/templates.js";
import { sortNumbers } from "../text/sort-numbers.js";

/** Fewest clusters of a line; in large sources the root of their clusters, divided. */
const LEAST_CLUSTERS = 3;
const LINE_ROOT = 10;
/** Fewest clusters of a common shingle, likewise. */
const LEAST_SHINGLE_CLUSTERS = 5;
const SHINGLE_ROOT = 14;
/** What recurs in one source counts for all where it stands in so many, … */
const GLOBAL_SOURCES = 3;
/** … and recurs in two of them, or in one so often. A famous quote stands in many, once in each. */
const GLOBAL_CLUSTERS = 20;
/** UTF-16 units a shingle, fewer than in any text but those of scripts without spaces. */
const UNITS_A_SHINGLE = 4;
/** Articles asked for the loneliness of a line. */
const ASKED = 8;

/** All articles, cleaned and fingerprinted. */
export interface Gathered {
  readonly entries: Entries;
  /** Rank of each by its id; default: found from the entries. */
  readonly idRanks?: Uint32Array | undefined;
  readonly shelf: Shelf;
  /** Shingles of an article's clean text, captions and what else is set aside included: they are what recurs. */
  counted(index: number): ShingleSet;
  regimeOf(index: number): Judged;
  /** Shingles that may be counted at one time; default: several million. */
  readonly countedAtOnce?: number | undefined;
  /** Reads lines; default: one made for this count. */
  readonly lines?: LineReader | undefined;
  /** Index of the canonical of each article's cluster; its own where it stands alone. */
  readonly clusterOf: Uint32Array;
}

/** What was found to recur. */
export interface CountedTemplates {
  readonly clusters: number;
  readonly sources: ReadonlyMap<string, SourceTemplates>;
  readonly global: TemplateSet;
}

/** Counts lines and common shingles, source by source and over all. Nothing depends on the order of the articles. */
export function countTemplates(gathered: Gathered, shingle: number, check: () => void): CountedTemplates {
  const counter = new TemplateCounter(gathered, shingle);
  const sources = new Map<string, SourceTemplates>();
  const groups = groupBySource(gathered);
  for (const [source, members] of groups) {
    check();
    const found = counter.source(members);
    if (found.lines.length + found.shingles.length > 0) sources.set(source, found);
  }
  check();
  const global = counter.global(groups.flatMap(([, members]) => members));
  return { clusters: distinct(gathered.clusterOf), sources, global };
}

/** Articles of each source, sources in order of their names, those of one cluster one behind the other. */
function groupBySource({ entries, clusterOf, idRanks }: Gathered): [string, number[]][] {
  const groups = new Map<string, number[]>();
  for (const index of clusterOrder(clusterOf, idRanks ?? rankIds(entries))) {
    const { source } = entries.at(index) as CatalogEntry;
    const known = groups.get(source);
    if (known === undefined) groups.set(source, [index]);
    else known.push(index);
  }
  return [...groups].sort(([a], [b]) => compare(a, b));
}

/** All articles by the id of their canonical, then their own. */
function clusterOrder(clusterOf: Uint32Array, ranks: Uint32Array): Uint32Array {
  const rank = (index: number): number => ranks[index] as number;
  const order = clusterOf.map((_, index) => index);
  return sortNumbers(order, (x, y) => rank(clusterOf[x] as number) - rank(clusterOf[y] as number) || rank(x) - rank(y));
}

class TemplateCounter {
  readonly #gathered: Gathered;
  readonly #shingle: number;
  readonly #read: LineReader;
  /** Folded lines that go from a source. */
  readonly #lines = new Map<string, Recurrence & { readonly text: string }>();
  /** Shingles common in a source. */
  readonly #shingles = new Map<bigint, Recurrence>();

  constructor(gathered: Gathered, shingle: number) {
    this.#gathered = gathered;
    this.#shingle = shingle;
    this.#read = gathered.lines ?? createLineReader();
  }

  source(members: readonly number[]): SourceTemplates {
    const clusters = distinct(members.map((index) => this.#gathered.clusterOf[index] as number));
    const leastShingle = leastOf(clusters, LEAST_SHINGLE_CLUSTERS, SHINGLE_ROOT);
    const common = countCommon(this.#sets(members), leastShingle, this.#gathered.countedAtOnce);
    const regime = mostOf(members.map((index) => this.#gathered.regimeOf(index)));
    const least = leastOf(clusters, LEAST_CLUSTERS, LINE_ROOT);
    const counts = countLines(this.#articles(members), this.#read);
    const recurs = (lo: number, hi: number) => counts.count(lo, hi) >= least;
    const sightings = sightLines(this.#articles(members), this.#read, recurs);
    const table = createShingleTable(BigUint64Array.from(common, ({ hash }) => hash));
    const frequent = sightings.filter(({ articles }) => articles.length >= least);
    const lines = frequent.map((sighting) => this.#line(sighting, clusters, regime, table));
    for (const [at, { folded, text, articles }] of frequent.entries()) {
      if (lines[at]?.action === "remove")
        this.#lines.set(folded, { text, ...more(this.#lines.get(folded), articles.length) });
    }
    for (const { hash, clusters: found } of common) this.#shingles.set(hash, more(this.#shingles.get(hash), found));
    const shingles = common.map(({ hash }) => hexOf(hash));
    return { articles: members.length, clusters, regime, lines: ranked(lines), shingles };
  }

  /** `members` are all articles, source by source. */
  global(members: readonly number[]): TemplateSet {
    const { entries, clusterOf } = this.#gathered;
    const clusters = distinct(clusterOf);
    const spread = [...this.#lines.values()].filter(isFrequent).map(({ text }) => text);
    const sightings = sightLines(this.#articles(members), this.#read, keysOfLines(spread, this.#read)).filter(
      ({ folded, sources }) => sources.size >= GLOBAL_SOURCES && this.#lines.has(folded),
    );
    const none = createShingleTable(new BigUint64Array(0));
    const lines = sightings.map((sighting) => this.#line(sighting, clusters, "extracted", none));
    const removed = lines.filter(({ action }) => action === "remove");
    return { articles: entries.length, clusters, lines: ranked(removed), shingles: this.#spread(members) };
  }

  #spread(members: readonly number[]): string[] {
    const hashes = [...this.#shingles].filter(([, found]) => isFrequent(found)).map(([hash]) => hash);
    const { entries } = this.#gathered;
    const numbers = new Map<string, number>();
    const source = (place: number) => {
      const name = (entries.at(members[place] as number) as CatalogEntry).source;
      const known = numbers.get(name) ?? numbers.size;
      numbers.set(name, known);
      return known;
    };
    const table = createShingleTable(BigUint64Array.from(hashes));
    return Array.from(countSpread({ ...this.#sets(members), source }, table, GLOBAL_SOURCES), hexOf);
  }

  #line(sighting: Sighting, clusters: number, regime: Regime, common: ShingleTable): TemplateLine {
    const { text, articles, positions, inside } = sighting;
    const alone = this.#loneliness(sighting, common);
    const sorted = [...positions].sort((a, b) => a - b);
    const at = (share: number) => round(sorted[Math.floor(share * (sorted.length - 1))] as number);
    return {
      text,
      clusters: articles.length,
      share: round(articles.length / clusters),
      positions: { first: at(0), last: at(1), median: at(0.5), inside: round(inside / positions.length) },
      loneliness: round(alone),
      ...judgeLine(sighting, { regime, share: articles.length / clusters, loneliness: alone }, this.#read),
    };
  }

  /** Asks articles evenly spread over the clusters, in order of their ids. */
  #loneliness({ articles, folded }: Sighting, common: ShingleTable): number {
    const step = Math.max(1, articles.length / ASKED);
    const asked = Array.from({ length: Math.min(ASKED, articles.length) }, (_, n) => articles[Math.floor(n * step)]);
    const sets = asked.map((index) => withoutCommon(this.#gathered.shelf.shingles(index as number), [common]));
    return loneliness(sets, Math.max(0, folded.split(" ").length - this.#shingle + 1));
  }

  #sets(members: readonly number[]) {
    const { entries, clusterOf, counted } = this.#gathered;
    const member = (place: number) => members[place] as number;
    return {
      count: members.length,
      size: (place: number) => (entries.at(member(place)) as CatalogEntry).length / UNITS_A_SHINGLE,
      cluster: (place: number) => clusterOf[member(place)] as number,
      set: (place: number) => counted(member(place)),
    };
  }

  *#articles(members: readonly number[]): Generator<CountedArticle> {
    const { entries, clusterOf, shelf } = this.#gathered;
    for (const article of members) {
      const { source } = entries.at(article) as CatalogEntry;
      yield { article, cluster: clusterOf[article] as number, source, ...shelf.original(article) };
    }
  }
}

function leastOf(clusters: number, least: number, root: number): number {
  return Math.max(least, Math.ceil(Math.sqrt(clusters) / root));
}

function ranked(lines: readonly TemplateLine[]): TemplateLine[] {
  return [...lines].sort((a, b) => b.clusters - a.clusters || compare(a.text, b.text));
}

function hexOf(hash: bigint): string {
  return hash.toString(16).padStart(16, "0");
}

/** In how many sources something recurs, and the clusters of the source that has most. */
interface Recurrence {
  readonly most: number;
  readonly sources: number;
}

function more(known: Recurrence | undefined, clusters: number): Recurrence {
  return { most: Math.max(known?.most ?? 0, clusters), sources: (known?.sources ?? 0) + 1 };
}

function isFrequent({ most, sources }: Recurrence): boolean {
  return most >= GLOBAL_CLUSTERS || sources >= 2;
}

function mostOf(regimes: readonly Judged[]): Regime {
  const of = (name: Regime) => regimes.filter((regime) => regime === name).length;
  if (of("raw") * 2 > regimes.length) return "raw";
  return of("extracted") * 2 > regimes.length ? "extracted" : "clean";
}

function distinct(values: Iterable<number>): number {
  return new Set(values).size;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
