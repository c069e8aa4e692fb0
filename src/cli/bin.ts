#!/usr/bin/env node
import { EXIT } from "./exit.js";
import { main } from "./main.js";
import { optimizeLater } from "./optimize-later.js";

optimizeLater();

const args = process.argv.slice(2);

/**
 * A reader that goes away (`| head`) has seen enough: the end of the output is no fault. Only a filter has taken into its
 * index what nobody gets: it reports the failed write itself.
 */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (args[0] === "filter") return;
  if (error.code !== "EPIPE") throw error;
  process.exit(EXIT.done);
});

/** Messages that nobody reads any more are no reason to stop: the work goes on. */
process.stderr.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await main(args);
/** Whoever interrupts does not wait for standard input to end. */
if (process.exitCode === EXIT.interrupted) process.exit();
