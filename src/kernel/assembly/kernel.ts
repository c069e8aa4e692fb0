/** What the host may call, and where it reads and writes. The map of the memory is in memory.ts. */
import { END } from "./memory";

export { foldExact } from "./exact";
export {
  DIRECTORY,
  END,
  FOLDED,
  FOLDS,
  KEYS,
  MOST_FOLDS,
  MOST_RANGES,
  MOST_ROWS,
  MOST_UNITS,
  PAGES,
  RANGES,
  ROWS,
  SHINGLES,
  SIGNATURE,
  SLOTS,
  TEXT,
} from "./memory";
export { countShared } from "./shared";
export { shingle } from "./shingles";
export { sketch } from "./sketch";
export { tokenise, writeColumns } from "./tokens";

memory.grow(((END + 0xffff) >> 16) - memory.size());
