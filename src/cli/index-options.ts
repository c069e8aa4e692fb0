import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import type { IndexOptions } from "../engine/index-contract.js";
import { duration } from "./quantities.js";
import { number } from "./shared-options.js";

/** What commander hands over for the options of this file. */
export interface IndexFlags {
  readonly index: string;
  readonly window?: number;
  readonly windowBy?: "date" | "arrival";
  readonly commitDelay?: number;
  readonly workers?: number;
}

/** What the help says of options that mean something else in each command. */
export interface IndexWords {
  /** Default: it is made where there is none. */
  readonly index?: string;
  readonly workers: string;
}

/** Options of the commands that add to an index. */
export function addIndexOptions(
  command: Command,
  { index = "the index; it is made where there is none", workers }: IndexWords,
): Command {
  return command
    .requiredOption("--index <dir>", index)
    .option("--window <time>", "forget older articles, for example 12h, 7d or 4w (default: never)", duration)
    .addOption(
      new Option("--window-by <what>", "what the window counts from (default: arrival)").choices(["date", "arrival"]),
    )
    .option(
      "--commit-delay <ms>",
      "milliseconds that articles wait for others, to be made durable together (default: 25)",
      number,
    )
    .option("--workers <count>", `${workers} (default: one a processor)`, number);
}

/** What the flags ask of the index. */
export function indexOptionsOf(
  flags: IndexFlags,
): Pick<IndexOptions, "windowMs" | "windowBy" | "commitDelayMs" | "workers"> {
  const { workers = availableParallelism() } = flags;
  const given = { windowMs: flags.window, windowBy: flags.windowBy, commitDelayMs: flags.commitDelay, workers };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
