import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { servicePage } from "../../src/serve/page.js";
import { storyOf } from "../engine/filter-feed.js";
import { ask, serve } from "./service.js";

interface Operation {
  readonly operationId?: string;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: unknown }>> }>
  >;
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly example?: unknown }>> };
}

/** Every `$ref` of a JSON value. */
function refsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === "$ref" ? [String(inner)] : refsOf(inner)));
}

/** Every schema that says what stands in an array. */
function itemsOf(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(name === "items" ? [inner] : []), ...itemsOf(inner)]);
}

describe("/openapi.json", () => {
  it("describes what stands in an array by one schema, as JSON Schema 2020-12 wants it", async () => {
    const { body } = await ask<Document>(await serve(), "GET /openapi.json");
    const items = itemsOf(body);
    expect(items.length).toBeGreaterThan(10);
    for (const one of items) expect([typeof one, Array.isArray(one)]).toEqual(["object", false]);
    expect(body.components.schemas.Range).toMatchObject({
      ...{ type: "array", items: { type: "integer", minimum: 0 } },
      ...{ minItems: 2, maxItems: 2 },
    });
  });

  it("is OpenAPI 3.1, names every call once, and refers to nothing that is missing", async () => {
    const { body } = await ask<Document>(await serve(), "GET /openapi.json");
    expect([body.openapi, body.info.version]).toEqual(["3.1.0", "1.2.3"]);
    const calls = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(calls.sort()).toEqual([
      "DELETE /v1/articles/{id}",
      "GET /healthz",
      "GET /metrics",
      "GET /readyz",
      "GET /v1/articles/{id}",
      "GET /v1/clusters/{id}",
      "POST /v1/articles",
      "POST /v1/check",
      "POST /v1/clean",
      "POST /v1/compare",
    ]);
    const ids = Object.values(body.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
    expect(new Set(ids).size).toBe(calls.length);
    for (const ref of refsOf(body)) {
      expect(Object.keys(body.components.schemas).map((name) => `#/components/schemas/${name}`)).toContain(ref);
    }
    for (const methods of Object.values(body.paths)) {
      for (const { responses } of Object.values(methods)) expect(Object.keys(responses)).toContain("200");
    }
  });

  it("gives examples that the service takes, and that say what they are", async () => {
    const service = await serve();
    const { body } = await ask<Document>(service, "GET /openapi.json");
    const example = body.components.schemas.Article?.example;
    for (const path of ["/v1/articles", "/v1/check", "/v1/clean"]) {
      expect(body.paths[path]?.post?.requestBody?.content["application/json"]?.schema.$ref).toBe(
        "#/components/schemas/Article",
      );
      expect((await ask(service, `POST ${path}`, example)).status).toBe(200);
    }
    expect((await ask(service, "POST /v1/compare", { a: example, b: example })).body.relation).toBe("exact");
    expect((await ask(service, "GET /v1/articles/velmar-tram")).status).toBe(200);
  });

  it("asks for the token where the service does", async () => {
    const open = await ask(await serve(), "GET /openapi.json");
    const guarded = await ask(await serve({}, { token: "0123456789abcdef" }), "GET /openapi.json");
    expect([open.body.security, guarded.body.security]).toEqual([undefined, [{ bearer: [] }]]);
    expect(guarded.body.components).toMatchObject({ securitySchemes: { bearer: { type: "http", scheme: "bearer" } } });
  });
});

describe("the page", () => {
  it("loads nothing, runs nothing, and allows its own style only", async () => {
    const { headers, body } = await ask<string>(await serve(), "GET /");
    expect(headers.get("content-type")).toMatch(/^text\/html/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(body)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(body).not.toMatch(/<script|<img|<link|src=|style=|https?:\/\//);
  });

  it("names every call of the description", async () => {
    const { body } = await ask<Document>(await serve(), "GET /openapi.json");
    const page = servicePage("1");
    for (const path of Object.keys(body.paths)) expect(page).toContain(path);
  });
});

describe("every answer", () => {
  it("carries a request id, the client's where that is harmless", async () => {
    const service = await serve();
    const idOf = async (given?: string) =>
      (await ask(service, "GET /healthz", undefined, given === undefined ? {} : { "x-request-id": given })).headers.get(
        "x-request-id",
      );
    expect(await idOf("trace/1.2:3=4")).toBe("trace/1.2:3=4");
    expect(await idOf()).toMatch(/^made-\d+$/);
    expect(await idOf("two words")).toMatch(/^made-\d+$/);
    expect(await idOf("x".repeat(129))).toMatch(/^made-\d+$/);
  });

  it("is told in one line of the log, without the article's text or the token", async () => {
    const token = "0123456789abcdef";
    const service = await serve({}, { token });
    const headers = { authorization: `Bearer ${token}`, "x-request-id": "r-1" };
    await ask(service, "POST /v1/check", { id: "secret-id", text: storyOf(1) }, headers);
    const lines = service.logged.filter(({ fields }) => fields.requestId === "r-1");
    expect(lines).toMatchObject([
      { level: "info", message: "request", fields: { method: "POST", route: "/v1/check", status: 200 } },
    ]);
    expect(JSON.stringify(service.logged)).not.toMatch(/keeper|secret-id|0123456789abcdef/);
  });

  it("is not to be sniffed or stored", async () => {
    const { headers } = await ask(await serve(), "GET /v1/articles/x");
    expect([headers.get("x-content-type-options"), headers.get("cache-control")]).toEqual(["nosniff", "no-store"]);
  });
});

describe("/metrics", () => {
  it("counts requests, articles, faulty lines and refusals in the text format", async () => {
    const service = await serve({ requestsPerSecond: 1, burst: 5 }, { clock: () => 0 });
    await ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) });
    await ask(service, "POST /v1/articles", { id: "b", text: storyOf(1) });
    await ask(service, "POST /v1/articles", "{broken}\n", { "content-type": "application/x-ndjson" });
    await ask(service, 'GET /v1/none"\n');
    const { headers, body } = await ask<string>(service, "GET /metrics");
    await ask(service, "GET /metrics");
    expect(headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    for (const row of [
      'dittograph_requests_total{method="POST",route="/v1/articles",status="200"} 3',
      'dittograph_requests_total{method="GET",route="none",status="404"} 1',
      'dittograph_articles_total{kind="new",by="add"} 1',
      'dittograph_articles_total{kind="duplicate",by="add"} 1',
      "dittograph_faulty_lines_total{} 1",
      'dittograph_request_seconds_bucket{method="POST",route="/v1/articles",le="+Inf"} 3',
      'dittograph_request_seconds_count{method="POST",route="/v1/articles"} 3',
      "dittograph_requests_under_way 1",
      "dittograph_index_articles 2",
      "dittograph_memory_bytes 4096",
      "dittograph_anonymous_memory_bytes 1024",
    ]) {
      expect(body.split("\n")).toContain(row);
    }
    for (const row of body.trimEnd().split("\n")) {
      expect(row).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^{}]*\})? [0-9.e+-]+)$/);
    }
  });
});

describe("metrics of memory", () => {
  it("leave out what the system does not tell", async () => {
    const service = await serve({}, { anonymousBytes: () => undefined });
    expect((await ask<string>(service, "GET /metrics")).body).not.toContain("anonymous");
  });
});

describe("probes", () => {
  it("say that the service answers and takes requests", async () => {
    const service = await serve();
    expect((await ask(service, "GET /healthz")).body).toEqual({ status: "ok" });
    expect((await ask(service, "GET /readyz")).body).toEqual({ status: "ready" });
  });

  it("say that the service still warms up, which answers already", async () => {
    const state = { isWarm: false };
    const service = await serve({}, { isWarm: () => state.isWarm });
    expect(await ask(service, "GET /readyz")).toMatchObject({ status: 503, body: { status: "warming up" } });
    expect(service.logged.filter(({ level }) => level !== "info")).toEqual([]);
    expect((await ask(service, "GET /healthz")).status).toBe(200);
    expect((await ask(service, "POST /v1/check", { text: storyOf(1) })).status).toBe(200);
    state.isWarm = true;
    expect(await ask(service, "GET /readyz")).toMatchObject({ status: 200, body: { status: "ready" } });
  });
});
