import { describe, expect, it } from "vitest";
import { abuse } from "../../benchmarks/request-abuse.js";
import { Random } from "../../corpus/generator/random.js";
import { ask, serve } from "./service.js";

describe("a service that is sent mutated requests", () => {
  it("answers none with a fault, hangs on none, and works on", async () => {
    const service = await serve({ maxBatches: 64, requestsPerSecond: 0 });
    const { statuses, hanging, faults } = await abuse(service.port, 1, 800);
    expect(faults).toEqual([]);
    expect(hanging).toBe(0);
    const harmless = /^(none|100|200|4\d\d)$/;
    expect([...statuses.keys()].filter((status) => !harmless.test(status))).toEqual([]);
    for (const status of ["200", "400", "404"]) expect(statuses.get(status)).toBeGreaterThan(0);
    expect(service.logged.filter(({ level }) => level === "error")).toEqual([]);
    expect((await ask(service, "GET /readyz")).status).toBe(200);
    expect((await ask<string>(service, "GET /metrics")).body).toContain("dittograph_requests_under_way 1\n");
  });
});

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A value that a schema asks for; with `wrong`, one member in three is of another type or missing. */
function valueFor(schema: Schema, schemas: Readonly<Record<string, Schema>>, random: Random, wrong: boolean): unknown {
  if (schema.$ref !== undefined)
    return valueFor(schemas[schema.$ref.split("/").at(-1) as string] as Schema, schemas, random, wrong);
  if (wrong && random.chance(1 / 3)) return random.pick([null, 7, true, [], {}, "x".repeat(20_000), [[[]]], -0.5, ""]);
  if (schema.properties !== undefined) {
    const kept = Object.entries(schema.properties).filter(
      ([name]) => schema.required?.includes(name) || random.chance(0.5),
    );
    return Object.fromEntries(kept.map(([name, inner]) => [name, valueFor(inner, schemas, random, wrong)]));
  }
  const types = Array.isArray(schema.type) ? (schema.type as readonly string[]) : [String(schema.type)];
  expect(types, JSON.stringify(schema)).toContain("string");
  return random.pick([
    "a",
    "The old mill on the ridge was sold.",
    "漢字 \ud83d",
    "\u0000",
    "https://x.example/ä",
    "2025-01-01",
  ]);
}

describe("a service that is asked as its description says", () => {
  it("takes every value that fits, refuses others with 400, and answers with no status it does not name", async () => {
    const service = await serve({ requestsPerSecond: 0 });
    const { body } = await ask<{
      paths: Record<
        string,
        Record<string, { responses: object; requestBody?: { content: Record<string, { schema: Schema }> } }>
      >;
      components: { schemas: Record<string, Schema> };
    }>(service, "GET /openapi.json");
    const random = new Random(5);
    const seen = new Map<string, number>();
    for (const [path, methods] of Object.entries(body.paths)) {
      for (const [method, { responses, requestBody }] of Object.entries(methods)) {
        for (let round = 0; round < 60; round++) {
          const wrong = round % 2 === 1;
          const id = encodeURIComponent(random.pick(["a", "no such", "ä/ö", "%", "x".repeat(3000)]));
          const call = `${method.toUpperCase()} ${path.replace("{id}", id)}`;
          const schema = requestBody?.content["application/json"]?.schema;
          const value =
            schema === undefined ? undefined : (valueFor(schema, body.components.schemas, random, wrong) ?? null);
          const { status } = await ask(service, call as "GET /", value);
          expect(Object.keys(responses), `${call} ${JSON.stringify(value)}`).toContain(String(status));
          if (schema !== undefined && !wrong) expect([call, value, status]).toEqual([call, value, 200]);
          seen.set(String(status), (seen.get(String(status)) ?? 0) + 1);
        }
      }
    }
    expect(service.logged.filter(({ level }) => level === "error")).toEqual([]);
    for (const status of ["200", "400", "404"]) expect(seen.get(status)).toBeGreaterThan(20);
  });
});
