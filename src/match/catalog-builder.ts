import type { Catalog, CatalogEntry, KeyStore } from "../model/catalog.js";
import { EntryColumns } from "./entry-columns.js";
import { GrowingColumn } from "./growing.js";
import type { ArticleKeys } from "./key-maker.js";

/** Collects in memory what matching keeps of each article: its entry, band keys and sampled shingles. */
export interface CatalogBuilder {
  add(entry: CatalogEntry, keys: ArticleKeys): void;
  finish(): Catalog;
}

/** A builder for one run; articles take the indexes 0, 1, 2, … in the order they are added. */
export function createCatalogBuilder(): CatalogBuilder {
  const entries = new EntryColumns();
  const bands = new GrowingColumn();
  const samples = new GrowingColumn();
  return {
    add(entry, keys) {
      const article = entries.length;
      entries.push(entry);
      addRows(bands, keys, 0, keys.bands, article);
      addRows(samples, keys, keys.bands, keys.bands + keys.samples, article);
    },
    finish: () => ({ entries, bandKeys: storeOf(bands), samples: storeOf(samples) }),
  };
}

function addRows(rows: GrowingColumn, { lo, hi }: ArticleKeys, from: number, to: number, article: number): void {
  for (let k = from; k < to; k++) {
    rows.push(lo[k] as number);
    rows.push(hi[k] as number);
    rows.push(article);
  }
}

/** All rows in one part. */
function storeOf(rows: GrowingColumn): KeyStore {
  return { parts: 1, count: () => rows.length / 3, read: () => rows.view() };
}
