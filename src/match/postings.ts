import type { KeyStore } from "../model/catalog.js";
import { type BuiltLists, ListBuilder, type ListSetting, LONG } from "./list-builder.js";
import { createRankReader, RANK_ROW_WORDS, type RankRows, type SealedRankRows } from "./rank-rows.js";

/** Inverted lists, asked by rank: memory holds the leaders of long lists, and the rows of one range of ranks. */
export interface Postings extends Pick<BuiltLists, "sizes" | "overfull" | "largest"> {
  /**
   * Adds one to `shared` for every leader before `rank` in each of its lists; those that `shared` had at 0 go to
   * `touched`, in any order. Ranks are asked for in ascending order.
   */
  countLeaders(rank: number, shared: Uint32Array, touched: number[]): void;
}

/** Builds the lists of all keys of a store here. @param rows takes what is found. */
export function buildPostings(store: KeyStore, setting: ListSetting, rows: RankRows): Postings {
  const lists = new ListBuilder(setting, rows);
  lists.add(store);
  return openPostings([lists.finish()], rows.seal());
}

/**
 * Opens lists that several builders made of stores that share no key.
 * @param built one or more, of the same ranks. @param rows of each builder, in the same order.
 */
export function openPostings(built: readonly BuiltLists[], rows: SealedRankRows): Postings {
  const { leaders, starts, firstLists } = joinLeaders(built);
  const valuesOf = createRankReader({
    span: rows.span,
    read: (part) => rows.read(part).map((own, builder) => numberLists(own, firstLists[builder] as number)),
  });
  return {
    sizes: sumSizes(built),
    overfull: built.reduce((sum, { overfull }) => sum + overfull, 0),
    largest: built.reduce((most, { largest }) => Math.max(most, largest), 0),
    countLeaders(rank, shared, touched) {
      for (const value of valuesOf(rank)) {
        if (value < LONG) {
          if (shared[value] === 0) touched.push(value);
          shared[value] = (shared[value] as number) + 1;
          continue;
        }
        const end = starts[value - LONG + 1] as number;
        for (let place = starts[value - LONG] as number; place < end; place++) {
          const leader = leaders[place] as number;
          if (leader >= rank) break;
          if (shared[leader] === 0) touched.push(leader);
          shared[leader] = (shared[leader] as number) + 1;
        }
      }
    },
  };
}

/** The leaders of all builders one behind the other, and the number that the first list of each goes by. */
function joinLeaders(built: readonly BuiltLists[]) {
  const [only] = built;
  if (built.length === 1 && only !== undefined) return { ...only, firstLists: [0] };
  const leaders = new Uint32Array(built.reduce((sum, one) => sum + one.leaders.length, 0));
  const starts = new Uint32Array(built.reduce((sum, one) => sum + one.starts.length - 1, 1));
  const firstLists: number[] = [];
  let [at, list] = [0, 0];
  for (const own of built) {
    firstLists.push(list);
    leaders.set(own.leaders, at);
    for (const start of own.starts) starts[list++] = at + start;
    // Where the leaders of one builder end, the first list of the next begins.
    list--;
    at += own.leaders.length;
  }
  return { leaders, starts, firstLists };
}

/** Rows of a builder whose lists are numbered from `first`. */
function numberLists(rows: Uint32Array, first: number): Uint32Array {
  if (first === 0) return rows;
  const numbered = rows.slice();
  for (let at = RANK_ROW_WORDS - 1; at < numbered.length; at += RANK_ROW_WORDS) {
    const value = numbered[at] as number;
    if (value >= LONG) numbered[at] = value + first;
  }
  return numbered;
}

function sumSizes([first, ...others]: readonly BuiltLists[]): Uint32Array {
  const own = first?.sizes ?? new Uint32Array(0);
  if (others.length === 0) return own;
  const sums = own.slice();
  for (const { sizes } of others) {
    for (let rank = 0; rank < sums.length; rank++) sums[rank] = (sums[rank] as number) + (sizes[rank] as number);
  }
  return sums;
}
