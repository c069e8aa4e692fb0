import { OutputError } from "../errors.js";
import type { ArticleIndex, IndexOptions } from "./index-contract.js";

/** The path of an index that lives in memory. */
export const MEMORY_INDEX = ":memory:";

/**
 * Opens the index in a folder, and makes it where there is none.
 * @throws {UsageError} where the index was made with other options, naming both sides.
 * @throws {OutputError} where another process writes to it, or the folder cannot be written.
 * @throws {InputError} where its files are damaged.
 */
export async function openIndex(path: string, _options: IndexOptions): Promise<ArticleIndex> {
  throw new OutputError(`${path}: not built yet`);
}
