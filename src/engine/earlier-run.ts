import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, UsageError } from "../errors.js";
import type { Summary } from "../model/summary.js";
import type { FieldOptions } from "../read/fields.js";
import type { Input } from "../read/inputs.js";
import { parseObject } from "./file-lines.js";
import { RUN_MARK } from "./output-folder.js";
import { expectRecords } from "./run-records.js";

const KEPT = "kept.jsonl";

/**
 * The kept records of a finished run, as an input to compare others with.
 * @throws {UsageError} where the folder holds no finished run, or one without its records.
 * @throws {InputError} where its run.json is not as a run writes it.
 */
export function keptOf(folder: string): Input {
  const missing = [RUN_MARK, KEPT].filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) {
    if (missing[0] === KEPT) expectRecords(folder, readSummary(folder), "option --against");
    throw new UsageError(
      `option --against: expected the folder of a finished run, found no ${missing[0]} in ${folder}`,
    );
  }
  return { path: join(folder, KEPT), relative: KEPT, written: fieldsOf(folder) };
}

/** What the summary says of files that were left out, where there is one that can be read. */
function readSummary(folder: string): Pick<Summary, "leftOut"> {
  const path = join(folder, "summary.json");
  const { leftOut } = existsSync(path) ? parseObject(readFileSync(path), path) : {};
  return Array.isArray(leftOut) ? { leftOut: leftOut.map(String) } : {};
}

/** The field names that a finished run read its input with; those that it found itself are absent. */
export function fieldsOf(folder: string): FieldOptions {
  const path = join(folder, RUN_MARK);
  if (!existsSync(path)) return {};
  const { fields = {} } = parseObject(readFileSync(path), path);
  const isNamed = typeof fields === "object" && fields !== null && !Array.isArray(fields);
  if (!isNamed || Object.values(fields).some((name) => typeof name !== "string")) {
    throw new InputError(path, `expected names of fields in "fields", found ${JSON.stringify(fields)}`);
  }
  return fields;
}
