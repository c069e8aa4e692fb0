import { join } from "node:path";
import { InputError } from "../errors.js";
import type { CatalogEntry } from "../model/catalog.js";
import { readRows } from "./file-lines.js";

/**
 * One row an article, in input order: all that grouping knows of it. With it a finished run can be grouped again, and
 * the n-th row's record is the next one of kept.jsonl or of duplicates.jsonl, which both keep input order.
 */
export const ARTICLE_ROWS = "articles.jsonl";

/** The row of an article. */
export function articleRow(entry: CatalogEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/**
 * Reads articles.jsonl back.
 * @throws {InputError} naming file and line where a row is not as `writeArticles` wrote it.
 */
export function readArticleRows(folder: string): CatalogEntry[] {
  const entries: CatalogEntry[] = [];
  for (const { value, place } of readRows(join(folder, ARTICLE_ROWS))) {
    for (const [name, expected] of MEMBERS) {
      const found = value[name] === null ? "null" : typeof value[name];
      if (!expected.includes(found)) {
        throw new InputError(place, `expected ${expected.join(" or ")} in "${name}", found ${found}`);
      }
    }
    entries.push(value as unknown as CatalogEntry);
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
