import type { CatalogEntry } from "../model/catalog.js";

/** Compares two articles: negative where the first is rather kept. Total, so that order of input never decides. */
type Rule = (a: CatalogEntry, b: CatalogEntry) => number;

/**
 * The articles in the order in which they claim to be the canonical: `earliest` (then longest, then id), `longest`
 * (then earliest, then id), `preferred:a,b` (those sources first, in that order, then earliest), `first` (input order).
 * @param known the first so many go before all others.
 */
export function keepOrder(entries: readonly CatalogEntry[], keep: string, known = 0): Uint32Array {
  const order = Uint32Array.from(entries.keys());
  if (keep === "first") return order;
  const late = (index: number): number => (index < known ? 0 : 1);
  const instants = entries.map(({ date }) => instantOf(date));
  const indexOf = new Map(entries.map((entry, index) => [entry, index]));
  const earliest: Rule = (a, b) => compare(instants[indexOf.get(a) ?? 0] ?? 0, instants[indexOf.get(b) ?? 0] ?? 0);
  const rules = rulesOf(keep, earliest);
  return order.sort((x, y) => {
    if (late(x) !== late(y)) return late(x) - late(y);
    const a = entries[x] as CatalogEntry;
    const b = entries[y] as CatalogEntry;
    for (const rule of rules) {
      const difference = rule(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function rulesOf(keep: string, earliest: Rule): readonly Rule[] {
  if (keep === "longest") return [longest, earliest, smallestId];
  if (!keep.startsWith("preferred:")) return [earliest, longest, smallestId];
  const places = new Map(
    keep
      .slice("preferred:".length)
      .split(",")
      .map((source, place) => [source.trim(), place]),
  );
  const preferred: Rule = (a, b) => compare(places.get(a.source) ?? places.size, places.get(b.source) ?? places.size);
  return [preferred, earliest, longest, smallestId];
}

const longest: Rule = (a, b) => b.length - a.length;
const smallestId: Rule = (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
/** Two missing dates are equal: Infinity − Infinity is not a number. */
const compare = (x: number, y: number): number => (x === y ? 0 : x - y);

const ISO = /^\d{4}(-\d{2}(-\d{2})?)?([T ]\d{2}:\d{2}.{0,20})?$/;
/** A zone stands behind a time of day; the names are those that RFC 2822 knows. */
const HAS_ZONE = /:\d{2}(\.\d+)?\s?(Z|[+-]\d{2}:?\d{2}|UTC|UT|GMT|[ECMP][SD]T)$/;

/**
 * Milliseconds since 1970 of a date as records give it: ISO 8601, RFC 2822, seconds or milliseconds since 1970. A date
 * without a zone is UTC. Infinity, which sorts last, where there is none or it cannot be read.
 */
export function instantOf(date: string | null): number {
  if (date === null) return Number.POSITIVE_INFINITY;
  const text = date.trim();
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{12,13}$/.test(text)) return Number(text);
  const instant = Date.parse(withZone(text));
  return Number.isNaN(instant) ? Number.POSITIVE_INFINITY : instant;
}

function withZone(text: string): string {
  if (HAS_ZONE.test(text)) return text;
  if (!ISO.test(text)) return `${text} UTC`;
  return text.length > 10 ? `${text.replace(" ", "T")}Z` : text;
}
