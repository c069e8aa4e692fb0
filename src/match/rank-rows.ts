import { GrowingColumn } from "./growing.js";

/** Words a row: a rank, and what is said of it. */
export const RANK_ROW_WORDS = 2;

/** Takes rows [rank, value] in any order. */
export interface RankRowSink {
  add(rank: number, value: number): void;
}

/** Rows that are read back by rank: in memory, or where there is more room. */
export interface RankRows extends RankRowSink {
  /** Ends adding. */
  seal(): SealedRankRows;
}

/** The rows of ranges of ranks, each of `span` ranks. */
export interface SealedRankRows {
  readonly span: number;
  /** The rows of the ranks [part · span, (part + 1) · span), of each sink in the order they were added there. */
  read(part: number): readonly Uint32Array[];
}

/** Makes room for rows. @param name tells rows of one search apart. @param ranks all are below. */
export type RankRowsMaker = (name: string, ranks: number) => RankRows;

/** Rows in memory. */
export function createRankRows(_name: string, ranks: number): RankRows {
  const rows = new GrowingColumn();
  return {
    add(rank, value) {
      rows.push(rank);
      rows.push(value);
    },
    seal: () => ({ span: Math.max(ranks, 1), read: () => [rows.view()] }),
  };
}

/** A function that gives the values of one rank after the other, ranks ascending; a range of ranks is at hand at a time. */
export function createRankReader({ span, read }: SealedRankRows): (rank: number) => Uint32Array {
  let part = -1;
  let ends: Uint32Array = new Uint32Array(0);
  let values = new Uint32Array(0);
  const load = (wanted: number): void => {
    part = wanted;
    const rows = read(part);
    const first = part * span;
    ends = endsOf(rows, first, span);
    values = new Uint32Array(ends[span] as number);
    const places = ends.slice();
    for (const own of rows) placeValues(own, first, places, values);
  };
  return (rank) => {
    const wanted = Math.floor(rank / span);
    if (wanted !== part) load(wanted);
    const at = rank - part * span;
    return values.subarray(ends[at], ends[at + 1]);
  };
}

/** Where the values of each of `span` ranks begin, and, one behind them, where the last end. */
function endsOf(rows: readonly Uint32Array[], first: number, span: number): Uint32Array {
  const ends = new Uint32Array(span + 1);
  for (const own of rows) {
    for (let at = 0; at < own.length; at += RANK_ROW_WORDS) {
      const end = (own[at] as number) - first + 1;
      ends[end] = (ends[end] as number) + 1;
    }
  }
  for (let end = 1; end <= span; end++) ends[end] = (ends[end] as number) + (ends[end - 1] as number);
  return ends;
}

/** Puts values at the places of their ranks, which go on. */
function placeValues(rows: Uint32Array, first: number, places: Uint32Array, values: Uint32Array): void {
  for (let at = 0; at < rows.length; at += RANK_ROW_WORDS) {
    const rank = (rows[at] as number) - first;
    values[places[rank] as number] = rows[at + 1] as number;
    places[rank] = (places[rank] as number) + 1;
  }
}
