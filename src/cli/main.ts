import { Command, CommanderError } from "commander";
import { InterruptedError } from "../engine/run.js";
import { InputError, OutputError, UsageError } from "../errors.js";
import { addBenchCommand } from "./bench-command.js";
import { addCleanCommand } from "./clean-command.js";
import { addDedupCommand } from "./dedup-command.js";
import { addEvalCommand } from "./eval-command.js";
import { EXIT } from "./exit.js";
import { addExplainCommand } from "./explain-command.js";
import { addFilterCommand } from "./filter-command.js";
import { addIndexCommand } from "./index-command.js";
import { addServeCommand } from "./serve-command.js";
import { addTemplatesCommand } from "./templates-command.js";
import { readVersion } from "./version.js";

const COMMANDS = [
  addDedupCommand,
  addCleanCommand,
  addFilterCommand,
  addServeCommand,
  addIndexCommand,
  addExplainCommand,
  addEvalCommand,
  addTemplatesCommand,
  addBenchCommand,
] as const;

/** Runs one command and returns the exit code. Results go to stdout or files, everything else to stderr. */
export async function main(args: readonly string[]): Promise<number> {
  const outcome: { code: number } = { code: EXIT.done };
  const program = new Command("dittograph")
    .description("finds syndicated copies and repeated paragraphs in news, strips page furniture, and says why")
    .version(readVersion())
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true });
  for (const add of COMMANDS) add(program, outcome);
  try {
    await program.parseAsync(args, { from: "user" });
    return outcome.code;
  } catch (error) {
    return exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof InterruptedError) return EXIT.interrupted;
  if (error instanceof UsageError || error instanceof InputError || error instanceof OutputError) {
    console.error(`dittograph: ${error.message}`);
    return EXIT.usage;
  }
  console.error(error instanceof Error ? error.stack : error);
  return EXIT.fault;
}
