import type { Article } from "../model/article.js";
import type { CatalogEntry } from "../model/catalog.js";
import type { Pipeline } from "../pipeline.js";

/** The catalog's entry of a prepared article. */
export function entryOf(article: Article, { cleaned, print }: ReturnType<Pipeline["prepare"]>): CatalogEntry {
  return {
    id: article.id,
    source: article.source,
    date: article.date ?? null,
    url: article.url ?? null,
    length: cleaned.text.length,
    tokens: print.tokens,
    exact: print.exact,
  };
}
