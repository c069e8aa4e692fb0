import { InputError } from "../errors.js";
import { Holdings } from "../index/holdings.js";
import { Ledger } from "../index/ledger.js";
import { expectLmdbStore } from "../index/lmdb-store.js";
import { openLoggedStore } from "../index/logged-store.js";
import { readHeader } from "../index/manifest.js";
import type { IndexStore } from "../index/store.js";
import { LEADERS } from "../match/candidates.js";
import type { IndexHeader, IndexStats } from "../model/decision.js";
import { statsOf } from "./index-counters.js";
import { recoverFolder } from "./index-folder.js";
import { isGone, ownName } from "./index-owner.js";

/** An index as it is stored, whatever options it was made with: for its care, not for answers. */
export interface StoredIndex {
  readonly store: IndexStore;
  readonly header: IndexHeader;
  readonly holdings: Holdings;
}

/**
 * Opens an index for its care, and closes it when `use` is done.
 * @throws {InputError} where there is none, or it is damaged. @throws {OutputError} for `write` beside another writer.
 */
export async function withStored<T>(
  path: string,
  access: "read" | "write",
  use: (index: StoredIndex) => T | Promise<T>,
): Promise<T> {
  recoverFolder(path);
  // A folder without an index stays without. It is not opened to see: LMDB might still be closing it when it is opened again.
  expectLmdbStore(path);
  return withStore(path, openLoggedStore(path, { access }), access, use);
}

async function withStore<T>(
  path: string,
  store: IndexStore,
  access: "read" | "write",
  use: (index: StoredIndex) => T | Promise<T>,
): Promise<T> {
  try {
    const header = readHeader(store, path);
    if (header === undefined) throw new InputError(path, "expected an index, found an empty store");
    if (access === "write") store.claim(ownName(), isGone);
    const holdings = new Holdings(store, path, LEADERS);
    holdings.refresh();
    return await use({ store, header, holdings });
  } finally {
    await store.close();
  }
}

/** Figures of the index in a folder. @throws {InputError} */
export function indexStats(path: string): Promise<IndexStats> {
  return withStored(path, "read", ({ store, header, holdings }) => statsOf(holdings, header, store.bytes()));
}

/** A ledger for a stored index, which adds no articles. */
export function ledgerOf({ store, holdings }: StoredIndex, isForgotten: (article: number) => boolean): Ledger {
  return new Ledger(store, holdings, {
    path: "",
    most: LEADERS,
    commit: { delayMs: 0, changes: 1 },
    tableEntries: Number.POSITIVE_INFINITY,
    journals: true,
    isForgotten,
  });
}
