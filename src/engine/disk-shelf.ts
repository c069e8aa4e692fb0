import type { Shelf } from "../model/catalog.js";
import type { ShingleSet } from "../model/fingerprint.js";
import { unpackOriginal } from "./original-bytes.js";
import { originalOf } from "./record-spool.js";
import { createSharedMemory, openSpools, type SpoolIndex } from "./spool.js";

/** Where everything on a shelf stands; of `originals` and `records`, the one that has items is read. */
export interface ShelfIndex {
  readonly shingles: SpoolIndex;
  readonly originals: SpoolIndex;
  readonly records: SpoolIndex;
}

/** A shelf on disk that is read. */
export interface DiskShelf extends Shelf {
  close(): void;
}

/** Opens filled spools as a shelf. */
export function openShelf(index: ShelfIndex): DiskShelf {
  const shingles = openSpools(index.shingles);
  const inRecords = index.originals.starts.length === 0;
  // An original is copied into strings at once.
  const originals = openSpools(inRecords ? index.records : index.originals, createSharedMemory());
  const unpack = inRecords ? originalOf : unpackOriginal;
  return {
    shingles: (article) => setOf(shingles.read(article)),
    original: (article) => unpack(originals.read(article)),
    close() {
      shingles.close();
      originals.close();
    },
  };
}

/** The bytes of a set, a view. */
export function bytesOf(set: ShingleSet): Uint8Array {
  return new Uint8Array(set.buffer, set.byteOffset, set.byteLength);
}

/** The set in 8-byte aligned bytes, a view. */
export function setOf(bytes: Uint8Array): ShingleSet {
  return new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8) as BigUint64Array as ShingleSet;
}
