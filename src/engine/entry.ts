import type { Article } from "../model/article.js";
import type { CatalogEntry } from "../model/catalog.js";
import type { Fingerprint } from "../model/fingerprint.js";
import type { Span } from "../model/span.js";

/** What an entry tells of a prepared article. */
export interface Prepared {
  readonly cleaned: { readonly text: { readonly length: number }; readonly spans: readonly Span[] };
  readonly print: Fingerprint;
}

/** The catalog's entry of a prepared article. */
export function entryOf(article: Article, { cleaned, print }: Prepared): CatalogEntry {
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
