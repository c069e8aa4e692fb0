import type { CatalogEntry, Entries } from "../model/catalog.js";
import { instantOf } from "../text/instant.js";
import { sortNumbers } from "../text/sort-numbers.js";

/** Compares two articles: negative where the first is rather kept. Total, so that order of input never decides. */
type Rule = (a: number, b: number) => number;

/**
 * The articles in the order in which they claim to be the canonical: `earliest` (then longest, then id), `longest`
 * (then earliest, then id), `preferred:a,b` (those sources first, in that order, then earliest), `first` (input order).
 * @param known the first so many go before all others. @param idRanks rank of each by its id; default: ids are compared.
 */
export function keepOrder(entries: Entries, keep: string, known = 0, idRanks?: Uint32Array): Uint32Array {
  const order = new Uint32Array(entries.length).map((_, index) => index);
  if (keep === "first") return order;
  const isLate = (index: number): number => (index < known ? 0 : 1);
  const rules = [(a: number, b: number) => isLate(a) - isLate(b), ...rulesOf(entries, keep, idRanks)];
  return sortNumbers(order, (a, b) => {
    for (const rule of rules) {
      const difference = rule(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function rulesOf(entries: Entries, keep: string, idRanks: Uint32Array | undefined): readonly Rule[] {
  const entry = (index: number): CatalogEntry => entries.at(index) as CatalogEntry;
  const earliest = byColumn(entries, entries.numbers?.instant ?? ((index) => instantOf(entry(index).date)));
  const longest = byColumn(entries, (index) => -entry(index).length);
  const smallestId = idRanks === undefined ? byId(entries) : byRank(idRanks);
  if (keep === "longest") return [longest, earliest, smallestId];
  if (!keep.startsWith("preferred:")) return [earliest, longest, smallestId];
  const places = new Map(
    keep
      .slice("preferred:".length)
      .split(",")
      .map((source, place) => [source.trim(), place]),
  );
  const preferred = byColumn(entries, (index) => places.get(entry(index).source) ?? places.size);
  return [preferred, earliest, longest, smallestId];
}

function byId(entries: Entries): Rule {
  const id = (index: number): string => (entries.at(index) as CatalogEntry).id;
  return (a, b) => compareStrings(id(a), id(b));
}

function byRank(ranks: Uint32Array): Rule {
  return (a, b) => (ranks[a] as number) - (ranks[b] as number);
}

/** The article of the smaller value first; values are found once, 8 bytes an article while they are needed. */
function byColumn({ length }: Entries, numberOf: (index: number) => number): Rule {
  const values = new Float64Array(length);
  for (let index = 0; index < length; index++) values[index] = numberOf(index);
  return (a, b) => compare(values[a] as number, values[b] as number);
}

/** Two missing dates are equal: Infinity − Infinity is not a number. */
const compare = (x: number, y: number): number => (x === y ? 0 : x - y);
const compareStrings = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
