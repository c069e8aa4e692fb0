import type { IndexHeader } from "../model/decision.js";
import type { ArticleRow } from "./article-row.js";
import { Bucket } from "./bucket.js";
import { type CommitSettings, GroupCommit } from "./group-commit.js";
import type { Holdings } from "./holdings.js";
import type { Keys } from "./keys.js";
import { type Counters, countersWrite, headerWrite, manifestWrite } from "./manifest.js";
import { Memtable } from "./memtable.js";
import { ARTICLE_SPACES } from "./places.js";
import type { IndexStore, Write } from "./store.js";
import type { Parts } from "./unsaved.js";
import { Upkeep } from "./upkeep.js";

/** How an index is written. */
export interface LedgerSettings {
  /** Names the index in messages. */
  readonly path: string;
  /** Articles that one key leads to, the first ones. */
  readonly most: number;
  readonly commit: CommitSettings;
  /** Entries of the newest table before it becomes a segment. Raising it costs memory (24 bytes each) and time to open. */
  readonly tableEntries: number;
  /** Whether new articles are journalled, so that the newest table can be made again; not needed in a bulk load. */
  readonly journals: boolean;
  /** Where segments lie until `merge` makes one of them, so that merging leaves no free pages in the store itself. */
  readonly spill?: IndexStore;
  /** Articles whose postings are left out when segments are written, besides those removed meanwhile. */
  readonly isForgotten?: (article: number) => boolean;
}

/** Drops noted one by one before they are noted as one. */
const DROPS_NOTED = 64;

/** The writing side of an index: what it takes is seen by its `holdings` at once and is durable when it says so. */
export class Ledger {
  readonly holdings: Holdings;
  readonly #store: IndexStore;
  readonly #settings: LedgerSettings;
  readonly #commit: GroupCommit;
  readonly #upkeep: Upkeep;
  readonly #removed = new Set<number>();
  #manifestChanged = false;
  /** Spaces to drop once the manifest that does not name them is durable. */
  #dropped: string[] = [];
  #drops: Promise<void>[] = [];

  constructor(store: IndexStore, holdings: Holdings, settings: LedgerSettings) {
    this.holdings = holdings;
    this.#store = store;
    this.#settings = settings;
    this.#commit = new GroupCommit(settings.commit, () => this.#write());
    this.#upkeep = new Upkeep({
      store,
      ...(settings.spill === undefined ? {} : { spill: settings.spill }),
      most: settings.most,
      tableEntries: settings.tableEntries,
      buckets: () => holdings.buckets.values(),
      articles: () => holdings.counters.sequence,
      newSpace: () => `postings${holdings.nextSpace++}`,
      isDropped: (article) => this.#removed.has(article) || settings.isForgotten?.(article) === true,
      isGone: (bucket, article) => holdings.row(bucket, article) === undefined,
      onReplaced: (spaces) => this.#retire(spaces),
      onError: (error) => this.#commit.fail(error),
    });
  }

  /** Drops what a killed writer left half done, and makes sure that the header is stored. */
  async start(header: IndexHeader): Promise<void> {
    const named = new Set(["meta"]);
    for (const bucket of this.holdings.buckets.values()) {
      for (const { space } of bucket.note().segments) named.add(space);
      for (const journal of bucket.note().journals) named.add(journal);
      for (const spaceOf of ARTICLE_SPACES) named.add(spaceOf(bucket.number));
    }
    for (const space of this.#store.spaces()) if (!named.has(space)) await this.#store.drop(space);
    await this.setHeader(header);
  }

  /** Stores another header. */
  setHeader(header: IndexHeader): Promise<void> {
    return this.#commit.flush().then(() => this.#store.putBatch([headerWrite(header)]));
  }

  /** @throws what made a commit fail: from then on nothing can be taken. */
  expectSound(): void {
    this.#commit.expectSound();
  }

  /**
   * Takes a new article; its number must be `counters.sequence`. Resolves when it is durable.
   * @param parts absent for exact copies, which are found by their id only.
   */
  add(row: ArticleRow, keys: Keys, parts: Parts | undefined, counters: Counters): Promise<void> {
    const bucket = this.#bucket(row.bucket);
    const newest = bucket.tables.at(-1) ?? this.#newTable(bucket);
    newest.table.add(row.sequence, keys);
    newest.next = row.sequence + 1;
    this.holdings.unsaved.add(row, parts, keys, this.#settings.journals ? newest.journal : undefined);
    this.holdings.counters = counters;
    if (newest.table.entries >= this.#settings.tableEntries) this.#newTable(bucket);
    this.#upkeep.pump(keys.length / 2);
    return this.#commit.change();
  }

  /** Notes that an article joined one that is kept; durable with the next change. */
  join(kept: ArticleRow, member: ArticleRow): void {
    this.holdings.unsaved.join(kept, member);
  }

  /** Puts a row in the place of another of its number; durable with the next change. */
  update(row: ArticleRow): void {
    this.holdings.forget(row.sequence);
    this.holdings.unsaved.set(row.sequence, row);
  }

  /** Takes an article out. Resolves when that is durable. */
  remove({ bucket, sequence }: ArticleRow, counters: Counters): Promise<void> {
    this.#removed.add(sequence);
    this.holdings.forget(sequence);
    this.holdings.unsaved.set(sequence, { bucket, removed: true });
    this.holdings.counters = counters;
    return this.#commit.change();
  }

  /** Stores other counters with the next change, or now. */
  count(counters: Counters): Promise<void> {
    this.holdings.counters = counters;
    return this.#commit.change();
  }

  /** Forgets whole buckets; their spaces go once no manifest names them. */
  dropBuckets(numbers: readonly number[]): void {
    if (numbers.length === 0) return;
    const buckets = new Map(this.holdings.buckets);
    const spaces: string[] = [];
    for (const number of numbers) {
      const note = buckets.get(number)?.note();
      buckets.delete(number);
      for (const spaceOf of ARTICLE_SPACES) spaces.push(spaceOf(number));
      spaces.push(...(note?.segments.map(({ space }) => space) ?? []), ...(note?.journals ?? []));
    }
    this.holdings.buckets = buckets;
    this.holdings.forgetAll();
    this.#retire(spaces);
  }

  /** Resolves when all that was taken so far is durable, without hurrying it. */
  settled(): Promise<void> {
    return this.#commit.settled();
  }

  /** Makes durable at once what was taken so far. */
  flush(): Promise<void> {
    return this.#commit.flush();
  }

  /**
   * Turns all postings of a bucket into segments; with `whole`, into one. Nothing may be added meanwhile. A file does not
   * shrink: what is merged leaves its room to later additions.
   */
  async merge({ whole }: { readonly whole: boolean }): Promise<void> {
    for (const bucket of this.holdings.buckets.values()) {
      if ((bucket.tables.at(-1)?.table.entries ?? 0) > 0) this.#newTable(bucket);
    }
    await this.#upkeep.settle(whole);
    await this.#commit.flush();
  }

  /** Leaves one segment a bucket; closes also where that fails. */
  async mergeAndClose(): Promise<void> {
    try {
      await this.merge({ whole: true });
    } finally {
      await this.close();
    }
  }

  /** Makes everything durable; what has been asked of the store is over then, also where it failed. The store stays open. */
  async close(): Promise<void> {
    // A segment that is finished now takes its place in the last commit.
    await this.#upkeep.stop();
    try {
      await this.#commit.flush();
    } finally {
      await Promise.all(this.#drops);
    }
  }

  #bucket(number: number): Bucket {
    const known = this.holdings.buckets.get(number);
    if (known !== undefined) return known;
    const bucket = new Bucket(number);
    this.holdings.buckets = new Map([...this.holdings.buckets, [number, bucket] as const].sort(([x], [y]) => x - y));
    return bucket;
  }

  #newTable(bucket: Bucket) {
    const { most, tableEntries } = this.#settings;
    // Its last article may take it somewhat past its limit.
    const made = new Memtable(most, tableEntries * 1.1);
    const table = { journal: `journal${this.holdings.nextSpace++}`, table: made, next: 0 };
    bucket.tables = [...bucket.tables, table];
    this.#manifestChanged = true;
    return table;
  }

  #retire(spaces: readonly string[]): void {
    this.#dropped.push(...spaces);
    this.#manifestChanged = true;
    // Rejected where the index failed meanwhile, which every caller is told of.
    this.#commit.change().catch(() => undefined);
  }

  async #write(): Promise<void> {
    const { holdings } = this;
    const last: Write[] = [countersWrite(holdings.counters)];
    const dropped = this.#dropped;
    this.#dropped = [];
    if (this.#drops.length > DROPS_NOTED) this.#drops = [Promise.all(this.#drops).then(() => undefined)];
    if (this.#manifestChanged) {
      const buckets = [...holdings.buckets.values()].map((bucket) => bucket.note());
      last.push(manifestWrite({ nextSpace: holdings.nextSpace, buckets }));
    }
    this.#manifestChanged = false;
    const { writes, settled } = await holdings.unsaved.take();
    await this.#store.putBatch([...writes, ...last]);
    settled();
    const stores = this.#settings.spill === undefined ? [this.#store] : [this.#store, this.#settings.spill];
    for (const store of stores) {
      for (const space of dropped) this.#drops.push(store.drop(space).catch((error) => this.#commit.fail(error)));
    }
  }
}
