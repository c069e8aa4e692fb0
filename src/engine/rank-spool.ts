import { join } from "node:path";
import { GrowingColumn } from "../match/growing.js";
import { RANK_ROW_WORDS, type RankRowSink, type RankRowsMaker, type SealedRankRows } from "../match/rank-rows.js";
import { countRowWords, createRowSpool, PARTS, type RowFile, readRowParts, readRows } from "./row-spool.js";

/** Bits of a key that choose its part. */
const PART_SHIFT = 32 - Math.log2(PARTS);

/** Rows that a range of ranks may have; each takes 16 bytes while the range is at hand. */
const MOST_ROWS = 1 << 19;

/** Rows by rank while they are added to a file. */
export interface RankSpool extends RankRowSink {
  seal(): RowFile;
}

/**
 * Rows by rank on disk, one file a name in a folder.
 * @param onFile told of each file that is made.
 */
export function rankRowsIn(
  folder: string,
  onFile: (path: string) => void = () => {},
  mostRows = MOST_ROWS,
): RankRowsMaker {
  return (name, ranks) => {
    const path = join(folder, `${name}-lists.spool`);
    onFile(path);
    const spool = createRankSpool(path, ranks);
    return { add: spool.add, seal: () => openRankFiles([spool.seal()], ranks, mostRows) };
  };
}

/** Begins a file: a range of ranks a part. @param ranks all are below. */
export function createRankSpool(path: string, ranks: number): RankSpool {
  const span = spanOf(ranks);
  const spool = createRowSpool(path, RANK_ROW_WORDS);
  const { words } = spool;
  return {
    add(rank, value) {
      const at = spool.place((Math.floor(rank / span) << PART_SHIFT) >>> 0);
      words[at] = rank;
      words[at + 1] = value;
    },
    seal: () => spool.seal(),
  };
}

/** Ranks a part. */
const spanOf = (ranks: number): number => Math.max(1, Math.ceil(ranks / PARTS));

/** Opens files of the same ranks; of parts that are too large, a slice of the ranks at a time, as far as rows are spread evenly. */
export function openRankFiles(files: readonly RowFile[], ranks: number, mostRows = MOST_ROWS): SealedRankRows {
  const span = spanOf(ranks);
  let largest = 0;
  for (let part = 0; part < PARTS; part++) largest = Math.max(largest, countRowWords(files, part, part + 1));
  const slices = Math.min(span, Math.max(1, Math.ceil(largest / RANK_ROW_WORDS / mostRows)));
  if (slices === 1) return { span, read: (part) => files.map((file) => readRowParts([file], part, part + 1)) };
  const width = Math.ceil(span / slices);
  return {
    span: width,
    read: (part) => files.map((file) => readRanks(file, span, [part * width, (part + 1) * width])),
  };
}

/** The rows of the ranks [from, to), in the order they were added. */
function readRanks(file: RowFile, span: number, [from, to]: readonly [number, number]): Uint32Array {
  const rows = new GrowingColumn();
  const last = Math.min(PARTS - 1, Math.floor((to - 1) / span));
  for (let part = Math.floor(from / span); part <= last; part++) {
    for (const block of readRows([file], part)) {
      for (let at = 0; at < block.length; at += RANK_ROW_WORDS) {
        const rank = block[at] as number;
        if (rank < from || rank >= to) continue;
        rows.push(rank);
        rows.push(block[at + 1] as number);
      }
    }
  }
  return rows.view();
}
