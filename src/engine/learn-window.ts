/** An article that templates are learned from. */
export interface WindowEntry {
  /** Number of its record in the stream, rising. */
  readonly record: number;
  readonly id: string;
  readonly source: string;
  /** The cluster that the index answered with. */
  readonly cluster: string;
  /** Ids of older articles in whose place it stands: their clusters are its own. */
  readonly supersedes: readonly string[];
  /** What holding it costs, see `weightOf`. */
  readonly weight: number;
}

/** What a window holds at most. Raising them makes learning slower and its memory larger, and forgets later. */
export interface WindowBounds {
  /** Articles of all sources. */
  readonly articles: number;
  /** Their weights together. */
  readonly weight: number;
  /** Articles of one source, each of another cluster. */
  readonly sourceArticles: number;
  /** Weights of one source's articles together. */
  readonly sourceWeight: number;
}

/**
 * Enough of a source to see what recurs (a line needs three clusters), and of thirty busy sources, or of a thousand quiet ones, at the same time. The weights
 * keep a source of huge texts, or of a hundred thousand lines an article, from taking the place of others.
 */
export const WINDOW_BOUNDS: WindowBounds = Object.freeze({
  articles: 4096,
  weight: 1 << 25,
  sourceArticles: 128,
  sourceWeight: 1 << 22,
});

/** What counting a line costs beside its text, in UTF-16 units. */
const LINE_WEIGHT = 32;

/** What an article's text costs while it is held and counted: its UTF-16 units, and something for every line. */
export function weightOf(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length + lines * LINE_WEIGHT;
}

/** The articles of one source, oldest first. */
interface SourceShare<Entry> {
  readonly entries: Entry[];
  weight: number;
}

/**
 * The newest articles of every source, one of each cluster: what templates are counted over. What falls out depends on the
 * numbers of the records only. A story that a source prints again and again takes one place.
 */
export class LearnWindow<Entry extends WindowEntry> {
  readonly #bounds: WindowBounds;
  /** By record, oldest first. */
  readonly #entries = new Map<number, Entry>();
  readonly #sources = new Map<string, SourceShare<Entry>>();
  #weight = 0;

  constructor(bounds: WindowBounds = WINDOW_BOUNDS) {
    this.#bounds = bounds;
  }

  /** Takes an article in, and lets old ones go for it; false where its cluster has one of its source, or it is too heavy. */
  add(entry: Entry): boolean {
    const { source, cluster, weight } = entry;
    if (weight > this.#bounds.sourceWeight) return false;
    const share = this.#sources.get(source) ?? { entries: [], weight: 0 };
    if (share.entries.some((other) => other.cluster === cluster)) return false;
    this.#sources.set(source, share);
    this.#entries.set(entry.record, entry);
    share.entries.push(entry);
    share.weight += weight;
    this.#weight += weight;
    const { sourceArticles, sourceWeight } = this.#bounds;
    while (share.entries.length > sourceArticles || share.weight > sourceWeight) this.#drop(share.entries[0] as Entry);
    while (this.#entries.size > this.#bounds.articles || this.#weight > this.#bounds.weight) this.#drop(this.#oldest());
    return true;
  }

  /** What it holds, oldest first. */
  entries(): Entry[] {
    return [...this.#entries.values()];
  }

  #oldest(): Entry {
    return this.#entries.values().next().value as Entry;
  }

  #drop({ record, source, weight }: Entry): void {
    const share = this.#sources.get(source) as SourceShare<Entry>;
    share.entries.shift();
    share.weight -= weight;
    this.#weight -= weight;
    this.#entries.delete(record);
    if (share.entries.length === 0) this.#sources.delete(source);
  }
}

/**
 * For each article the place of the first of its cluster; clusters are one where an article of one stands in the place of
 * an article of the other.
 */
export function clusterPlaces(entries: readonly WindowEntry[]): Uint32Array {
  const parents = Uint32Array.from(entries, (_, place) => place);
  const rootOf = (place: number): number => {
    let root = place;
    while (parents[root] !== root) root = parents[root] as number;
    parents[place] = root;
    return root;
  };
  const firstOf = new Map<string, number>();
  const placeOf = new Map(entries.map(({ id }, place) => [id, place]));
  const join = (x: number, y: number): void => {
    const [first, second] = [rootOf(x), rootOf(y)].sort((a, b) => a - b) as [number, number];
    parents[second] = first;
  };
  for (const [place, { cluster }] of entries.entries()) {
    const first = firstOf.get(cluster);
    if (first === undefined) firstOf.set(cluster, place);
    else join(place, first);
  }
  for (const [place, { supersedes }] of entries.entries()) {
    for (const id of supersedes) {
      const older = placeOf.get(id);
      if (older !== undefined) join(place, older);
    }
  }
  return parents.map((_, place) => rootOf(place));
}
