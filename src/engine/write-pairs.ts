import { join } from "node:path";
import { rankIds } from "../match/id-ranks.js";
import type { PairTable } from "../match/pair-table.js";
import type { Catalog } from "../model/catalog.js";
import type { Pair, Passage } from "../model/pair.js";
import type { Findings } from "../pipeline.js";
import { sortNumbers } from "../text/sort-numbers.js";
import { openSink } from "./output.js";

/** Rows made at once, in the order in which their pairs wait on disk, and units of them that may wait in memory. */
interface Stretch {
  readonly rows: number;
  readonly units: number;
}

const STRETCH: Stretch = { rows: 1 << 16, units: 1 << 24 };

/** Writes pairs.jsonl, sorted by ids; the bytes do not depend on `stretch`. */
export function writePairs(
  folder: string,
  { entries, idRanks = rankIds(entries) }: Pick<Catalog, "entries" | "idRanks">,
  { matches: { pairs } }: Pick<Findings, "matches">,
  stretch: Stretch = STRETCH,
): void {
  const sink = openSink(join(folder, "pairs.jsonl"));
  try {
    const places = sortedPlaces(idRanks, pairs);
    for (let from = 0; from < places.length; from += stretch.rows) {
      for (const row of rowsOf(places.subarray(from, from + stretch.rows), pairs, stretch.units)) sink.write(row);
    }
  } finally {
    sink.close();
  }
}

/** Places of pairs by the rank of their first article, then of their second; 8 bytes a pair and 4 an article. */
function sortedPlaces(rankOf: Uint32Array, pairs: PairTable): Uint32Array {
  const ends = new Uint32Array(rankOf.length + 1);
  const firstRank = (place: number): number => rankOf[pairs.first(place)] as number;
  for (let place = 0; place < pairs.length; place++) (ends[firstRank(place)] as number)++;
  for (let rank = 1; rank < ends.length; rank++) ends[rank] = (ends[rank] as number) + (ends[rank - 1] as number);
  const places = new Uint32Array(pairs.length);
  const seconds = new Uint32Array(pairs.length);
  for (let place = pairs.length - 1; place >= 0; place--) {
    const rank = firstRank(place);
    const at = (ends[rank] as number) - 1;
    ends[rank] = at;
    places[at] = place;
    seconds[at] = rankOf[pairs.second(place)] as number;
  }
  for (let rank = 0; rank < rankOf.length; rank++) {
    const [from, to] = [ends[rank] as number, ends[rank + 1] as number];
    if (to - from > 1) sortBySecond(places.subarray(from, to), seconds.subarray(from, to));
  }
  return places;
}

/** Of the pairs of one article; 12 bytes each for the moment. */
function sortBySecond(places: Uint32Array, seconds: Uint32Array): void {
  const order = sortNumbers(
    Uint32Array.from(seconds.keys()),
    (x, y) => (seconds[x] as number) - (seconds[y] as number),
  );
  const before = places.slice();
  for (const [i, from] of order.entries()) places[i] = before[from] as number;
}

/** The rows of some pairs in their order; they are read in the order of their places, as long as there is room. */
function* rowsOf(places: Uint32Array, pairs: PairTable, most: number): Generator<string> {
  const rows = new Array<string | undefined>(places.length).fill(undefined);
  let units = 0;
  const byPlace = Uint32Array.from(places.keys()).sort((x, y) => (places[x] as number) - (places[y] as number));
  for (const i of byPlace) {
    if (units > most) break;
    const row = pairRow(pairs.at(places[i] as number).pair);
    rows[i] = row;
    units += row.length;
  }
  for (const [i, row] of rows.entries()) yield row ?? pairRow(pairs.at(places[i] as number).pair);
}

/** A pair as a row of JSON: ranges as [start, end]. */
export function pairRow({ a, b, relation, jaccard, containment, passages, revision }: Pair): string {
  const ids = `"a":${JSON.stringify(a)},"b":${JSON.stringify(b)}`;
  const scores = `"relation":"${relation}","jaccard":${jaccard},"containment":[${containment[0]},${containment[1]}]`;
  const rest = revision === true ? `,"revision":true` : "";
  return `{${ids},${scores},"passages":[${passages.map(passageRow).join(",")}]${rest}}\n`;
}

const passageRow = ({ a, b, tokens }: Passage): string =>
  `{"a":[${a.start},${a.end}],"b":[${b.start},${b.end}],"tokens":${tokens}}`;
