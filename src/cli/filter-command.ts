import { createHash } from "node:crypto";
import type { Command } from "commander";
import { closeBehind } from "../engine/close-behind.js";
import { filterReadings } from "../engine/filter.js";
import {
  CHECKPOINT_SCHEMA,
  type Checkpoint,
  expectTaken,
  readCheckpoint,
  readingsBehind,
  writeCheckpoint,
} from "../engine/filter-checkpoint.js";
import { countsLine, type FilterCounts } from "../engine/filter-counts.js";
import { LEARN_EVERY } from "../engine/filter-learner.js";
import type { FilterSettings } from "../engine/filter-settings.js";
import { openRecordIndex } from "../engine/index-open.js";
import type { RunContext } from "../engine/run.js";
import { UsageError } from "../errors.js";
import { findInputs, type Input, STDIN } from "../read/inputs.js";
import { readUnread } from "../read/unread.js";
import { EXIT } from "./exit.js";
import { learnerOf, markOf, usedBy } from "./filter-learning.js";
import { mayRepeat, openOutputs, refuseSamePlaces, standardOutputOf } from "./filter-outputs.js";
import { addIndexOptions, type IndexFlags, indexOptionsOf } from "./index-options.js";
import { onInterrupt } from "./interrupt.js";
import { enlargePool } from "./larger-pool.js";
import { createProgress, progressForm } from "./progress.js";
import {
  addCleanOptions,
  addMatchOptions,
  addReadOptions,
  number,
  readOptionsOf,
  runOptionsOf,
  type SharedFlags,
} from "./shared-options.js";

interface FilterFlags extends SharedFlags, IndexFlags {
  readonly output?: string;
  readonly duplicates?: string;
  readonly rejects?: string;
  readonly checkpoint?: string;
  readonly flush?: boolean;
  readonly learn?: string;
  readonly learnEvery?: number;
}

const WORKERS = "threads to work in, the one that judges among them; the outputs do not depend on it";

/** `filter --index DIR [IN…]`: the stream before ingest. */
export function addFilterCommand(program: Command, outcome: { code: number }): void {
  const command = program
    .command("filter")
    .description("let new articles through and hold copies back, against an index that remembers what passed")
    .argument("[inputs...]", "files, folders, globs, or - for JSON lines from standard input (default: -)")
    .option("-o, --output <file>", "new articles, as `clean` writes them (default: standard output)")
    .option("--duplicates <file>", "the others, each with the article that it matches")
    .option("--rejects <file>", "records that cannot be read, with the reason and their bytes")
    .option("--flush", "hand over every record at once, instead of in blocks of 64 KiB")
    .option("--checkpoint <file>", "remember how far the input is done; the same command goes on from there")
    .option("--learn <file>", "learn templates from the stream, use them, and write the newest to the file")
    .option("--learn-every <records>", `records between two versions of them (default: ${LEARN_EVERY})`, number);
  addIndexOptions(addMatchOptions(addCleanOptions(addReadOptions(command))), { workers: WORKERS })
    .option("--strict", "exit 2 where any record is rejected")
    .option("--quiet", "print no progress and no counts")
    .action(async (inputs: string[], flags: FilterFlags) => {
      outcome.code = await runFilter(inputs.length === 0 ? [STDIN] : inputs, flags);
    });
}

async function runFilter(inputs: readonly string[], flags: FilterFlags): Promise<number> {
  enlargePool();
  const run = await runOptionsOf(flags);
  const files = await findInputs(inputs);
  refuseSamePlaces(files, flags);
  const command = commandOf(files, flags, run);
  const resumed = flags.checkpoint === undefined ? undefined : readCheckpoint(flags.checkpoint, command);
  const mark = resumed === undefined ? undefined : markOf(resumed);
  const learner = learnerOf(flags, run, mark);
  const line = createProgress(process.stdout.isTTY === true ? "none" : progressForm(flags));
  const interrupt = onInterrupt();
  const index = await openRecordIndex(flags.index, {
    ...run,
    now: Date.now,
    ...indexOptionsOf(flags),
    ...usedBy(learner, mark),
  });
  const work = async (): Promise<number> => {
    if (resumed !== undefined) expectTaken(flags.index, index.sequence, resumed);
    await learner?.begin(index);
    const outputs = openOutputs(flags, resumed);
    const settings: FilterSettings = {
      ...run,
      ...{
        onProgress: line.draw,
        signal: interrupt.signal,
        flush: flags.flush === true,
        clock: () => performance.now(),
      },
      ...(resumed !== undefined && { resumed }),
      ...(learner !== undefined && { learner }),
      ...saverOf(flags.checkpoint, command),
    };
    if (resumed !== undefined && flags.quiet !== true)
      process.stderr.write(`dittograph: ${resumeLine(resumed, flags)}\n`);
    const readings = readUnread(files, { ...readOptionsOf(flags), stdinFormat: "jsonl" });
    const behind = resumed === undefined ? readings : readingsBehind(readings, resumed);
    const counts = await filterReadings(behind, index, outputs, settings);
    for (const target of Object.values(outputs)) await target.close();
    line.clear();
    if (flags.quiet !== true) process.stderr.write(`dittograph: ${countsLine(counts)}\n`);
    return interrupt.signal.aborted ? EXIT.interrupted : exitCodeOf(counts, flags);
  };
  // Standard input that was not read to its end would keep the process waiting.
  const endInput = () => process.stdin.destroy();
  return closeBehind(work, [line.clear, interrupt.release, endInput, () => learner?.close(), () => index.close()]);
}

/** Makes checkpoints in the file, where one is named. */
function saverOf(path: string | undefined, command: Checkpoint["command"]): Pick<FilterSettings, "save"> {
  if (path === undefined) return {};
  return { save: (progress) => writeCheckpoint(path, { schema: CHECKPOINT_SCHEMA, command, ...progress }) };
}

function resumeLine({ read }: Checkpoint, flags: FilterFlags): string {
  const again = mayRepeat(flags) ? "; what standard output got behind the checkpoint may come again" : "";
  return `going on behind record ${read.toLocaleString("en")}${again}`;
}

/** What a resumed run must have in common with the run that was cut off. */
function commandOf(
  files: readonly Input[],
  flags: FilterFlags,
  { options, ruleset, templates }: RunContext,
): Checkpoint["command"] {
  const { index, output, duplicates, rejects, window, windowBy, learn } = flags;
  const places = { output, "standard output": standardOutputOf(flags), duplicates, rejects };
  const learning = learn === undefined ? {} : { learn, "learn-every": flags.learnEvery ?? LEARN_EVERY };
  const given = { index, ...places, window, windowBy, templates: templates?.name, ...learning };
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    inputs: namesOf(files),
    options: JSON.stringify(options),
    ruleset,
    ...Object.fromEntries(named.map(([name, value]) => [name, String(value)])),
  };
}

/** A few inputs by name, many by the hash of their names. */
function namesOf(files: readonly Input[]): string {
  const names = files.map(({ path }) => path).join(" ");
  if (names.length <= 200) return names;
  return `${files.length} files (sha256 ${createHash("sha256").update(names).digest("hex")})`;
}

/** A stream without records is done; one of which nothing could be read is of no use. */
function exitCodeOf(counts: FilterCounts, flags: FilterFlags): number {
  const { read, rejected } = counts;
  if (read > 0 && read === rejected) throw new UsageError(`nothing usable: ${read} records read, all rejected`);
  return flags.strict === true && rejected > 0 ? EXIT.usage : EXIT.done;
}
