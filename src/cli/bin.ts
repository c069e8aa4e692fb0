#!/usr/bin/env node
import { EXIT } from "./exit.js";
import { main } from "./main.js";

/** A reader that goes away (`| head`) has seen enough: the end of the output is no fault. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(EXIT.done);
});

process.exitCode = await main(process.argv.slice(2));
/** Whoever interrupts does not wait for standard input to end. */
if (process.exitCode === EXIT.interrupted) process.exit();
