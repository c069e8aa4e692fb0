import type { MiddlewareHandler } from "hono";
import type { ServiceEnv, ServiceState } from "./context.js";
import { createTokenCheck, expectLocalHost } from "./guard.js";
import { ProblemError } from "./problem.js";
import { createRateLimiter } from "./rate.js";

/** Paths that answer everybody, without data: probes, the page, and the description of the service. */
const OPEN = new Set(["/", "/healthz", "/readyz", "/openapi.json"]);

/**
 * Lets a request in, or refuses it: by the machine it names, its address's rate, its token, and how much is under way.
 * The place it takes is given back when its answer is handed over.
 */
export function admission(state: ServiceState): MiddlewareHandler<ServiceEnv> {
  const { limits, clock, metrics, token } = state;
  const limiter = createRateLimiter(limits.requestsPerSecond, limits.burst, clock);
  const expectToken = createTokenCheck(token);
  const refuse = (limit: string, status: 429 | 503, detail: string, seconds: number): never => {
    metrics.count("dittograph_refused_total", { limit });
    throw new ProblemError(status, detail, { headers: { "retry-after": String(Math.max(1, Math.ceil(seconds))) } });
  };
  return async (c, next) => {
    if (token === undefined) expectLocalHost(c.req.header("host"));
    const { waitMs } = limiter(c.env.incoming.socket.remoteAddress ?? "");
    if (waitMs > 0)
      refuse("rate", 429, `expected ${limits.requestsPerSecond} requests a second at most`, waitMs / 1000);
    if (OPEN.has(c.req.path)) return next();
    expectToken(c.req.header("authorization") ?? null);
    if (state.stop.aborted) refuse("stopping", 503, "the service stops", limits.stopDeadlineMs / 1000);
    const leave =
      state.requests.enter() ??
      refuse("concurrency", 503, `expected ${limits.maxConcurrent} requests under way at most`, 1);
    try {
      await next();
    } finally {
      const streamed = c.get("streamed");
      if (streamed === undefined) leave();
      else void streamed.then(leave);
    }
  };
}
