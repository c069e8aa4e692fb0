import { type Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_LIMITS, type ServiceLimits } from "../serve/limits.js";
import { addIndexOptions } from "./index-options.js";
import { byteCount, duration } from "./quantities.js";
import type { ServeFlags } from "./serve-run.js";
import { addCleanOptions, addMatchOptions, number } from "./shared-options.js";

const DEFAULT_HOST = "127.0.0.1";
const DEFAULT_PORT = 8410;
/** Practising takes half of that where nothing else runs. */
const WARM_UP_MS = 10_000;

const WORKERS = "threads that clean and fingerprint batches beside the one that answers; 1: that one does";

/** `serve --index DIR`: the filter over HTTP. */
export function addServeCommand(program: Command, outcome: { code: number }): void {
  const command = program
    .command("serve")
    .description("answer over HTTP whether articles are new; described at /openapi.json")
    .option("--host <address>", "address to listen on; beyond this machine only with a token", DEFAULT_HOST)
    .option("--port <number>", "port to listen on; 0 takes a free one", number, DEFAULT_PORT)
    .option("--token <text>", "bearer token that every request must bring")
    .option("--token-file <file>", "file that holds the token, which keeps it out of the process list");
  addLimitOptions(addIndexOptions(addMatchOptions(addCleanOptions(command)), { workers: WORKERS }))
    .addOption(
      new Option("--warm-up <time>", "time in which it practises at most, before /readyz says that it is ready")
        .argParser(warmUpTime)
        .default(WARM_UP_MS, "10s"),
    )
    .option("--no-warm-up", "be ready at once; the first thousands of answers take longer")
    .option("--quiet", "log warnings and faults only")
    .action(async (flags: ServeFlags) => {
      const { runServe } = await import("./serve-run.js");
      outcome.code = await runServe(flags, limitsOf(flags));
    });
}

/** @throws {InvalidArgumentError} for what is no time, and for none at all, which is another option. */
function warmUpTime(value: string): number {
  if (!/^[0.]+[smhdw]?$/.test(value)) return duration(value);
  throw new InvalidArgumentError(
    `expected a time such as 10s, or the option --no-warm-up, found ${JSON.stringify(value)}`,
  );
}

function addLimitOptions(command: Command): Command {
  const of = (limit: keyof ServiceLimits): number => DEFAULT_LIMITS[limit];
  return command
    .option("--max-body <bytes>", "longest article or line of a batch (default: 4m)", byteCount)
    .option("--max-concurrent <count>", `requests under way at once (default: ${of("maxConcurrent")})`, number)
    .option("--max-batches <count>", `batches among them (default: ${of("maxBatches")})`, number)
    .option(
      "--rate <count>",
      `requests a second an address may send; 0: any number (default: ${of("requestsPerSecond")})`,
      number,
    )
    .option("--body-timeout <time>", "time in which a JSON body must come (default: 10s)", duration)
    .option("--batch-idle <time>", "time a batch may stand still (default: 30s)", duration)
    .option("--stop-deadline <time>", "time in which a stopping service answers what it took (default: 10s)", duration);
}

function limitsOf(flags: ServeFlags): Partial<ServiceLimits> {
  const given = {
    maxBodyBytes: flags.maxBody,
    maxConcurrent: flags.maxConcurrent,
    maxBatches: flags.maxBatches,
    requestsPerSecond: flags.rate,
    bodyTimeoutMs: flags.bodyTimeout,
    batchIdleMs: flags.batchIdle,
    stopDeadlineMs: flags.stopDeadline,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
