import { Command, CommanderError } from "commander";
import { InterruptedError } from "../engine/run.js";
import { InputError, OutputError, UsageError } from "../errors.js";
import { EXIT } from "./exit.js";
import { readVersion } from "./version.js";

type AddCommand = (program: Command, outcome: { code: number }) => void;

/** Commands by name, in the order that help lists them; what a command needs is loaded with it. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  dedup: async () => (await import("./dedup-command.js")).addDedupCommand,
  clean: async () => (await import("./clean-command.js")).addCleanCommand,
  filter: async () => (await import("./filter-command.js")).addFilterCommand,
  serve: async () => (await import("./serve-command.js")).addServeCommand,
  index: async () => (await import("./index-command.js")).addIndexCommand,
  explain: async () => (await import("./explain-command.js")).addExplainCommand,
  eval: async () => (await import("./eval-command.js")).addEvalCommand,
  templates: async () => (await import("./templates-command.js")).addTemplatesCommand,
  bench: async () => (await import("./bench-command.js")).addBenchCommand,
};

/** Runs one command and returns the exit code. Results go to stdout or files, everything else to stderr. */
export async function main(args: readonly string[]): Promise<number> {
  const outcome: { code: number } = { code: EXIT.done };
  const program = new Command("dittograph")
    .description("finds syndicated copies and repeated paragraphs in news, strips page furniture, and says why")
    .version(readVersion())
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true });
  for (const load of wantedBy(args)) (await load())(program, outcome);
  try {
    await program.parseAsync(args, { from: "user" });
    return outcome.code;
  } catch (error) {
    return exitCodeOf(error);
  }
}

/** The command that is named; all of them where help, or a name that is none, is asked for. */
function wantedBy([name = ""]: readonly string[]): readonly (() => Promise<AddCommand>)[] {
  const named = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return named === undefined ? Object.values(COMMANDS) : [named];
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
