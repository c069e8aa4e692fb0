import { join } from "node:path";
import { InputError } from "../errors.js";
import type { CatalogEntry } from "../model/catalog.js";
import { type JsonRow, readRows } from "./file-lines.js";
import { shown } from "./shown-value.js";

/**
 * One row an article, in input order: all that grouping knows of it. With it a finished run can be grouped again, and
 * the n-th row's record is the next one of kept.jsonl or of duplicates.jsonl, which both keep input order.
 */
export const ARTICLE_ROWS = "articles.jsonl";

/** Lengths and tokens are held in words of 32 bits. */
export const MOST_COUNT = 2 ** 32 - 1;

/** The row of an article. */
export function articleRow(entry: CatalogEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/**
 * Reads articles.jsonl back.
 * @throws {InputError} naming file and line where a row is not as `articleRow` makes it, or has the id of another.
 */
export function readArticleRows(folder: string): CatalogEntry[] {
  const entries: CatalogEntry[] = [];
  const ids = new Set<string>();
  for (const row of readRows(join(folder, ARTICLE_ROWS))) {
    const entry = entryOf(row);
    if (ids.has(entry.id)) throw new InputError(row.place, `expected each id once, found ${shown(entry.id)} again`);
    ids.add(entry.id);
    entries.push(entry);
  }
  return entries;
}

const MEMBERS: readonly (readonly [keyof CatalogEntry, readonly string[]])[] = [
  ["id", ["string"]],
  ["source", ["string"]],
  ["date", ["string", "null"]],
  ["url", ["string", "null"]],
  ["agency", ["string", "null"]],
  ["length", ["number"]],
  ["tokens", ["number"]],
  ["exact", ["string"]],
];

/** A digest in hex, or nothing for an article without tokens. */
const DIGEST = /^(?:[0-9a-f]{32})?$/;

function entryOf({ value, place }: JsonRow): CatalogEntry {
  for (const [name, expected] of MEMBERS) {
    const found = value[name] === null ? "null" : typeof value[name];
    if (expected.includes(found)) continue;
    throw new InputError(place, `expected ${expected.join(" or ")} in "${name}", found ${found}`);
  }
  const entry = value as unknown as CatalogEntry;
  for (const name of ["length", "tokens"] as const) {
    if (Number.isInteger(entry[name]) && entry[name] >= 0 && entry[name] <= MOST_COUNT) continue;
    throw new InputError(place, `expected a whole number from 0 to ${MOST_COUNT} in "${name}", found ${entry[name]}`);
  }
  if (DIGEST.test(entry.exact)) return entry;
  throw new InputError(place, `expected 32 hex digits or none in "exact", found ${shown(entry.exact)}`);
}
