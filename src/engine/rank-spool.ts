import { join } from "node:path";
import { RANK_ROW_WORDS, type RankRows, type RankRowsMaker } from "../match/rank-rows.js";
import { createRowSpool, PARTS, readRowParts } from "./row-spool.js";

/** Bits of a key that choose its part. */
const PART_SHIFT = 32 - Math.log2(PARTS);

/** Rows by rank on disk, one file a name in a folder, a range of ranks a part. */
export function rankRowsIn(folder: string): RankRowsMaker {
  return (name, ranks) => createRankSpool(join(folder, `${name}-lists.spool`), ranks);
}

function createRankSpool(path: string, ranks: number): RankRows {
  const span = Math.max(1, Math.ceil(ranks / PARTS));
  const spool = createRowSpool(path, RANK_ROW_WORDS);
  const { words } = spool;
  return {
    add(rank, value) {
      const at = spool.place((Math.floor(rank / span) << PART_SHIFT) >>> 0);
      words[at] = rank;
      words[at + 1] = value;
    },
    seal() {
      const file = spool.seal();
      return { span, read: (part) => readRowParts([file], part, part + 1) };
    },
  };
}
