import { createRoute, z } from "@hono/zod-openapi";
import {
  ArticleSchema,
  CleanedSchema,
  ClusterSchema,
  CompareSchema,
  ComparisonSchema,
  DecisionSchema,
  ProblemSchema,
  RemovedSchema,
  StatusSchema,
  StoredSchema,
} from "./schemas.js";

/** What the service can be asked, for the router and for the OpenAPI document. */

export const NDJSON = "application/x-ndjson";
const JSON_TYPE = "application/json";

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: ProblemSchema } },
});

const REFUSALS = {
  401: problem("No valid bearer token, where the service wants one."),
  403: problem("The Host header names another machine, where the service wants no token."),
  429: problem("Too many requests from this address; `Retry-After` says when to come again."),
  500: problem("A fault of the service."),
  503: problem("Too much is under way, the disk takes no more, or the service stops."),
};

const BODY_REFUSALS = {
  400: problem("The body is no UTF-8 JSON, or not of the schema; `errors` names the fields."),
  408: problem("The body did not come in time."),
  413: problem("The body is too long."),
  415: problem("The body is of another type, or packed."),
};

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { [JSON_TYPE]: { schema } },
});

const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { [JSON_TYPE]: { schema } },
});

const IdParams = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "velmar-tram" }) });

const CleanedQuery = z.object({
  cleaned: z
    .enum(["true", "false"])
    .optional()
    .openapi({ description: "Whether to answer with the cleaned text and its spans.", example: "true" }),
});

export { CleanedQuery };

const LINES =
  "JSON lines: each line an Article; answered line by line while they come in, as `{line, status: 200, …Decision}` or `{line, status, …Problem}`.";

export const addArticles = createRoute({
  method: "post",
  path: "/v1/articles",
  operationId: "addArticles",
  summary: "Check an article and remember it",
  description:
    "Answered once it is durable. An article sent twice (equal id and text) gets the same answer, with `known: true`. With an `Idempotency-Key`, a key that comes with another body is refused.",
  request: {
    query: CleanedQuery,
    headers: z.object({
      "idempotency-key": z.string().min(1).max(255).optional().openapi({ example: "batch-17-article-3" }),
    }),
    body: {
      required: true,
      content: {
        [JSON_TYPE]: { schema: ArticleSchema },
        [NDJSON]: { schema: z.string().openapi({ description: LINES }) },
      },
    },
  },
  responses: {
    200: {
      description: "The decision, or of JSON lines one answer a line.",
      content: {
        [JSON_TYPE]: { schema: DecisionSchema },
        [NDJSON]: { schema: z.string().openapi({ description: LINES }) },
      },
    },
    ...BODY_REFUSALS,
    422: problem("The Idempotency-Key came with another body before."),
    ...REFUSALS,
  },
});

export const checkArticle = createRoute({
  method: "post",
  path: "/v1/check",
  operationId: "checkArticle",
  summary: "Check an article without remembering it",
  request: { query: CleanedQuery, body: body(ArticleSchema) },
  responses: { 200: json(DecisionSchema, "The decision that adding it would get now."), ...BODY_REFUSALS, ...REFUSALS },
});

export const cleanArticle = createRoute({
  method: "post",
  path: "/v1/clean",
  operationId: "cleanArticle",
  summary: "Strip furniture and repeats",
  request: { body: body(ArticleSchema) },
  responses: { 200: json(CleanedSchema, "The clean text and what was cut."), ...BODY_REFUSALS, ...REFUSALS },
});

export const compareArticles = createRoute({
  method: "post",
  path: "/v1/compare",
  operationId: "compareArticles",
  summary: "Compare two articles",
  request: { body: body(CompareSchema) },
  responses: { 200: json(ComparisonSchema, "How they relate."), ...BODY_REFUSALS, ...REFUSALS },
});

const NOT_FOUND = { 404: problem("The index does not have it.") };

export const getArticle = createRoute({
  method: "get",
  path: "/v1/articles/{id}",
  operationId: "getArticle",
  summary: "What the index knows of an article",
  request: { params: IdParams },
  responses: { 200: json(StoredSchema, "The article."), ...NOT_FOUND, ...REFUSALS },
});

export const removeArticle = createRoute({
  method: "delete",
  path: "/v1/articles/{id}",
  operationId: "removeArticle",
  summary: "Forget an article",
  description: "Later copies no longer match it. Answered once that is durable.",
  request: { params: IdParams },
  responses: { 200: json(RemovedSchema, "It is forgotten."), ...NOT_FOUND, ...REFUSALS },
});

export const getCluster = createRoute({
  method: "get",
  path: "/v1/clusters/{id}",
  operationId: "getCluster",
  summary: "An article that is kept, and its copies",
  description: "By the id of the cluster, or of any article in it.",
  request: { params: IdParams },
  responses: { 200: json(ClusterSchema, "The cluster."), ...NOT_FOUND, ...REFUSALS },
});

export const health = createRoute({
  method: "get",
  path: "/healthz",
  operationId: "health",
  summary: "Whether the process answers",
  security: [],
  responses: { 200: json(StatusSchema, "It does.") },
});

export const ready = createRoute({
  method: "get",
  path: "/readyz",
  operationId: "ready",
  summary: "Whether the service takes requests",
  security: [],
  responses: {
    200: json(StatusSchema, "It does."),
    503: json(StatusSchema, "It stops, or still warms up and answers more slowly."),
  },
});

export const metrics = createRoute({
  method: "get",
  path: "/metrics",
  operationId: "metrics",
  summary: "Counters for Prometheus",
  responses: {
    200: { description: "Text exposition format 0.0.4.", content: { "text/plain": { schema: z.string() } } },
    ...REFUSALS,
  },
});
