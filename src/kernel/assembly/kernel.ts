/** What the host may call, and where it reads and writes. The map of the memory is in memory.ts. */
import { END } from "./memory";

export { foldExact } from "./exact";
export {
  DIRECTORY,
  END,
  FOLDED,
  FOLDS,
  HASHES,
  MOST_FOLDS,
  MOST_RANGES,
  MOST_ROWS,
  MOST_UNITS,
  PAGES,
  RANGES,
  ROWS,
  SHINGLES,
  SIGNATURE,
  SPANS,
  TEXT,
} from "./memory";
export { shingle } from "./shingles";
export { sketch } from "./sketch";
export { tokenise } from "./tokens";

memory.grow(((END + 0xffff) >> 16) - memory.size());
