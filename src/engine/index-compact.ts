import { openLmdbStore } from "../index/lmdb-store.js";
import { rowsOf } from "../index/places.js";
import type { IndexReads, IndexStore, Write } from "../index/store.js";
import { indexFolder } from "./index-folder.js";
import { ledgerOf, withStored } from "./index-stored.js";

/** Bytes before and after. */
export interface Compacted {
  readonly before: number;
  readonly after: number;
}

/** Bytes copied at a time. */
const BATCH_BYTES = 1 << 22;

/**
 * Writes an index anew, without what was removed, each bucket's postings in one segment, and puts it in the place of the
 * old one. Readers that have the old one open keep it until they open the index again.
 * @throws {InputError} where it is damaged. @throws {OutputError} beside a writer, or where the disk is full.
 */
export function compactIndex(path: string): Promise<Compacted> {
  return withStored(path, "write", async (index) => {
    const { store, header, holdings } = index;
    const before = store.bytes();
    const live = liveArticles(store, [...holdings.buckets.keys()], holdings.counters.sequence);
    const ledger = ledgerOf(index, (article) => live[article] !== 1);
    await ledger.start(header);
    await ledger.mergeAndClose();
    const folder = indexFolder(path, { replaces: true });
    try {
      const after = await copyInto(folder.aside, path, store);
      folder.commit();
      return { before, after };
    } catch (error) {
      folder.discard();
      throw error;
    }
  });
}

/** Copies a store into a fresh one, which is closed then, also where that fails. @returns its bytes. */
async function copyInto(folder: string, name: string, store: IndexStore): Promise<number> {
  const fresh = openLmdbStore(folder, { access: "write", bulk: true, name });
  try {
    await copyAll(store, fresh);
  } finally {
    await fresh.close();
  }
  return fresh.bytes();
}

/** One byte an article: 1 where it is held. */
function liveArticles(reads: IndexReads, buckets: readonly number[], count: number): Uint8Array {
  const live = new Uint8Array(count);
  for (const bucket of buckets) {
    for (const [key] of reads.scan(rowsOf(bucket))) live[Buffer.from(key).readUInt32BE(0)] = 1;
  }
  return live;
}

async function copyAll(from: IndexReads, to: IndexStore): Promise<void> {
  for (const space of from.spaces()) {
    let writes: Write[] = [];
    let bytes = 0;
    for (const [key, value] of from.scan(space)) {
      writes.push({ space, key, value });
      bytes += value.length;
      if (bytes < BATCH_BYTES) continue;
      await to.putBatch(writes);
      writes = [];
      bytes = 0;
    }
    await to.putBatch(writes);
  }
}
