import type { Entry, IndexReads, Write } from "./store.js";

/** Keys as strings of one unit a byte: they sort as the bytes do. */
const nameOf = (key: Uint8Array): string => Buffer.from(key.buffer, key.byteOffset, key.length).toString("latin1");

/** Changes that lie over what a store holds: of each key the newest. */
export class Overlay {
  /** Number of the last batch in it, or before it. */
  last: number;
  readonly #spaces = new Map<string, Map<string, Write>>();

  /** An empty one. @param last number of the last batch before it. */
  constructor(last: number) {
    this.last = last;
  }

  /** Lays a batch over those before. Values are kept, not copied. */
  add(number: number, writes: readonly Write[]): void {
    this.last = number;
    for (const change of writes) {
      let changes = this.#spaces.get(change.space);
      if (changes === undefined) {
        changes = new Map();
        this.#spaces.set(change.space, changes);
      }
      changes.set(nameOf(change.key), change);
    }
  }

  get isEmpty(): boolean {
    return this.#spaces.size === 0;
  }

  /** Changes of a space by the names of their keys. */
  of(space: string): ReadonlyMap<string, Write> | undefined {
    return this.#spaces.get(space);
  }

  spaces(): Iterable<string> {
    return this.#spaces.keys();
  }

  /** One that later batches do not change. */
  copy(): Overlay {
    const copy = new Overlay(this.last);
    copy.add(this.last, [...this.writes()]);
    return copy;
  }

  /** All changes, one a key. */
  *writes(): Generator<Write> {
    for (const changes of this.#spaces.values()) yield* changes.values();
  }
}

/** Reads of a store as they are with overlays over it. @param overlays those of now, oldest first. */
export function readsOver(reads: IndexReads, overlays: () => readonly Overlay[]): IndexReads {
  const changeOf = (space: string, key: Uint8Array): Write | undefined => {
    const over = overlays();
    for (let i = over.length - 1; i >= 0; i--) {
      const changes = over[i]?.of(space);
      const change = changes?.get(nameOf(key));
      if (change !== undefined) return change;
    }
    return undefined;
  };
  return {
    get(space, key) {
      const change = changeOf(space, key);
      return change === undefined ? reads.get(space, key) : change.value;
    },
    getMany(space, keys) {
      return keys.map((key) => {
        const change = changeOf(space, key);
        return change === undefined ? reads.getMany(space, [key])[0] : change.value;
      });
    },
    scan(space, from, before) {
      const changes = changesWithin(overlays(), space, from, before);
      const entries = reads.scan(space, from, before);
      return changes.length === 0 ? entries : merged(entries, changes);
    },
    spaces: () => [...new Set([...reads.spaces(), ...overlays().flatMap((one) => [...one.spaces()])])].sort(),
    ready: (spaces) => reads.ready(spaces),
  };
}

type NamedChange = readonly [name: string, change: Write];

/** The newest change of each key from ≤ key < before, in the order of the keys. */
function changesWithin(
  overlays: readonly Overlay[],
  space: string,
  from?: Uint8Array,
  before?: Uint8Array,
): readonly NamedChange[] {
  const first = from === undefined ? "" : nameOf(from);
  const end = before === undefined ? undefined : nameOf(before);
  const all = new Map(overlays.flatMap((one) => [...(one.of(space) ?? [])]));
  return [...all]
    .filter(([name]) => name >= first && (end === undefined || name < end))
    .sort(([x], [y]) => (x < y ? -1 : 1));
}

/** Entries with changes in their places; both ascend. */
function* merged(entries: Iterable<Entry>, changes: readonly NamedChange[]): Generator<Entry> {
  let next = 0;
  for (const entry of entries) {
    const name = nameOf(entry[0]);
    for (; next < changes.length && (changes[next] as NamedChange)[0] < name; next++) {
      yield* entryOf(changes[next] as NamedChange);
    }
    if (changes[next]?.[0] === name) yield* entryOf(changes[next++] as NamedChange);
    else yield entry;
  }
  for (; next < changes.length; next++) yield* entryOf(changes[next] as NamedChange);
}

function* entryOf([, { key, value }]: NamedChange): Generator<Entry> {
  if (value !== undefined) yield [key, value];
}
