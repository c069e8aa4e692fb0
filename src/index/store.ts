/**
 * What an index asks of the place its bytes lie in. Keys and values are bytes; keys sort by their bytes; all
 * keys of a space have the same length, at most KEY_MAX. They live in *spaces*, each of which can be dropped whole. A space exists while it has been written
 * to and not dropped; reading one that does not exist finds nothing.
 *
 * One process writes. Reads see what was written by a batch once its promise has resolved, all of it or nothing.
 */
export interface IndexReads {
  /** The value, to be read before the next call and never written to; undefined where there is none. */
  get(space: string, key: Uint8Array): Uint8Array | undefined;
  /** One value a key, in the order of the keys; these stay as they are. */
  getMany(space: string, keys: readonly Uint8Array[]): (Uint8Array | undefined)[];
  /** Entries with from ≤ key < before, in the order of the keys; both ends are open where not given. */
  scan(space: string, from?: Uint8Array, before?: Uint8Array): Iterable<Entry>;
  /** Names of the spaces, sorted. */
  spaces(): string[];
  /**
   * Makes spaces ready to be read; those that do not exist are left out. Reads of spaces that are ready see one state of
   * the store as long as nothing is waited for. The first read of another makes it ready, and shows a newer state from then on.
   * @returns whether one was made ready, which may show what another process has made durable meanwhile.
   */
  ready(spaces: readonly string[]): boolean;
  /** Brings reads up to what another process has made durable; where absent, no other can. */
  refresh?(): void;
}

/** A key and its value. */
export type Entry = readonly [key: Uint8Array, value: Uint8Array];

/** One change of a batch; without a value the key is removed. Later changes of a key win. */
export interface Write {
  readonly space: string;
  readonly key: Uint8Array;
  readonly value?: Uint8Array;
}

/** A view that later batches do not change. */
export interface IndexSnapshot extends IndexReads {
  /** Lets the store reuse what only this view needs. */
  release(): void;
}

/** How a batch is put. */
export interface BatchOptions {
  /** Its spaces are written to by such batches only, which need no order among batches of others. Default false. */
  readonly apart?: boolean;
}

/** A store that is open. */
export interface IndexStore extends IndexReads {
  /**
   * Applies all changes or none. Batches apply in the order of the calls. Resolves when the changes are durable.
   * @throws {OutputError} (rejects) where the disk is full or refuses; what was there before stays.
   */
  putBatch(writes: readonly Write[], how?: BatchOptions): Promise<void>;
  /** Drops a space with all its entries, durably. Batches asked for before it apply before it. */
  drop(space: string): Promise<void>;
  snapshot(): IndexSnapshot;
  /**
   * Makes `owner` the one writer, atomically among all processes.
   * @param isGone whether the owner that holds the store now is no more.
   * @throws {OutputError} naming the other owner, where it is still there.
   */
  claim(owner: string, isGone: (other: string) => boolean): void;
  /** Bytes that the store takes up on disk; 0 in memory. */
  bytes(): number;
  /** Resolves when everything asked for is durable and the files are let go. */
  close(): Promise<void>;
}

/** Longest key in bytes, less what a store adds to it. */
export const KEY_MAX = 500;
