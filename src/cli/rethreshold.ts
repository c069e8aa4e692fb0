import { fieldsOf } from "../engine/earlier-run.js";
import { rethreshold } from "../engine/rethreshold.js";
import { UsageError } from "../errors.js";
import { ROWS_SHOWN, terminalSummary } from "../report/terminal.js";
import { describeRun } from "./describe-run.js";
import { EXIT } from "./exit.js";
import { paintFor } from "./paint.js";
import { thisProcess } from "./this-process.js";

/** Options of `dedup` that go with --rethreshold; all others are decided by the finished run. */
const ALLOWED: ReadonlySet<string> = new Set(["--rethreshold", "--containment", "--quiet", "--json"]);

interface RethresholdFlags {
  readonly rethreshold: number;
  readonly containment?: number;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/**
 * `dedup --rethreshold T DIR`: groups a finished run again.
 * @param given the options that stand on the command line, as `--name`.
 * @throws {UsageError} for other than one folder, and for flags that only a new run can follow.
 */
export function runRethreshold(inputs: readonly string[], flags: RethresholdFlags, given: readonly string[]): number {
  const [folder] = inputs;
  if (folder === undefined || inputs.length !== 1) {
    throw new UsageError(
      `option --rethreshold: expected the folder of one finished run, found ${inputs.length} inputs`,
    );
  }
  const other = given.find((name) => !ALLOWED.has(name));
  if (other !== undefined) {
    throw new UsageError(`option --rethreshold: expected no other option than --containment, found ${other}`);
  }
  const started = new Date();
  const fields = fieldsOf(folder);
  const limits = { threshold: flags.rethreshold, containment: flags.containment };
  const { summary, findings, alike } = rethreshold(
    folder,
    limits,
    () => ({ ...describeRun(started, [folder]), fields }),
    thisProcess(),
  );
  if (flags.json === true) console.log(JSON.stringify(summary));
  else if (flags.quiet !== true) {
    const largest = findings.clusters.largest(ROWS_SHOWN);
    process.stdout.write(terminalSummary(summary, largest, alike, paintFor(process.stdout)));
    process.stdout.write(`\n${folder} now holds the run at a threshold of ${flags.rethreshold}.\n`);
  }
  return EXIT.done;
}
