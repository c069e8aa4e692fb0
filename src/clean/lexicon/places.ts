/**
 * Places of words in a table in which no two meet, so that looking one up takes no decision: words are grouped by the highest
 * bits of their hash, and each group, the largest first, is multiplied by the least odd factor that finds its places free
 * (after Belazzougui, Botelho and Dietzfelbinger: Hash, Displace, and Compress, 2009).
 *
 *   spread   the hash, its bits mixed
 *   group    its highest bits
 *   place    the highest bits of spread * factors[group]
 *
 * Words of one hash share a place: the first stands there, the others are chained to it.
 */
import { type Lexis, MOST_KNOWN } from "../../model/page-reader.js";
import type { WordTable } from "../vocabulary.js";

type Places = Pick<Lexis, "table" | "factors" | "chained">;

const NONE = new Uint16Array(0);
const NO_PLACES: Places = { table: NONE, factors: NONE, chained: NONE };

/** Slots a word of the table, and words a group. */
const SLOTS_A_WORD = 2;
const WORDS_A_GROUP = 2;
/** Factors are 16 bits wide. */
const MOST_FACTOR = 0xffff;

/** Gives places to all words; the columns are empty where a kernel has no room for them, and were no factor to part two hashes. */
export function placesOf(words: WordTable): Places {
  const count = words.numbers.filter((number) => number !== 0).length;
  if (count >= MOST_KNOWN) return NO_PLACES;
  const chained = new Uint16Array(count + 1);
  const table = new Uint16Array(powerOfTwo(count * SLOTS_A_WORD));
  const factors = new Uint16Array(powerOfTwo(count / WORDS_A_GROUP));
  for (const group of groupsOf(words, factors.length, chained)) {
    const places = freePlaces(table, group.spreads);
    if (places === undefined) return NO_PLACES;
    factors[group.index] = places.factor;
    for (const [at, number] of group.numbers.entries()) table[places.slots[at] ?? 0] = number;
  }
  return { table, factors, chained };
}

interface Group {
  readonly index: number;
  readonly spreads: number[];
  readonly numbers: number[];
}

/** The first words of their hashes by group, the largest first; the others are chained. */
function groupsOf({ hashes, numbers }: WordTable, count: number, chained: Uint16Array): readonly Group[] {
  const groups = Array.from({ length: count }, (_, index): Group => ({ index, spreads: [], numbers: [] }));
  for (const [slot, number] of numbers.entries()) {
    const spread = spreadOf(hashes[slot] ?? 0);
    const group = groups[highestOf(spread, count)];
    if (number === 0 || group === undefined) continue;
    const same = group.spreads.indexOf(spread);
    if (same >= 0) chain(chained, group.numbers[same] ?? 0, number);
    else {
      group.spreads.push(spread);
      group.numbers.push(number);
    }
  }
  return groups.filter(({ numbers }) => numbers.length > 0).sort((a, b) => b.numbers.length - a.numbers.length);
}

/** Puts a word behind all others of its hash. */
function chain(chained: Uint16Array, first: number, added: number): void {
  let last = first;
  for (let next = chained[last] ?? 0; next !== 0; next = chained[last] ?? 0) last = next;
  chained[last] = added;
}

/** The least factor by which words have places that are free and apart, and these, if there is one. */
function freePlaces(table: Uint16Array, spreads: readonly number[]) {
  for (let factor = 1; factor <= MOST_FACTOR; factor += 2) {
    const slots = spreads.map((spread) => highestOf(Math.imul(spread, factor), table.length));
    if (slots.every((slot) => table[slot] === 0) && new Set(slots).size === slots.length) return { factor, slots };
  }
  return undefined;
}

function spreadOf(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
}

/** The highest bits of a hash, as many as tell one of so many, a power of two, apart. */
function highestOf(hash: number, count: number): number {
  return hash >>> (Math.clz32(count) + 1);
}

/** The least power of two from 2 on that is not less. */
function powerOfTwo(least: number): number {
  let size = 2;
  while (size < least) size *= 2;
  return size;
}
