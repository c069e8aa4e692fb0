import type { CatalogEntry, Entries } from "../model/catalog.js";
import type { Passage, Relation, Similarity } from "../model/pair.js";
import { isRevision } from "./compare.js";
import type { FoundPair } from "./found-pair.js";
import { type PassageStore, passagesIn, WORDS_A_PASSAGE } from "./passage-store.js";

/** Relations by number, as they stand in columns and travel between threads. */
export const RELATIONS: readonly Relation[] = ["exact", "near", "contains", "contained", "form", "partial"];

const FIRST_ROOM = 1 << 8;
const GROWTH = 1.5;
const SCORES = 3;

/** Columns of pairs, all of one length but `scores`, which has three values a pair. */
interface Columns {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** Places in RELATIONS. */
  readonly relations: Uint8Array;
  /** 1 where one is a later state of the other. */
  readonly revisions: Uint8Array;
  /** Jaccard and both containments. */
  readonly scores: Float64Array;
  /** Tokens of the longest passage. */
  readonly longest: Uint32Array;
  /** Where a pair's passages begin in the store, and how many they are. */
  readonly starts: Uint32Array;
  readonly counts: Uint32Array;
}

/** A pair as it is put into a table: indexes of its articles, the smaller id first, and what was found. */
export interface NewPair extends Similarity {
  readonly first: number;
  readonly second: number;
  readonly relation: Relation;
  /** WORDS_A_PASSAGE words a passage. */
  readonly passages: Uint32Array;
}

/**
 * Verified pairs as columns, 46 bytes each, and their passages wherever the store has them. Iterating gives the pairs as
 * objects, one after the other, and reads their passages.
 */
export class PairTable implements Iterable<FoundPair> {
  readonly #entries: Entries;
  readonly #store: PassageStore;
  #columns: Columns;
  #length = 0;

  constructor(entries: Entries, store: PassageStore, room = FIRST_ROOM) {
    this.#entries = entries;
    this.#store = store;
    this.#columns = columnsOf(room);
  }

  get length(): number {
    return this.#length;
  }

  /** @param revision whether one is a later state of the other; found from the entries where it is not given. */
  push({ first, second, relation, jaccard, containment, passages }: NewPair, revision?: boolean): void {
    const start = passages.length === 0 ? 0 : this.#store.append(passages);
    const count = passages.length / WORDS_A_PASSAGE;
    const at = this.#next();
    const columns = this.#columns;
    columns.first[at] = first;
    columns.second[at] = second;
    columns.relations[at] = RELATIONS.indexOf(relation);
    columns.revisions[at] = (revision ?? this.#isRevision(first, second, relation)) ? 1 : 0;
    columns.scores.set([jaccard, ...containment], at * SCORES);
    columns.longest[at] = longestOf(passages);
    columns.starts[at] = start;
    columns.counts[at] = count;
  }

  first(place: number): number {
    return this.#columns.first[place] as number;
  }

  second(place: number): number {
    return this.#columns.second[place] as number;
  }

  relation(place: number): Relation {
    return RELATIONS[this.#columns.relations[place] as number] as Relation;
  }

  isRevision(place: number): boolean {
    return this.#columns.revisions[place] === 1;
  }

  jaccard(place: number): number {
    return this.#columns.scores[place * SCORES] as number;
  }

  similarity(place: number): Similarity {
    const { scores } = this.#columns;
    const at = place * SCORES;
    return { jaccard: scores[at] as number, containment: [scores[at + 1] as number, scores[at + 2] as number] };
  }

  /** Tokens of the longest passage, 0 without one. */
  longest(place: number): number {
    return this.#columns.longest[place] as number;
  }

  passages(place: number): Passage[] {
    const words = (this.#columns.counts[place] as number) * WORDS_A_PASSAGE;
    return words === 0 ? [] : passagesIn(this.#store.read(this.#columns.starts[place] as number, words));
  }

  /** The pair as an object, with its passages. */
  at(place: number): FoundPair {
    const [first, second] = [this.first(place), this.second(place)];
    const [a, b] = [this.#entry(first).id, this.#entry(second).id];
    const revision = this.isRevision(place) ? { revision: true } : {};
    const relation = this.relation(place);
    const found = { a, b, relation, ...this.similarity(place), passages: this.passages(place), ...revision };
    return { first, second, pair: found };
  }

  *[Symbol.iterator](): Generator<FoundPair> {
    for (let place = 0; place < this.#length; place++) yield this.at(place);
  }

  /** Views of the columns that links are made of. */
  links(): Pick<Columns, "first" | "second" | "relations" | "scores"> {
    const { first, second, relations, scores } = this.#columns;
    const end = this.#length;
    return {
      first: first.subarray(0, end),
      second: second.subarray(0, end),
      relations: relations.subarray(0, end),
      scores: scores.subarray(0, end * SCORES),
    };
  }

  /**
   * The pairs that go by a relation, under it, in a table of their own that shares the store.
   * @param relationAt the relation at a place, or undefined where the pair goes.
   */
  relabelled(relationAt: (place: number) => Relation | undefined): PairTable {
    let left = 0;
    for (let place = 0; place < this.#length; place++) if (relationAt(place) !== undefined) left++;
    const table = new PairTable(this.#entries, this.#store, Math.max(left, 1));
    for (let place = 0; place < this.#length; place++) {
      const relation = relationAt(place);
      if (relation !== undefined) table.#take(this, place, relation);
    }
    return table;
  }

  /** The same pairs without passages; the relations stay. */
  withoutPassages(): PairTable {
    const table = this.relabelled((place) => this.relation(place));
    table.#columns.counts.fill(0);
    table.#columns.longest.fill(0);
    return table;
  }

  #take(from: PairTable, place: number, relation: Relation): void {
    const at = this.#next();
    const [to, of] = [this.#columns, from.#columns];
    to.first[at] = of.first[place] as number;
    to.second[at] = of.second[place] as number;
    to.relations[at] = RELATIONS.indexOf(relation);
    const same = relation === from.relation(place);
    to.revisions[at] = (
      same
        ? from.isRevision(place)
        : this.#isRevision(from.first(place), from.second(place), relation)
    )
      ? 1
      : 0;
    to.scores.set(of.scores.subarray(place * SCORES, (place + 1) * SCORES), at * SCORES);
    to.longest[at] = of.longest[place] as number;
    to.starts[at] = of.starts[place] as number;
    to.counts[at] = of.counts[place] as number;
  }

  #next(): number {
    if (this.#length === this.#columns.first.length) {
      const larger = columnsOf(Math.ceil(this.#length * GROWTH));
      for (const name of Object.keys(larger) as (keyof Columns)[]) larger[name].set(this.#columns[name]);
      this.#columns = larger;
    }
    return this.#length++;
  }

  #isRevision(first: number, second: number, relation: Relation): boolean {
    return isRevision(this.#entry(first), this.#entry(second), relation);
  }

  #entry(article: number): CatalogEntry {
    return this.#entries.at(article) as CatalogEntry;
  }
}

function columnsOf(room: number): Columns {
  return {
    first: new Uint32Array(room),
    second: new Uint32Array(room),
    relations: new Uint8Array(room),
    revisions: new Uint8Array(room),
    scores: new Float64Array(room * SCORES),
    longest: new Uint32Array(room),
    starts: new Uint32Array(room),
    counts: new Uint32Array(room),
  };
}

/** Tokens stand last in each passage. */
function longestOf(passages: Uint32Array): number {
  let longest = 0;
  for (let at = WORDS_A_PASSAGE - 1; at < passages.length; at += WORDS_A_PASSAGE) {
    longest = Math.max(longest, passages[at] as number);
  }
  return longest;
}
