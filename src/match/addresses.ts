import type { CatalogEntry, KeyStore } from "../model/catalog.js";

/**
 * One key for each article whose address names a page: articles of one address meet as candidates whatever their texts.
 * The address of a whole site (no path) names no article.
 */
export function addressKeys(entries: readonly CatalogEntry[]): KeyStore {
  const pages = pageNumbers(entries);
  const rows: number[] = [];
  for (const [article, page] of pages.entries()) if (page !== 0) rows.push(page, 0, article);
  return { parts: 1, count: () => rows.length / 3, read: () => Uint32Array.from(rows) };
}

/** A number for each article, equal where their addresses name one page; 0 where the address names none. */
export function pageNumbers(entries: readonly CatalogEntry[]): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(entries, ({ url }) => {
    const page = url === null ? undefined : pageOf(url);
    if (page === undefined) return 0;
    const number = numbers.get(page) ?? numbers.size + 1;
    numbers.set(page, number);
    return number;
  });
}

/** Whether two articles are states of one page. */
export function isSamePage(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && pageOf(a) !== undefined && pageOf(a) === pageOf(b);
}

/** The address without its fragment, or undefined where it names no page. */
function pageOf(url: string): string | undefined {
  const page = url.split("#", 1)[0] as string;
  const path = page.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, "");
  return path.length > 1 ? page : undefined;
}
