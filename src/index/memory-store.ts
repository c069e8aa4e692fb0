import { OutputError } from "../errors.js";
import type { Entry, IndexReads, IndexSnapshot, IndexStore, Write } from "./store.js";

type Space = ReadonlyMap<string, Uint8Array>;
type Spaces = Map<string, Map<string, Uint8Array>>;

/**
 * A store that lives as long as its process, for tests and short streams. Scans sort their space: O(n log n) each.
 * Durable means held in memory.
 */
export function createMemoryStore(): IndexStore {
  const spaces: Spaces = new Map();
  let owner: string | undefined;
  return {
    ...readsOf(spaces),
    async putBatch(writes) {
      for (const write of writes) apply(spaces, write);
    },
    async drop(space) {
      spaces.delete(space);
    },
    snapshot: () => snapshotOf(spaces),
    claim(next, isGone) {
      if (owner !== undefined && !isGone(owner)) throw new OutputError(`the index is being written to by ${owner}`);
      owner = next;
    },
    bytes: () => 0,
    async close() {
      owner = undefined;
    },
  };
}

function apply(spaces: Spaces, { space, key, value }: Write): void {
  const entries = spaces.get(space) ?? new Map<string, Uint8Array>();
  spaces.set(space, entries);
  if (value === undefined) entries.delete(nameOf(key));
  else entries.set(nameOf(key), value.slice());
}

function readsOf(spaces: ReadonlyMap<string, Space>): IndexReads {
  const get = (space: string, key: Uint8Array): Uint8Array | undefined => spaces.get(space)?.get(nameOf(key));
  return {
    get,
    getMany: (space, keys) => keys.map((key) => get(space, key)),
    scan: (space, from, before) => scan(spaces.get(space) ?? new Map(), from, before),
    spaces: () => [...spaces.keys()].sort(),
    ready: () => false,
  };
}

function* scan(entries: Space, from?: Uint8Array, before?: Uint8Array): Generator<Entry> {
  const first = from === undefined ? "" : nameOf(from);
  const end = before === undefined ? undefined : nameOf(before);
  const names = [...entries.keys()].filter((name) => name >= first && (end === undefined || name < end)).sort();
  for (const name of names) {
    const value = entries.get(name);
    if (value !== undefined) yield [Buffer.from(name, "latin1"), value];
  }
}

function snapshotOf(spaces: ReadonlyMap<string, Space>): IndexSnapshot {
  const copy = new Map([...spaces].map(([name, entries]) => [name, new Map(entries)]));
  return { ...readsOf(copy), release: () => copy.clear() };
}

/** Keys as strings of one unit a byte: they sort as the bytes do. */
const nameOf = (key: Uint8Array): string => Buffer.from(key.buffer, key.byteOffset, key.length).toString("latin1");
