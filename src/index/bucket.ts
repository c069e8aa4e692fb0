import { unsealed } from "./checked.js";
import type { Keys } from "./keys.js";
import type { BucketNote } from "./manifest.js";
import { Memtable } from "./memtable.js";
import type { PickedKeys } from "./picked-keys.js";
import { sequenceKey } from "./places.js";
import { Segment } from "./segment.js";
import type { IndexReads } from "./store.js";

/** Postings that a journal holds, article by article, and the table made of them. */
export interface JournalTable {
  readonly journal: string;
  readonly table: Memtable;
  /** Number after the last article in the table. */
  next: number;
}

/** The postings of one time bucket: sorted segments, then the tables of the newest articles. */
export class Bucket {
  readonly number: number;
  segments: readonly Segment[] = [];
  tables: readonly JournalTable[] = [];

  constructor(number: number) {
    this.number = number;
  }

  /** Appends the articles of a key to `out`, ascending. */
  lookup(lo: number, hi: number, out: number[]): void {
    for (const segment of this.segments) segment.lookup(lo, hi, out);
    for (const { table } of this.tables) table.lookup(lo, hi, out);
  }

  /**
   * Tells `found` of the articles of each key, those of one key ascending: the key's place among them, and an article.
   * @param picked as for segments.
   */
  lookupAll(keys: Keys, found: (place: number, article: number) => void, picked?: PickedKeys): void {
    for (const segment of this.segments) segment.lookupAll(keys, found, picked);
    for (const { table } of this.tables) table.lookupAll(keys, found);
  }

  /** Brings the bucket to the state that the store shows: what is known already is read once only. */
  refresh(reads: IndexReads, note: BucketNote, most: number): void {
    const segments = new Map(this.segments.map((segment) => [segment.note.space, segment]));
    const tables = new Map(this.tables.map((table) => [table.journal, table]));
    this.segments = note.segments.map((segment) => segments.get(segment.space) ?? new Segment(reads, segment));
    this.tables = note.journals.map((journal) => {
      const known = tables.get(journal);
      return known === undefined ? readTable(reads, journal, most) : readOn(reads, known);
    });
  }

  note(): BucketNote {
    return {
      bucket: this.number,
      segments: this.segments.map(({ note }) => note),
      journals: this.tables.map(({ journal }) => journal),
    };
  }
}

/** Makes a table again, with room for all that its journal holds. */
function readTable(reads: IndexReads, journal: string, most: number): JournalTable {
  const added = [...additions(reads, journal, 0)];
  const entries = added.reduce((sum, { keys }) => sum + keys.length / 2, 0);
  return taken({ journal, table: new Memtable(most, entries), next: 0 }, added);
}

/** Adds what came into the journal since. */
const readOn = (reads: IndexReads, known: JournalTable): JournalTable =>
  taken(known, additions(reads, known.journal, known.next));

function taken(into: JournalTable, added: Iterable<Addition>): JournalTable {
  for (const { article, keys } of added) {
    into.table.add(article, keys);
    into.next = article + 1;
  }
  return into;
}

/** An article and its keys. */
interface Addition {
  readonly article: number;
  readonly keys: Keys;
}

function* additions(reads: IndexReads, journal: string, first: number): Generator<Addition> {
  for (const [key, value] of reads.scan(journal, sequenceKey(first))) {
    const article = Buffer.from(key).readUInt32BE(0);
    yield { article, keys: keysOf(unsealed(value, () => `journal of article ${article}`)) };
  }
}

function keysOf(bytes: Buffer): Keys {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return new Uint32Array(copy.buffer);
}
