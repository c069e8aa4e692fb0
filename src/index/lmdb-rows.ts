import type { Database, RootDatabase } from "lmdb";
import type { Entry, Write } from "./store.js";

/**
 * How values lie in an LMDB database. A value longer than CHUNK lies in rows of CHUNK bytes, since LMDB gives long values
 * whole pages; a value longer than LARGE lies in pages of its own. The row that ends a value has fewer than CHUNK bytes,
 * perhaps none.
 *
 *     key · 0 → 0, CHUNK bytes    key · 1 → CHUNK bytes    key · 2 → the rest
 *     key · 0 → 1                 key · 255 → a large value
 *
 * Shorter rows fill pages better and are more to put: shingle sets take 1.11 × their bytes in rows of 1000, 1.10 × in rows
 * of 700 and 1.09 × in rows of 500, and 11, 13 and 16 µs to write.
 */
const CHUNK = 700;
const LARGE = 16_000;
const LARGE_ROW = 255;
const IS_LARGE = 1;

/** The view that is read; absent: what is newest. */
export interface ReadOptions {
  readonly transaction?: ReturnType<RootDatabase["useReadTransaction"]>;
}

/** Reads the value of a key, good until the next read; undefined where there is none. */
export type ReadValue = (
  database: Database<Buffer, Buffer>,
  key: Uint8Array,
  options?: ReadOptions,
) => Buffer | undefined;

/** Reads values through memory of its own: of a value in many rows, nothing is left to collect but views. */
export function createValueReader(): ReadValue {
  const rowKeyOf = createRowKeys();
  const whole = Buffer.alloc(LARGE);
  const add = (row: Uint8Array, at: number): number => {
    whole.set(row, at);
    return at + row.length;
  };
  return (database, key, options) => {
    const first = readRow(database, rowKeyOf(key, 0), options);
    if (first === undefined) return undefined;
    if (first[0] === IS_LARGE) return database.get(rowKeyOf(key, LARGE_ROW), options);
    const start = first.subarray(1);
    if (first.length <= CHUNK) return start;
    let bytes = add(start, 0);
    for (let next = 1, full = true; full; next++) {
      const row = readRow(database, rowKeyOf(key, next), options);
      if (row !== undefined) bytes = add(row, bytes);
      full = row?.length === CHUNK;
    }
    return whole.subarray(0, bytes);
  };
}

/** A row, good until the next is read. */
function readRow(database: Database<Buffer, Buffer>, rowKey: Buffer, options?: ReadOptions): Buffer | undefined {
  if (options !== undefined) return database.get(rowKey, options);
  // The store's own buffer will do, whose length is that of the row: what else is asked of it knows all its bytes.
  const row = database.getBinaryFast(rowKey);
  return row && Buffer.from(row.buffer as ArrayBuffer, row.byteOffset, row.length);
}

/**
 * Values in the order of their keys. Rows that the first row of their key does not call for are left over from a longer value, and skipped.
 */
export function* scanValues(
  database: Database<Buffer, Buffer> | undefined,
  from: Uint8Array | undefined,
  before: Uint8Array | undefined,
  options?: ReadOptions,
): Generator<Entry> {
  if (database === undefined) return;
  let parts: Buffer[] = [];
  let next = 0;
  const range = {
    ...(from === undefined ? {} : { start: Buffer.from(from) }),
    ...(before === undefined ? {} : { end: Buffer.from(before) }),
    ...options,
  };
  for (const { key: rowKey, value } of database.getRange(range)) {
    const row = rowKey[rowKey.length - 1] as number;
    if (row === 0) {
      parts = value[0] === IS_LARGE ? [] : [value.subarray(1)];
      next = value[0] === IS_LARGE ? LARGE_ROW : 1;
      if (next === 1 && value.length > CHUNK) continue;
    } else if (row === next) {
      parts.push(value);
      next++;
      if (row !== LARGE_ROW && value.length === CHUNK) continue;
    } else continue;
    if (next === LARGE_ROW) continue;
    next = 0;
    yield [rowKey.subarray(0, rowKey.length - 1), parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)];
  }
}

/** Puts or removes values, as part of a batch, which tells where it fails. */
export function applyWrites(databases: readonly Database<Buffer, Buffer>[], writes: readonly Write[]): void {
  const unheard = createUnheard();
  // The store copies keys at once.
  const applying: Applying = { rowKeyOf: createRowKeys(), firstRow: createFirstRows(writes), unheard };
  for (let at = 0; at < writes.length; at++) {
    applyWrite(databases[at] as Database<Buffer, Buffer>, writes[at] as Write, applying);
  }
}

/** What writes of a batch share. */
interface Applying {
  readonly rowKeyOf: RowKeys;
  readonly firstRow: FirstRow;
  readonly unheard: Unheard;
}

type FirstRow = (bytes: Buffer) => Buffer;

/** Makes the first rows of values, all in one piece of memory: the store reads them when the batch is committed. */
function createFirstRows(writes: readonly Write[]): FirstRow {
  const sizeOf = (bytes = 0): number => (bytes > LARGE ? 0 : 1 + Math.min(CHUNK, bytes));
  const rows = Buffer.allocUnsafe(writes.reduce((sum, { value }) => sum + sizeOf(value?.length), 0));
  let used = 0;
  return (bytes) => {
    const row = rows.subarray(used, used + sizeOf(bytes.length));
    used += row.length;
    row[0] = 0;
    row.set(bytes.length > CHUNK ? bytes.subarray(0, CHUNK) : bytes, 1);
    return row;
  };
}

type Unheard = (change: Promise<boolean>) => void;

/** A change that fails is told of by its batch. All changes of a batch mostly share a promise. */
function createUnheard(): Unheard {
  const ignore = (): void => undefined;
  let last: Promise<boolean> | undefined;
  return (change) => {
    if (change === last) return;
    last = change;
    change.catch(ignore);
  };
}

function applyWrite(database: Database<Buffer, Buffer>, { key, value }: Write, applying: Applying): void {
  if (value === undefined) {
    removeRows(database, key, applying);
    return;
  }
  const { rowKeyOf, firstRow, unheard } = applying;
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.length);
  const put = (row: number, part: Buffer): void => unheard(database.put(rowKeyOf(key, row), part));
  if (bytes.length > LARGE) {
    put(0, Buffer.of(IS_LARGE));
    put(LARGE_ROW, bytes);
    return;
  }
  put(0, firstRow(bytes));
  for (let row = 1; row * CHUNK <= bytes.length; row++) put(row, bytes.subarray(row * CHUNK, (row + 1) * CHUNK));
}

function removeRows(database: Database<Buffer, Buffer>, key: Uint8Array, { rowKeyOf, unheard }: Applying): void {
  for (let row = 0; row === 0 || database.doesExist(rowKeyOf(key, row)); row++) {
    unheard(database.remove(rowKeyOf(key, row)));
  }
  if (database.doesExist(rowKeyOf(key, LARGE_ROW))) unheard(database.remove(rowKeyOf(key, LARGE_ROW)));
}

/** The key of a row, good until the next is made. */
type RowKeys = (key: Uint8Array, row: number) => Buffer;

/** Makes keys of rows in one place: those of a space are equally long, and those of most spaces. */
function createRowKeys(): RowKeys {
  let made = Buffer.alloc(0);
  return (key, row) => {
    if (made.length !== key.length + 1) made = Buffer.alloc(key.length + 1);
    made.set(key);
    made[key.length] = row;
    return made;
  };
}
