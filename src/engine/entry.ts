import type { Article } from "../model/article.js";
import type { CatalogEntry } from "../model/catalog.js";
import type { Span } from "../model/span.js";
import type { Pipeline } from "../pipeline.js";

/** The catalog's entry of a prepared article. */
export function entryOf(article: Article, { cleaned, print }: ReturnType<Pipeline["prepare"]>): CatalogEntry {
  return {
    id: article.id,
    source: article.source,
    date: article.date ?? null,
    url: article.url ?? null,
    agency: agencyOf(cleaned.spans),
    length: cleaned.text.length,
    tokens: print.tokens,
    exact: print.exact,
  };
}

/** The agency of the first span that names one: a wire tag, a dateline or a credit line. */
function agencyOf(spans: readonly Span[]): string | null {
  for (const { metadata } of spans) if (metadata?.agency !== undefined) return metadata.agency;
  return null;
}
