import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { ServiceEnv, ServiceState } from "./context.js";

/** Ids that are taken over from a request: short, and harmless in a log. */
const REQUEST_ID = /^[\w.:/+=-]{1,128}$/;

/** Its 503 is an answer, and no fault. */
const READINESS = "/readyz";

/** Headers of every answer. */
const ALWAYS = [
  ["x-content-type-options", "nosniff"],
  ["cache-control", "no-store"],
] as const;

/** Names every request, and tells of it in the log and the metrics once its answer is handed over. */
export function requestLog({ clock, newId, logger, metrics }: ServiceState): MiddlewareHandler<ServiceEnv> {
  return async (c, next) => {
    const began = clock();
    const given = c.req.header("x-request-id");
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : newId();
    c.set("requestId", requestId);
    // Not on the answer, whose headers are a plain object so far and would be copied twice; its own ones prevail.
    for (const [name, value] of ALWAYS) c.env.outgoing.setHeader(name, value);
    c.env.outgoing.setHeader("x-request-id", requestId);
    await next();
    const { status } = c.res;
    const tell = (): void => {
      const ms = clock() - began;
      const labels = { method: knownMethod(c.req.method), route: routeOf(c) };
      metrics.count("dittograph_requests_total", { ...labels, status: String(status) });
      metrics.time(labels, ms / 1000);
      const fields = { requestId, ...labels, status, ms: Math.round(ms * 1000) / 1000 };
      if (status >= 500 && labels.route !== READINESS) logger.warn(fields, "request");
      else logger.info(fields, "request");
    };
    const streamed = c.get("streamed");
    if (streamed === undefined) tell();
    else void streamed.then(tell);
  };
}

/** The pattern that the path matched: a client's own words never become a label. */
function routeOf(c: Context): string {
  const routes = matchedRoutes(c).filter(({ path }) => path !== "*" && path !== "/*");
  return routes.at(-1)?.path ?? "none";
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const knownMethod = (method: string): string => (METHODS.has(method) ? method : "other");
