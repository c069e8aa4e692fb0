import type { HttpBindings } from "@hono/node-server";
import type { Comparer } from "../engine/compare-articles.js";
import type { ArticleIndex } from "../engine/index-contract.js";
import type { Article } from "../model/article.js";
import type { Cleaned } from "../model/span.js";
import type { Gate } from "./gate.js";
import type { ServiceLimits } from "./limits.js";
import type { Metrics } from "./metrics.js";

/** Takes structured log lines; pino is one. */
export interface ServiceLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a service works with. It has no clock, console, chance or index of its own. */
export interface ServiceParts {
  readonly index: ArticleIndex;
  readonly clean: (article: Article) => Cleaned;
  readonly compare: Comparer;
  /** Milliseconds from any fixed moment. */
  readonly clock: () => number;
  /** A new name for a request that brought none. */
  readonly newId: () => string;
  readonly logger: ServiceLogger;
  readonly version: string;
  readonly limits: ServiceLimits;
  /** Bearer token that requests must bring; without one, they must come from this machine by name. */
  readonly token?: string;
  /** Whether it answers as fast as it can, for `/readyz`; default: at once. */
  readonly isWarm?: () => boolean;
  /** Bytes of memory in use, for the metrics. */
  readonly memoryBytes?: () => number;
  /** Of them, those that no file backs; undefined where nobody knows. */
  readonly anonymousBytes?: () => number | undefined;
}

/** The state that all requests share. */
export interface ServiceState extends ServiceParts {
  readonly metrics: Metrics;
  readonly requests: Gate;
  readonly batches: Gate;
  /** Aborts when the service stops. */
  readonly stop: AbortSignal;
}

/** What travels with one request. */
export interface ServiceEnv {
  Bindings: Pick<HttpBindings, "incoming" | "outgoing">;
  Variables: {
    requestId: string;
    /** Resolves when an answer that streams is handed over. */
    streamed?: Promise<void>;
  };
}
