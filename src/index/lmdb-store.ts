import { closeSync, mkdirSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Database, open, type RootDatabase } from "lmdb";
import { InputError, OutputError, UsageError } from "../errors.js";
import { applyWrites, createValueReader, type ReadOptions, scanValues } from "./lmdb-rows.js";
import { isMappedToRead } from "./open-files.js";
import type { IndexReads, IndexStore, Write } from "./store.js";
import { messageOf, writeError } from "./write-error.js";

/** Large pages are better filled by rows of CHUNK bytes: to nine tenths, where those of 4 KB were to two thirds. */
const PAGE_BYTES = 16_384;

/** Named databases at once: segments, journals and tables of all buckets. */
const SPACES_MAX = 2000;

/** The named database that holds the writer's name. */
const OWNER_SPACE = "owner";
const OWNER_KEY = Buffer.from("writer");

/** How an LMDB store is opened. */
export interface LmdbSettings {
  readonly access: "read" | "write";
  /** Commits are not synced one by one: for a file that is given away only once it is whole and `close` has synced it. */
  readonly bulk?: boolean;
  /** Its folder is removed when it is closed. */
  readonly scratch?: boolean;
  /** What messages call it; default the folder. */
  readonly name?: string;
}

/** Name of the file inside the folder. */
export const LMDB_FILE = "data.mdb";

/**
 * Opens the store in a folder; writing makes the folder. LMDB is one file: B-trees of pages, copied on write; a commit is
 * one synced write of their root. A space is a named database.
 * @throws {OutputError} where the folder cannot be written. @throws {InputError} where there is no store, or no sound one.
 * @throws {UsageError} for `write` where this process has it open to read.
 */
export function openLmdbStore(folder: string, settings: LmdbSettings): IndexStore {
  const root = openRoot(folder, settings);
  const { name = folder } = settings;
  const databases = new Map<string, Database<Buffer, Buffer> | undefined>();
  const find = (space: string): Database<Buffer, Buffer> | undefined => {
    const known = databases.get(space);
    if (known !== undefined) return known;
    return [...names(root)].includes(space) ? make(space) : undefined;
  };
  const make = (space: string): Database<Buffer, Buffer> => {
    const database = databases.get(space) ?? openSpace(root, space);
    databases.set(space, database);
    return database;
  };
  let failed = false;
  const fail = async (error: unknown): Promise<never> => {
    failed = true;
    throw writeError(folder, name, await causeOf(error));
  };
  const apply = (writes: readonly Write[]): Promise<unknown> => {
    const databasesOf = writes.map(({ space }) => make(space));
    const batch = root.batch(() => applyWrites(databasesOf, writes));
    return batch.catch(fail);
  };
  const turns = createQueue();
  let owned: string | undefined;
  return {
    ...readsOf(root, find),
    ready(spaces) {
      const unknown = spaces.filter((space) => databases.get(space) === undefined);
      if (unknown.length === 0) return false;
      const there = new Set(names(root));
      const found = unknown.filter((space) => there.has(space));
      for (const space of found) make(space);
      return found.length > 0;
    },
    async putBatch(writes) {
      // A named database is made by this thread, which would stand still until a commit under way is on the disk.
      const isKnown = writes.every(({ space }) => databases.has(space));
      await turns.next(() => apply(writes), isKnown);
    },
    async drop(space) {
      await turns.next(async () => {
        const database = find(space);
        databases.delete(space);
        await database?.drop().catch(fail);
      }, true);
    },
    snapshot() {
      for (;;) {
        // A transaction reads only what was open when it began.
        for (const space of [...names(root)]) find(space);
        const seen = new Map(databases);
        const transaction = root.useReadTransaction();
        const release = () => transaction.done();
        const isWhole = [...names(root, { transaction })].every((space) => seen.has(space));
        if (isWhole) return { ...readsOf(root, (space) => seen.get(space), transaction), release };
        // Another process made a space meanwhile.
        release();
      }
    },
    claim(owner, isGone) {
      const other = orOutputError(folder, name, () => claimOwner(make(OWNER_SPACE), root, owner, isGone));
      if (other !== undefined) throw new OutputError(`${name}: expected no other writer, found ${other}`);
      owned = owner;
    },
    refresh: () => root.resetReadTxn(),
    bytes: () => statSync(join(folder, LMDB_FILE)).size,
    async close() {
      await turns.settled();
      // Where nothing can be written, the owner's end says as much as its name's.
      if (owned !== undefined && !failed) await make(OWNER_SPACE).remove(OWNER_KEY).catch(fail);
      if (settings.bulk === true && !failed) await root.flushed;
      await root.close();
      if (settings.scratch === true) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Things that are done in the order in which they were asked for. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const afterLast = async (act: () => Promise<unknown>): Promise<unknown> => {
    waiting++;
    await last;
    waiting--;
    return act();
  };
  return {
    /** Begins `act` when all before it is over; at once where nothing waits and it need not either. */
    next(act: () => Promise<unknown>, atOnce: boolean): Promise<unknown> {
      const done = atOnce && waiting === 0 ? act() : afterLast(act);
      last = done.catch(() => undefined);
      return done;
    },
    /** Resolves when all is over. */
    settled: () => last,
  };
}

const BINARY = { encoding: "binary", keyEncoding: "binary" } as const;

function openRoot(folder: string, { access, bulk, name = folder }: LmdbSettings): RootDatabase<Buffer, Buffer> {
  const isWriter = access === "write";
  if (isWriter) {
    makeFolder(folder, name);
    expectLmdb(folder);
    expectNoReader(folder, name);
  } else expectLmdbStore(folder);
  try {
    return open<Buffer, Buffer>({
      path: join(folder, LMDB_FILE),
      ...BINARY,
      noSubdir: true,
      maxDbs: SPACES_MAX,
      pageSize: PAGE_BYTES,
      maxReaders: 512,
      overlappingSync: false,
      // It begins transactions whose promise nobody holds, so that a full disk would end the process.
      eventTurnBatching: false,
      readOnly: !isWriter,
      ...(bulk === true ? { noSync: true } : {}),
    });
  } catch (error) {
    const what = `cannot open the index: ${messageOf(error)}`;
    throw /EACCES|EROFS|EPERM|ENOSPC|denied|read-only|no space/i.test(messageOf(error))
      ? new OutputError(`${name}: ${what}`, { cause: error })
      : new InputError(name, what, { cause: error });
  }
}

function makeFolder(folder: string, name: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new OutputError(`${name}: cannot write: ${messageOf(cause)}`, { cause });
  }
}

/**
 * All that a process opens of a file is one environment (lmdb 3.5.6, `checkExistingEnvs`): one that was opened to read
 * cannot be written, and stays open in vain once that was tried.
 */
function expectNoReader(folder: string, name: string): void {
  if (!isMappedToRead(join(folder, LMDB_FILE))) return;
  const found = "found it open to read: open it to write first, or read it in another process";
  throw new UsageError(`${name}: expected to write an index that this process does not read yet, ${found}`);
}

/**
 * Opening a database commits the transaction that scans and snapshots read in (lmdb 3.5.6, `_commitReadTxn`), also while
 * they still do; so they are left alone with theirs first.
 */
function openSpace(root: RootDatabase<Buffer, Buffer>, space: string): Database<Buffer, Buffer> {
  root.resetReadTxn();
  (root as typeof root & { _commitReadTxn(): void })._commitReadTxn();
  return root.openDB<Buffer, Buffer>(space, BINARY);
}

/** Makes sure that a folder holds a store, without opening it. @throws {InputError} */
export function expectLmdbStore(folder: string): void {
  const size = statSync(join(folder, LMDB_FILE), { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new InputError(folder, `expected an index, found no ${LMDB_FILE}`);
  expectLmdb(folder);
}

/** LMDB itself may crash on a file that is none of its own: its meta page says so at this offset. */
const MAGIC = Buffer.from("dec0efbe02000000", "hex");
const MAGIC_AT = 24;

function expectLmdb(folder: string): void {
  const path = join(folder, LMDB_FILE);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  const head = Buffer.alloc(MAGIC_AT + MAGIC.length);
  const file = openSync(path, "r");
  readSync(file, head);
  closeSync(file);
  const found = head.subarray(MAGIC_AT);
  if (found.equals(MAGIC)) return;
  throw new InputError(path, `expected an LMDB file (${MAGIC.toString("hex")}), found ${found.toString("hex")}`);
}

/** @returns the owner that is there already and not gone. */
function claimOwner(
  database: Database<Buffer, Buffer>,
  root: RootDatabase<Buffer, Buffer>,
  owner: string,
  isGone: (other: string) => boolean,
): string | undefined {
  return root.transactionSync(() => {
    const other = database.getBinary(OWNER_KEY)?.toString();
    if (other !== undefined && !isGone(other)) return other;
    database.putSync(OWNER_KEY, Buffer.from(owner));
    return undefined;
  });
}

type Found = (space: string) => Database<Buffer, Buffer> | undefined;

function readsOf(
  root: RootDatabase<Buffer, Buffer>,
  find: Found,
  transaction?: ReadOptions["transaction"],
): IndexReads {
  const options = transaction === undefined ? undefined : { transaction };
  const readValue = createValueReader();
  const get = (space: string, key: Uint8Array): Buffer | undefined => {
    const database = find(space);
    try {
      return database === undefined ? undefined : readValue(database, key, options);
    } catch (error) {
      throw new InputError(`damaged index, ${space}`, messageOf(error), { cause: error });
    }
  };
  return {
    get,
    getMany: (space, keys) => keys.map((key) => copyOf(get(space, key))),
    *scan(space, from, before) {
      try {
        yield* scanValues(find(space), from, before, options);
      } catch (error) {
        throw new InputError(`damaged index, ${space}`, messageOf(error), { cause: error });
      }
    },
    spaces: () => [...names(root, options)].filter((name) => name !== OWNER_SPACE).sort(),
    ready: () => false,
  };
}

const copyOf = (value: Buffer | undefined): Buffer | undefined =>
  value === undefined ? undefined : Buffer.from(value);

/** The root lists the named databases; LMDB ends their names with a NUL. */
function* names(root: RootDatabase<Buffer, Buffer>, options?: ReadOptions): Generator<string> {
  for (const key of root.getKeys({ ...options, snapshot: false })) yield key.toString().replace(/\0$/, "");
}

/** LMDB says of each change only that its commit failed; why, a promise of the commit says. */
async function causeOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !("commitError" in error)) return error;
  try {
    await error.commitError;
    return error;
  } catch (cause) {
    return cause;
  }
}

function orOutputError<Value>(folder: string, name: string, write: () => Value): Value {
  try {
    return write();
  } catch (cause) {
    throw writeError(folder, name, cause);
  }
}
