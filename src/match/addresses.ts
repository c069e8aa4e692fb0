import type { CatalogEntry, Entries, KeyStore } from "../model/catalog.js";
import { createFirstPlaces, keptHashes } from "./equal-strings.js";

/** Keys a part, about. */
const PART_KEYS = 1 << 19;
const WIDTH = 3;

/**
 * One key for each article whose address names a page: articles of one address meet as candidates whatever their texts.
 * The address of a whole site (no path) names no article.
 * @param pages as `pageNumbers` gives them.
 */
export function addressKeys(pages: Uint32Array): KeyStore {
  const parts = Math.max(1, Math.ceil(pages.length / PART_KEYS));
  const count = (from: number, to: number): number => {
    let keys = 0;
    for (const page of pages) if (page !== 0 && page % parts >= from && page % parts < to) keys++;
    return keys;
  };
  return {
    parts,
    count,
    read(from, to) {
      const rows = new Uint32Array(count(from, to) * WIDTH);
      let at = 0;
      for (let article = 0; article < pages.length; article++) {
        const page = pages[article] as number;
        if (page === 0 || page % parts < from || page % parts >= to) continue;
        rows[at] = page;
        rows[at + 2] = article;
        at += WIDTH;
      }
      return rows;
    },
  };
}

/** A number for each article, equal where their addresses name one page; 0 where the address names none. */
export function pageNumbers(entries: Entries): Uint32Array {
  const pageAt = (article: number): string => {
    const { url } = entries.at(article) as CatalogEntry;
    return pageNamed(url);
  };
  const hashAt = entries.numbers?.pageHash ?? keptHashes(entries.length, pageAt);
  const firstPlace = createFirstPlaces(entries.length, pageAt, hashAt);
  return new Uint32Array(entries.length).map((_, article) => (hashAt(article) === 0 ? 0 : firstPlace(article) + 1));
}

/** The page that an address names, `""` where there is no address or it names none. */
export function pageNamed(url: string | null): string {
  return (url === null ? undefined : pageOf(url)) ?? "";
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
