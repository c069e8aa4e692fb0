import type { ByteLog, LogMaker } from "../model/byte-log.js";
import type { CatalogEntry, Entries } from "../model/catalog.js";
import type { Passage, Relation, Similarity } from "../model/pair.js";
import { createMemoryLog } from "../text/memory-log.js";
import { isRevision } from "./compare.js";
import type { FoundPair } from "./found-pair.js";
import { createPassageStore, type PassageStore, passagesIn, WORDS_A_PASSAGE } from "./passage-store.js";

/** Relations by number, as they stand in columns and travel between threads. */
export const RELATIONS: readonly Relation[] = ["exact", "near", "contains", "contained", "form", "partial"];

/**
 * A row of a table, in words of 32 bits:
 *
 *     0      1       2                         3        4                  5       6 … 11
 *     first  second  relation | revision << 8  longest  start of passages  number  jaccard, both containments (doubles)
 *
 * `longest`: tokens of the longest passage. Words 12 to 15 are free: so 64 rows are a page of a log, which is kept at hand.
 */
const ROW_WORDS = 16;
const ROW_BYTES = ROW_WORDS * 4;
const [FIRST, SECOND, KIND, LONGEST, START, COUNT] = [0, 1, 2, 3, 4, 5] as const;
/** Place of a row's first double among doubles, and doubles a row. */
const SCORES = 3;
const ROW_DOUBLES = 8;
const RELATION_BITS = 0xff;
const REVISION = 0x100;
/** Rows that are put away, and read back, at once. */
const WINDOW_ROWS = 64;

/** A pair as it is put into a table: indexes of its articles, the smaller id first, and what was found. */
export interface NewPair extends Similarity {
  readonly first: number;
  readonly second: number;
  readonly relation: Relation;
  /** WORDS_A_PASSAGE words a passage; or where the table has put them. */
  readonly passages: Uint32Array | PassagePlace;
}

/** Where passages begin in their store, how many there are, and the tokens of the longest, 0 without one. */
export type PassagePlace = readonly [start: number, count: number, longest: number];

/** Where the rows and passages of tables wait; default: in memory. */
export interface PairStores {
  readonly passages?: PassageStore;
  readonly makeLog?: LogMaker;
}

/**
 * Verified pairs as rows of 64 bytes in a log, some at hand at a time, and their passages wherever their store has them.
 * Iterating gives the pairs as objects, one after the other, and reads their passages.
 */
export class PairTable implements Iterable<FoundPair> {
  readonly #entries: Entries;
  readonly #passages: PassageStore;
  readonly #makeLog: LogMaker;
  readonly #log: ByteLog;
  /** Where in the log each windowful begins. */
  readonly #starts: number[] = [];
  /** Rows not yet in the log, which are the last ones. */
  readonly #tail = new RowWindow();
  /** Rows read back. */
  readonly #window = new RowWindow();
  #length = 0;

  constructor(entries: Entries, { passages = createPassageStore(), makeLog = createMemoryLog }: PairStores = {}) {
    this.#entries = entries;
    this.#passages = passages;
    this.#makeLog = makeLog;
    this.#log = makeLog("pairs");
  }

  get length(): number {
    return this.#length;
  }

  /** @param revision whether one is a later state of the other; found from the entries where it is not given. */
  push({ first, second, relation, jaccard, containment, passages }: NewPair, revision?: boolean): void {
    const [start, count, longest] = passages instanceof Uint32Array ? this.keep(passages) : passages;
    const isLater = revision ?? this.#isRevision(first, second, relation);
    const kind = RELATIONS.indexOf(relation) | (isLater ? REVISION : 0);
    this.#put([first, second, kind, longest, start, count], [jaccard, ...containment]);
  }

  /** Puts the passages of a pair away that comes later. @param passages WORDS_A_PASSAGE words each. */
  keep(passages: Uint32Array): PassagePlace {
    const start = passages.length === 0 ? 0 : this.#passages.append(passages);
    return [start, passages.length / WORDS_A_PASSAGE, longestOf(passages)];
  }

  first(place: number): number {
    return this.#word(place, FIRST);
  }

  second(place: number): number {
    return this.#word(place, SECOND);
  }

  relation(place: number): Relation {
    return RELATIONS[this.relationCode(place)] as Relation;
  }

  /** The relation as a place in RELATIONS. */
  relationCode(place: number): number {
    return this.#word(place, KIND) & RELATION_BITS;
  }

  isRevision(place: number): boolean {
    return (this.#word(place, KIND) & REVISION) !== 0;
  }

  jaccard(place: number): number {
    return this.#score(place, 0);
  }

  similarity(place: number): Similarity {
    return { jaccard: this.#score(place, 0), containment: [this.#score(place, 1), this.#score(place, 2)] };
  }

  /** Tokens of the longest passage, 0 without one. */
  longest(place: number): number {
    return this.#word(place, LONGEST);
  }

  passages(place: number): Passage[] {
    const words = this.#word(place, COUNT) * WORDS_A_PASSAGE;
    return words === 0 ? [] : passagesIn(this.#passages.read(this.#word(place, START), words));
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

  /**
   * The pairs that go by a relation, under it, in a table of their own that shares the stores.
   * @param relationAt the relation at a place, or undefined where the pair goes.
   */
  relabelled(relationAt: (place: number) => Relation | undefined): PairTable {
    const table = this.#another();
    for (let place = 0; place < this.#length; place++) {
      const relation = relationAt(place);
      if (relation === undefined) continue;
      const [first, second] = [this.first(place), this.second(place)];
      const same = relation === this.relation(place);
      const isLater = same ? this.isRevision(place) : this.#isRevision(first, second, relation);
      const kind = RELATIONS.indexOf(relation) | (isLater ? REVISION : 0);
      const rest = [this.longest(place), this.#word(place, START), this.#word(place, COUNT)];
      table.#put([first, second, kind, ...rest], this.#scores(place));
    }
    return table;
  }

  /** The same pairs without passages; the relations stay. */
  withoutPassages(): PairTable {
    const table = this.#another();
    for (let place = 0; place < this.#length; place++) {
      const words = [this.first(place), this.second(place), this.#word(place, KIND), 0, 0, 0];
      table.#put(words, this.#scores(place));
    }
    return table;
  }

  #another(): PairTable {
    return new PairTable(this.#entries, { passages: this.#passages, makeLog: this.#makeLog });
  }

  #put(words: readonly number[], scores: readonly number[]): void {
    const row = this.#length % WINDOW_ROWS;
    this.#tail.words.set(words, row * ROW_WORDS);
    this.#tail.doubles.set(scores, row * ROW_DOUBLES + SCORES);
    this.#length++;
    if (row === WINDOW_ROWS - 1) this.#starts.push(this.#log.append(this.#tail.bytes));
  }

  #word(place: number, word: number): number {
    return this.#rows(place).words[(place % WINDOW_ROWS) * ROW_WORDS + word] as number;
  }

  #score(place: number, score: number): number {
    return this.#rows(place).doubles[(place % WINDOW_ROWS) * ROW_DOUBLES + SCORES + score] as number;
  }

  #scores(place: number): number[] {
    return [this.#score(place, 0), this.#score(place, 1), this.#score(place, 2)];
  }

  /** The window that has the row of a place. */
  #rows(place: number): RowWindow {
    const number = Math.floor(place / WINDOW_ROWS);
    const start = this.#starts[number];
    if (start === undefined) return this.#tail;
    if (this.#window.number !== number) {
      this.#window.bytes.set(this.#log.read(start, WINDOW_ROWS * ROW_BYTES));
      this.#window.number = number;
    }
    return this.#window;
  }

  #isRevision(first: number, second: number, relation: Relation): boolean {
    return isRevision(this.#entry(first), this.#entry(second), relation);
  }

  #entry(article: number): CatalogEntry {
    return this.#entries.at(article) as CatalogEntry;
  }
}

/** Some rows, seen as bytes, words and doubles. */
class RowWindow {
  /** Which windowful of the table it holds, of those read back. */
  number = -1;
  readonly bytes = new Uint8Array(WINDOW_ROWS * ROW_BYTES);
  readonly words = new Uint32Array(this.bytes.buffer);
  readonly doubles = new Float64Array(this.bytes.buffer);
}

/** Tokens stand last in each passage. */
function longestOf(passages: Uint32Array): number {
  let longest = 0;
  for (let at = WORDS_A_PASSAGE - 1; at < passages.length; at += WORDS_A_PASSAGE) {
    longest = Math.max(longest, passages[at] as number);
  }
  return longest;
}
