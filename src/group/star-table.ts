import type { CopyLink, Stars } from "./stars.js";

const RELATIONS = ["exact", "near", "contains", "contained"] as const;
const NONE = 0;
const SCORES = 3;
const FIRST_ROOM = 1 << 8;
const GROWTH = 1.5;

/** Stars as columns: 4 bytes an article and 33 more for each that joins a canonical. Iterates in the order of the catalog. */
export class StarTable implements Stars {
  /** Row of each article, from 1. */
  #rows: Uint32Array;
  #others = new Uint32Array(FIRST_ROOM);
  #relations = new Uint8Array(FIRST_ROOM);
  #scores = new Float64Array(FIRST_ROOM * SCORES);
  #size = 0;

  /** @param articles about how many there are. */
  constructor(articles: number) {
    this.#rows = new Uint32Array(articles);
  }

  get size(): number {
    return this.#size;
  }

  has(article: number): boolean {
    return (this.#rows[article] ?? NONE) !== NONE;
  }

  get(article: number): CopyLink | undefined {
    const row = (this.#rows[article] ?? NONE) - 1;
    if (row < 0) return undefined;
    const [jaccard, mine, theirs] = this.#scores.subarray(row * SCORES, (row + 1) * SCORES) as unknown as Scores;
    const relation = RELATIONS[this.#relations[row] as number] as CopyLink["relation"];
    return { article, other: this.#others[row] as number, relation, jaccard, containment: [mine, theirs] };
  }

  /** The canonical that an article joins; itself where it joins none. */
  canonicalOf(article: number): number {
    const row = (this.#rows[article] ?? NONE) - 1;
    return row < 0 ? article : (this.#others[row] as number);
  }

  set(article: number, { other, relation, jaccard, containment }: CopyLink): void {
    if (article >= this.#rows.length) {
      const room = Math.max(article + 1, Math.ceil(this.#rows.length * GROWTH));
      this.#rows = moved(this.#rows, new Uint32Array(room));
    }
    if (this.#rows[article] === NONE) this.#rows[article] = this.#add();
    const row = (this.#rows[article] as number) - 1;
    this.#others[row] = other;
    this.#relations[row] = RELATIONS.indexOf(relation);
    this.#scores.set([jaccard, ...containment], row * SCORES);
  }

  *keys(): Generator<number> {
    for (let article = 0; article < this.#rows.length; article++) if (this.#rows[article] !== NONE) yield article;
  }

  *values(): Generator<CopyLink> {
    for (const article of this.keys()) yield this.get(article) as CopyLink;
  }

  *[Symbol.iterator](): Generator<[number, CopyLink]> {
    for (const article of this.keys()) yield [article, this.get(article) as CopyLink];
  }

  /** Makes room for one more, and gives its row, from 1. */
  #add(): number {
    if (this.#size === this.#others.length) {
      const room = Math.ceil(this.#size * GROWTH);
      this.#others = moved(this.#others, new Uint32Array(room));
      this.#relations = moved(this.#relations, new Uint8Array(room));
      this.#scores = moved(this.#scores, new Float64Array(room * SCORES));
    }
    return ++this.#size;
  }
}

type Scores = readonly [number, number, number];

function moved<Column extends { set(from: Column): void }>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
