import { fstatSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Checkpoint, OutputName } from "../engine/filter-checkpoint.js";
import { openDescriptorRows, openFileRows, openStreamRows, type RowTarget } from "../engine/filter-rows.js";
import type { FilterOutputs } from "../engine/filter-settings.js";
import { UsageError } from "../errors.js";
import { type Input, STDIN } from "../read/inputs.js";

const STDOUT = 1;
const STDOUT_NAME = "standard output";

/** Files that a filter is told to write; new articles go to standard output where no file is named. */
export interface OutputPlaces {
  readonly output?: string;
  readonly duplicates?: string;
  readonly rejects?: string;
  readonly checkpoint?: string;
  readonly learn?: string;
}

/**
 * Opens what a filter writes; with a checkpoint, behind what it tells of.
 * @throws {OutputError} where a file cannot be written, or is shorter than the checkpoint says.
 */
export function openOutputs(places: OutputPlaces, resumed: Checkpoint | undefined): FilterOutputs {
  const file = (name: OutputName, path: string | undefined) =>
    path === undefined ? {} : { [name]: openFileRows(path, resumed?.outputs[name]) };
  return {
    articles: openArticles(places, resumed),
    ...file("duplicates", places.duplicates),
    ...file("rejects", places.rejects),
  };
}

/** With a checkpoint, standard output that goes to a file is treated as one: `>> FILE` goes on where the run was cut off. */
function openArticles({ output, checkpoint }: OutputPlaces, resumed: Checkpoint | undefined): RowTarget {
  const from = resumed?.outputs.articles;
  if (output !== undefined) return openFileRows(output, from);
  if (checkpoint === undefined || !fstatSync(STDOUT).isFile()) return openStreamRows(process.stdout, STDOUT_NAME);
  return openDescriptorRows(STDOUT, STDOUT_NAME, from);
}

/**
 * What standard output is, for a checkpoint to go on in the same place and in no other file; undefined where `-o` takes
 * the articles.
 */
export function standardOutputOf({ output }: OutputPlaces): string | undefined {
  if (output !== undefined) return undefined;
  const stat = fstatSync(STDOUT, { bigint: true });
  return stat.isFile() ? `file ${stat.dev}:${stat.ino}` : "into a pipe";
}

/** Whether rows that a killed run wrote behind its last checkpoint cannot be taken back. */
export function mayRepeat({ output }: OutputPlaces): boolean {
  return output === undefined && !fstatSync(STDOUT).isFile();
}

/** A file by what it is, links looked through; where there is none yet, by its name. */
function identityOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat?.isFile() === true ? `file ${stat.dev}:${stat.ino}` : resolve(path);
}

/** @throws {UsageError} where two outputs are one file, or an output is an input, standard output included. */
export function refuseSamePlaces(inputs: readonly Input[], places: OutputPlaces): void {
  const taken = new Map(inputs.filter(({ path }) => path !== STDIN).map(({ path }) => [identityOf(path), "an input"]));
  const output = standardOutputOf(places);
  if (output !== undefined && taken.has(output))
    throw new UsageError("standard output: expected another file than an input, found an input");
  if (output?.startsWith("file ") === true) taken.set(output, "the file of standard output");
  const named = [
    ["-o, --output", places.output],
    ["--duplicates", places.duplicates],
    ["--rejects", places.rejects],
    ["--checkpoint", places.checkpoint],
    ["--learn", places.learn],
  ] as const;
  for (const [option, path] of named) {
    if (path === undefined || path === "/dev/null") continue;
    const other = taken.get(identityOf(path));
    if (other !== undefined)
      throw new UsageError(`option ${option}: expected a file of its own, found ${path}, ${other}`);
    taken.set(identityOf(path), `the file of ${option}`);
  }
}
