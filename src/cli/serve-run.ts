import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { pino } from "pino";
import { createCleaner } from "../cleaner.js";
import { createComparer } from "../engine/compare-articles.js";
import { MEMORY_INDEX, openIndex } from "../engine/index-open.js";
import { UsageError } from "../errors.js";
import { resolveOptions } from "../options.js";
import type { ServiceLogger, ServiceParts } from "../serve/context.js";
import { expectGuarded } from "../serve/guard.js";
import { resolveLimits, type ServiceLimits } from "../serve/limits.js";
import { listen } from "../serve/server.js";
import { anonymousBytes } from "./anonymous-memory.js";
import { collectAlone } from "./collect-alone.js";
import { EXIT } from "./exit.js";
import { type IndexFlags, indexOptionsOf } from "./index-options.js";
import { optimizeSooner } from "./optimize-later.js";
import { extrasOf, optionsOf, type SharedFlags } from "./shared-options.js";
import { readVersion } from "./version.js";
import { warmUp } from "./warm-up.js";

const STDERR = 2;

/**
 * Log lines are handed over together: so many bytes, or after so many milliseconds. One at a time they cost a tenth of a
 * request.
 */
const LOG_BYTES = 1 << 12;
const LOG_MS = 100;

/** What commander hands over. */
export interface ServeFlags extends SharedFlags, IndexFlags {
  readonly host: string;
  readonly port: number;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly maxBody?: number;
  readonly maxConcurrent?: number;
  readonly maxBatches?: number;
  readonly rate?: number;
  readonly bodyTimeout?: number;
  readonly batchIdle?: number;
  readonly stopDeadline?: number;
  /** Milliseconds. */
  readonly warmUp: number | false;
}

/** Hands warnings and faults over at once, with what waits before them. */
function promptly(logger: ServiceLogger, log: { flush(): void }): ServiceLogger {
  const atOnce = (level: "warn" | "error"): ServiceLogger["warn"] => {
    return (fields, message) => {
      logger[level](fields, message);
      log.flush();
    };
  };
  return { info: (fields, message) => logger.info(fields, message), warn: atOnce("warn"), error: atOnce("error") };
}

/** Serves until a signal asks to stop. Loaded only for this command: the HTTP libraries take a tenth of a second. */
export async function runServe(flags: ServeFlags, given: Partial<ServiceLimits>): Promise<number> {
  optimizeSooner();
  collectAlone();
  const options = resolveOptions(optionsOf(flags));
  const limits = resolveLimits(given);
  const token = tokenOf(flags);
  checkPlace(flags, token);
  const extras = extrasOf(flags);
  const log = pino.destination({ dest: STDERR, sync: false, minLength: LOG_BYTES, periodicFlush: LOG_MS });
  const logger = promptly(pino({ name: "dittograph", level: flags.quiet === true ? "warn" : "info" }, log), log);
  const indexOptions = { options, ...extras, now: Date.now, ...indexOptionsOf(flags) };
  const index = await openIndex(flags.index, indexOptions);
  try {
    const state = { isWarm: flags.warmUp === false, isStopping: false };
    const parts: ServiceParts = {
      ...{ index, clean: createCleaner(options, extras), compare: await createComparer(options, extras) },
      ...{ clock: () => performance.now(), newId: randomUUID, logger, limits, version: readVersion() },
      ...(token !== undefined && { token }),
      isWarm: () => state.isWarm,
      ...{ memoryBytes: () => process.memoryUsage.rss(), anonymousBytes },
    };
    const service = await listen(parts, { host: flags.host, port: flags.port });
    const openStage = () => openIndex(MEMORY_INDEX, { ...indexOptions, workers: 1 });
    const practice = { openStage, ms: Number(flags.warmUp), isStopping: () => state.isStopping };
    const warm = state.isWarm ? undefined : warmUp(parts, practice).then(() => (state.isWarm = true));
    await stopSignal();
    state.isStopping = true;
    const isAnswered = await service.stop();
    await warm;
    return isAnswered ? EXIT.done : EXIT.interrupted;
  } finally {
    await index.close();
    log.flushSync();
  }
}

/** Resolves at SIGINT or SIGTERM; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}

function tokenOf({ token, tokenFile }: ServeFlags): string | undefined {
  if (tokenFile === undefined) return token;
  if (token !== undefined) throw new UsageError("option --token-file: expected without --token");
  try {
    return readFileSync(tokenFile, "utf8").trim();
  } catch (cause) {
    throw new UsageError(`option --token-file: expected a readable file, found ${(cause as Error).message}`, { cause });
  }
}

/** Refuses before the index is opened. */
function checkPlace({ host, port }: ServeFlags, token: string | undefined): void {
  expectGuarded(host, token);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return;
  throw new UsageError(`option --port: expected an integer from 0 to 65535, found ${port}`);
}
