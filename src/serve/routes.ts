import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import type { Context } from "hono";
import { InputError, OutputError } from "../errors.js";
import type { Decision } from "../model/decision.js";
import { cleanedAnswer, comparisonAnswer, decisionAnswer } from "./answers.js";
import { articleOfBody } from "./article-body.js";
import { answerBatch } from "./batch.js";
import { expectType, readJson } from "./body.js";
import type { ServiceEnv, ServiceState } from "./context.js";
import { validated } from "./faults.js";
import type { AnswerKeys } from "./idempotency.js";
import * as operations from "./operations.js";
import { ProblemError } from "./problem.js";
import { ArticleSchema, CompareSchema } from "./schemas.js";

const JSON_TYPE = "application/json";

type ServiceApp = OpenAPIHono<ServiceEnv>;
type ServiceContext = Context<ServiceEnv>;

/** Adds what the service can be asked about articles. */
export function addArticleRoutes(app: ServiceApp, state: ServiceState, keys: AnswerKeys<Decision>): void {
  const { index, clean, compare, limits, metrics } = state;
  const read = async (c: ServiceContext): Promise<unknown> => {
    expectType(c.req.raw.headers, [JSON_TYPE]);
    return readJson(c.env.incoming, limits);
  };
  const add = async (value: unknown, key: string | null): Promise<Decision> => {
    const body = validated(ArticleSchema, value);
    const decision = await keys.answer(key, body, () => index.checkAndAdd(articleOfBody(body)));
    metrics.count("dittograph_articles_total", { kind: decision.kind, by: "add" });
    return decision;
  };

  on(app, operations.addArticles, async (c) => {
    const withCleaned = wantsCleaned(c);
    const type = expectType(c.req.raw.headers, [JSON_TYPE, operations.NDJSON]);
    if (type === operations.NDJSON)
      return batchAnswer(c, state, async (value) => decisionAnswer(await add(value, null), withCleaned));
    const value = await readJson(c.env.incoming, limits);
    return c.json(decisionAnswer(await add(value, c.req.header("idempotency-key") ?? null), withCleaned));
  });
  on(app, operations.checkArticle, async (c) => {
    const withCleaned = wantsCleaned(c);
    const decision = index.check(articleOfBody(validated(ArticleSchema, await read(c))));
    metrics.count("dittograph_articles_total", { kind: decision.kind, by: "check" });
    return c.json(decisionAnswer(decision, withCleaned));
  });
  on(app, operations.cleanArticle, async (c) => {
    return c.json(cleanedAnswer(clean(articleOfBody(validated(ArticleSchema, await read(c))))));
  });
  on(app, operations.compareArticles, async (c) => {
    const { a, b } = validated(CompareSchema, await read(c));
    return c.json(comparisonAnswer(compare(articleOfBody(a), articleOfBody(b))));
  });
}

/** Adds what the service can be asked by id. */
export function addIdRoutes(app: ServiceApp, { index }: ServiceState, keys: AnswerKeys<Decision>): void {
  const missing = (what: string, id: string) =>
    new ProblemError(404, `id: expected ${what} of the index, found ${JSON.stringify(id)}`);
  const idOf = (c: ServiceContext): string => c.req.param("id") as string;
  on(app, operations.getArticle, (c) => {
    const stored = index.get(idOf(c));
    if (stored === undefined) throw missing("an article", idOf(c));
    return c.json(stored);
  });
  on(app, operations.removeArticle, async (c) => {
    const id = idOf(c);
    if (!(await index.remove(id))) throw missing("an article", id);
    await keys.forget((decision) => decision.id === id);
    return c.json({ id, removed: true });
  });
  on(app, operations.getCluster, (c) => {
    const cluster = index.cluster(idOf(c));
    if (cluster === undefined) throw missing("a cluster", idOf(c));
    return c.json(cluster);
  });
}

/** A route of the router and of the OpenAPI document. */
export function on(
  app: ServiceApp,
  route: RouteConfig,
  handler: (c: ServiceContext) => Response | Promise<Response>,
): void {
  app.openAPIRegistry.registerPath(route);
  app.on(route.method.toUpperCase(), route.path.replace(/\{(\w+)\}/g, ":$1"), handler);
}

/** What a failure of ours is to a client: a disk that takes no more is a state, anything else a fault. */
export function faultOf(error: unknown, state: ServiceState, requestId: string): ProblemError {
  if (error instanceof ProblemError) return error;
  state.logger.error({ requestId, err: error }, "fault");
  if (error instanceof OutputError || error instanceof InputError) {
    return new ProblemError(503, "the index cannot be written or read now", { headers: { "retry-after": "10" } });
  }
  return new ProblemError(500, "a fault of the service; its log tells more under this request's id");
}

function wantsCleaned(c: ServiceContext): boolean {
  return validated(operations.CleanedQuery, { cleaned: c.req.query("cleaned") }).cleaned === "true";
}

function batchAnswer(c: ServiceContext, state: ServiceState, answer: (value: unknown) => Promise<object>): Response {
  const { limits, metrics } = state;
  const leave = state.batches.enter();
  if (leave === undefined) {
    metrics.count("dittograph_refused_total", { limit: "batches" });
    const detail = `expected ${limits.maxBatches} batches under way at most`;
    throw new ProblemError(503, detail, { headers: { "retry-after": "1" } });
  }
  const requestId = c.get("requestId");
  let handedOver: () => void = () => {};
  c.set(
    "streamed",
    new Promise<void>((resolve) => {
      handedOver = resolve;
    }),
  );
  const answers = answerBatch(c.req.raw.body ?? new Response("").body ?? emptyBody(), {
    maxLineBytes: limits.maxBodyBytes,
    idleMs: limits.batchIdleMs,
    stop: state.stop,
    answer,
    onFault: (error) => faultOf(error, state, requestId),
    onEnd({ lines, faulty }) {
      leave();
      if (faulty > 0) metrics.count("dittograph_faulty_lines_total", {}, faulty);
      state.logger.info({ requestId, lines, faulty }, "batch");
      handedOver();
    },
  });
  return new Response(answers, { headers: { "content-type": operations.NDJSON } });
}

const emptyBody = (): ReadableStream<Uint8Array> => new ReadableStream({ start: (controller) => controller.close() });
