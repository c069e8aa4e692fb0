import type { CatalogEntry, KeyColumns } from "../model/catalog.js";

/**
 * One key for each article whose address names a page: articles of one address meet as candidates whatever their texts.
 * The address of a whole site (no path) names no article.
 */
export function addressKeys(entries: readonly CatalogEntry[]): KeyColumns {
  const numbers = new Map<string, number>();
  const lo: number[] = [];
  const offsets = new Uint32Array(entries.length + 1);
  for (const [index, { url }] of entries.entries()) {
    const page = url === null ? undefined : pageOf(url);
    if (page !== undefined) {
      const number = numbers.get(page) ?? numbers.size;
      numbers.set(page, number);
      lo.push(number);
    }
    offsets[index + 1] = lo.length;
  }
  return { lo: Uint32Array.from(lo), hi: new Uint32Array(lo.length), offsets };
}

/** Whether two articles are states of one page. */
export function isSamePage(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && pageOf(a) !== undefined && pageOf(a) === pageOf(b);
}

/** The address without its fragment, or undefined where it names no page. */
export function pageOf(url: string): string | undefined {
  const page = url.split("#", 1)[0] as string;
  const path = page.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, "");
  return path.length > 1 ? page : undefined;
}
