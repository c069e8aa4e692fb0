import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.js";
import type { Input } from "../read/inputs.js";
import { RUN_MARK } from "./output-folder.js";

const KEPT = "kept.jsonl";

/**
 * The kept records of a finished run, as an input to compare others with.
 * @throws {UsageError} where the folder holds no finished run.
 */
export function keptOf(folder: string): Input {
  const missing = [RUN_MARK, KEPT].filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) {
    throw new UsageError(
      `option --against: expected the folder of a finished run, found no ${missing[0]} in ${folder}`,
    );
  }
  return { path: join(folder, KEPT), relative: KEPT };
}
