import { OpenAPIHono } from "@hono/zod-openapi";
import type { Decision } from "../model/decision.js";
import { admission } from "./admission.js";
import type { ServiceEnv, ServiceParts, ServiceState } from "./context.js";
import { createGate } from "./gate.js";
import { AnswerKeys } from "./idempotency.js";
import { createMetrics, type Gauge } from "./metrics.js";
import * as operations from "./operations.js";
import { PAGE_POLICY, servicePage } from "./page.js";
import { ProblemError, problemResponse } from "./problem.js";
import { requestLog } from "./request-log.js";
import { addArticleRoutes, addIdRoutes, faultOf, on } from "./routes.js";

type ServiceApp = OpenAPIHono<ServiceEnv>;

/** A service without a server: node's requests in, answers out. */
export interface Service {
  readonly fetch: ServiceApp["fetch"];
  /** Refuses new requests and reads no further into batches; what was taken is still answered. */
  stop(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/**
 * The service, composed:
 *
 *     name and log → admit → route → validate → index → answer
 */
export function createService(parts: ServiceParts): Service {
  const stopping = new AbortController();
  const state: ServiceState = {
    ...parts,
    metrics: createMetrics(),
    requests: createGate(parts.limits.maxConcurrent),
    batches: createGate(parts.limits.maxBatches),
    stop: stopping.signal,
  };
  const app: ServiceApp = new OpenAPIHono<ServiceEnv>();
  app.use(requestLog(state), admission(state));
  const keys = new AnswerKeys<Decision>(state.clock);
  addArticleRoutes(app, state, keys);
  addIdRoutes(app, state, keys);
  addStateRoutes(app, state);
  addDescription(app, state);
  app.notFound((c) => problemResponse(unknownPath(app, c.req.method, c.req.path), c.get("requestId")));
  app.onError((error, c) => problemResponse(faultOf(error, state, c.get("requestId")), c.get("requestId")));
  return { fetch: app.fetch, stop: () => stopping.abort(), idle: () => state.requests.empty() };
}

function addStateRoutes(app: ServiceApp, state: ServiceState): void {
  on(app, operations.health, (c) => c.json({ status: "ok" }));
  on(app, operations.ready, (c) => {
    const status = readiness(state);
    return c.json({ status }, status === "ready" ? 200 : 503);
  });
  on(app, operations.metrics, (c) =>
    c.text(state.metrics.text(gaugesOf(state)), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
}

function readiness({ stop, isWarm }: ServiceState): "ready" | "warming up" | "stopping" {
  if (stop.aborted) return "stopping";
  return isWarm?.() === false ? "warming up" : "ready";
}

const RESIDENT = "Resident memory, pages of the index that are mapped included: the system takes those back.";
const ANONYMOUS = "Memory that no file backs.";

function gaugesOf({ index, requests, batches, memoryBytes, anonymousBytes }: ServiceState): Record<string, Gauge> {
  const { articles, kept, bytes } = index.stats();
  const anonymous = anonymousBytes?.();
  return {
    dittograph_requests_under_way: { help: "Requests taken and not yet answered.", value: requests.inside },
    dittograph_batches_under_way: { help: "Batches among them.", value: batches.inside },
    dittograph_index_articles: { help: "Articles the index holds.", value: articles },
    dittograph_index_kept: { help: "Of them, those that were new.", value: kept },
    dittograph_index_bytes: { help: "Bytes of the index on disk.", value: bytes },
    ...(memoryBytes && { dittograph_memory_bytes: { help: RESIDENT, value: memoryBytes() } }),
    ...(anonymous !== undefined && { dittograph_anonymous_memory_bytes: { help: ANONYMOUS, value: anonymous } }),
  };
}

/** The page, and the OpenAPI document, made once from the routes above. */
function addDescription(app: ServiceApp, { version, token }: ServiceState): void {
  const security = token === undefined ? {} : { security: [{ bearer: [] }] };
  if (token !== undefined)
    app.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "dittograph",
      version,
      description: "Says of an article whether it is new, and if not, what it copies.",
    },
    servers: [{ url: "/" }],
    ...security,
  });
  const page = servicePage(version);
  app.get("/openapi.json", (c) => c.json(document));
  app.get("/", (c) => c.html(page, 200, { "content-security-policy": PAGE_POLICY, "referrer-policy": "no-referrer" }));
}

/** 405 where the path is known under other methods, else 404. */
function unknownPath(app: ServiceApp, method: string, path: string): ProblemError {
  const methods = app.routes.filter(({ method: known, path: pattern }) => known !== "ALL" && matches(pattern, path));
  if (methods.length === 0)
    return new ProblemError(404, `path: expected one of /openapi.json, found ${JSON.stringify(path.slice(0, 200))}`);
  const allow = [...new Set(methods.map(({ method: known }) => known))].join(", ");
  return new ProblemError(405, `method: expected ${allow}, found ${method}`, { headers: { allow } });
}

function matches(pattern: string, path: string): boolean {
  const [wanted, found] = [pattern.split("/"), path.split("/")];
  return (
    wanted.length === found.length &&
    wanted.every((part, at) => (part.startsWith(":") ? found[at] !== "" : part === found[at]))
  );
}
