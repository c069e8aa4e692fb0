import { type Command, Option } from "commander";
import type { IndexOptions } from "../engine/index-contract.js";
import { duration } from "./quantities.js";

/** What commander hands over for the options of this file. */
export interface WindowFlags {
  readonly window?: number;
  readonly windowBy?: "date" | "arrival";
}

/** Options of what an index forgets. */
export function addWindowOptions(command: Command): Command {
  return command
    .option("--window <time>", "forget older articles, for example 12h, 7d or 4w (default: never)", duration)
    .addOption(
      new Option("--window-by <what>", "what the window counts from (default: arrival)").choices(["date", "arrival"]),
    );
}

/** What the flags ask of the index. */
export function windowOf({ window, windowBy }: WindowFlags): Pick<IndexOptions, "windowMs" | "windowBy"> {
  return { ...(window !== undefined && { windowMs: window }), ...(windowBy !== undefined && { windowBy }) };
}
