import { describe, expect, it } from "vitest";
import {
  CleanedSchema,
  ClusterSchema,
  ComparisonSchema,
  DecisionSchema,
  StoredSchema,
} from "../../src/serve/schemas.js";
import { storyOf } from "../engine/filter-feed.js";
import { ask, serve } from "./service.js";

describe("POST /v1/articles", () => {
  it("answers new, then of a copy what it copies, in the shape that is described", async () => {
    const service = await serve();
    const first = await ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) });
    expect([first.status, first.body.kind, first.body.id, first.body.known]).toEqual([200, "new", "a", false]);
    const copy = await ask(service, "POST /v1/articles", { id: "b", text: storyOf(1), source: "Hollin Post" });
    expect(copy.body).toMatchObject({ kind: "duplicate", of: "a", relation: "exact", jaccard: 1, containment: [1, 1] });
    for (const { body } of [first, copy]) expect(DecisionSchema.parse(body)).toEqual(body);
    expect(service.index.taken).toEqual(["a", "b"]);
  });

  it("gives the same answer again for the same article, and takes it once", async () => {
    const service = await serve();
    const article = { id: "a", text: storyOf(1) };
    const first = await ask(service, "POST /v1/articles", article);
    const again = await ask(service, "POST /v1/articles", article);
    expect(again.body).toEqual({ ...first.body, known: true });
    const nameless = { text: storyOf(2), title: "One" };
    const named = await ask(service, "POST /v1/articles", nameless);
    expect((await ask(service, "POST /v1/articles", nameless)).body).toEqual({ ...named.body, known: true });
    expect((await ask(service, "POST /v1/articles", { ...nameless, title: "Two" })).body.kind).toBe("duplicate");
    expect(service.index.taken).toHaveLength(3);
  });

  it("says new exactly once of fifty equal articles sent at once", async () => {
    const service = await serve();
    service.index.delayMs = 5;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => ask(service, "POST /v1/articles", { id: `x${n}`, text: storyOf(1) })),
    );
    expect(answers.filter(({ body }) => body.kind === "new")).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it("takes null as missing, and the host of the address as source", async () => {
    const service = await serve();
    const body = { id: null, text: storyOf(1), title: null, source: null, url: "https://www.hollin.example/a" };
    const { body: decision } = await ask(service, "POST /v1/articles", body);
    expect(decision.firstSeen).toMatchObject({ source: "hollin.example" });
    expect(decision.id).toMatch(/^sha256:[0-9a-f]{32}$/);
  });

  it("answers the clean text and its spans only where asked", async () => {
    const service = await serve();
    const text = `${storyOf(1)}\nMost popular stories\n- Market square to get new benches\n- Bakery on Mill Street closes\n- School choir wins regional prize\n`;
    const { body } = await ask(service, "POST /v1/articles?cleaned=true", { id: "a", text });
    expect(CleanedSchema.parse(body.cleaned)).toMatchObject({ text: `${storyOf(1)}\n` });
    expect((await ask(service, "POST /v1/articles", { id: "a", text })).body.cleaned).toBeUndefined();
    const wrong = await ask(service, "POST /v1/articles?cleaned=yes", { id: "a", text });
    expect([wrong.status, wrong.body.errors]).toEqual([
      400,
      [{ field: "cleaned", expected: "one of true, false", found: "a string" }],
    ]);
  });

  it("keeps an Idempotency-Key to the body it came with first", async () => {
    const service = await serve();
    const key = { "idempotency-key": "k-1" };
    const first = await ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) }, key);
    expect((await ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) }, key)).body).toEqual(first.body);
    const other = await ask(service, "POST /v1/articles", { id: "a", text: storyOf(2) }, key);
    expect([other.status, service.index.taken]).toEqual([422, ["a"]]);
    expect((await ask(service, "POST /v1/articles", { text: "x" }, { "idempotency-key": "two words" })).status).toBe(
      400,
    );
  });

  it("forgets the answers of an article with it", async () => {
    const service = await serve();
    const send = () => ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) }, { "idempotency-key": "k" });
    await send();
    await ask(service, "DELETE /v1/articles/a");
    expect((await send()).body).toMatchObject({ kind: "new", known: false });
    expect((await ask(service, "GET /v1/articles/a")).status).toBe(200);
  });

  it("does not remember a failed add under its key", async () => {
    const service = await serve();
    service.index.fault = new Error("lost");
    const send = () => ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) }, { "idempotency-key": "k" });
    expect((await send()).status).toBe(500);
    expect((await send()).status).toBe(200);
  });
});

describe("POST /v1/check", () => {
  it("answers as an add would, and remembers nothing", async () => {
    const service = await serve();
    await ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) });
    const { body } = await ask(service, "POST /v1/check", { id: "b", text: storyOf(1) });
    expect(body).toMatchObject({ kind: "duplicate", of: "a" });
    expect(service.index.taken).toEqual(["a"]);
  });
});

describe("POST /v1/clean and /v1/compare", () => {
  it("strip furniture, and give it back as spans", async () => {
    const service = await serve();
    const text = `${storyOf(1)}\nShare this article\n`;
    const { body } = await ask(service, "POST /v1/clean", { text });
    expect(CleanedSchema.parse(body)).toEqual(body);
    expect(service.index.taken).toEqual([]);
  });

  it("relate two articles, seen from the first", async () => {
    const service = await serve();
    const [a, b] = [{ text: storyOf(1) }, { text: `${storyOf(1)} ${storyOf(2)} ${storyOf(3)}` }];
    const { body } = await ask(service, "POST /v1/compare", { a, b });
    expect(ComparisonSchema.parse(body)).toEqual(body);
    expect([body.relation, (await ask(service, "POST /v1/compare", { a: b, b: a })).body.relation]).toEqual([
      "contained",
      "contains",
    ]);
    const missing = await ask(service, "POST /v1/compare", { a });
    expect(missing.body.errors).toEqual([{ field: "b", expected: "an object", found: "nothing" }]);
  });
});

describe("articles and clusters by id", () => {
  it("are what the index knows", async () => {
    const service = await serve();
    const { body: decision } = await ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) });
    await ask(service, "POST /v1/articles", { id: "b", text: storyOf(1) });
    const stored = await ask(service, "GET /v1/articles/b");
    expect(StoredSchema.parse(stored.body)).toEqual(stored.body);
    expect(stored.body.duplicateOf).toMatchObject({ id: "a" });
    for (const id of ["a", "b", decision.cluster as string]) {
      const { body } = await ask(service, `GET /v1/clusters/${encodeURIComponent(id)}`);
      expect(ClusterSchema.parse(body)).toEqual(body);
      expect(body).toMatchObject({ canonical: "a", size: 2 });
    }
  });

  it("are not found where the index does not have them", async () => {
    const service = await serve();
    for (const call of ["GET /v1/articles/none", "DELETE /v1/articles/none", "GET /v1/clusters/none"] as const) {
      const { status, body } = await ask(service, call);
      expect([status, body.title]).toEqual([404, "Not found"]);
    }
  });

  it("are forgotten by DELETE", async () => {
    const service = await serve();
    await ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) });
    expect(await ask(service, "DELETE /v1/articles/a")).toMatchObject({
      status: 200,
      body: { id: "a", removed: true },
    });
    expect((await ask(service, "GET /v1/articles/a")).status).toBe(404);
    expect((await ask(service, "POST /v1/articles", { id: "b", text: storyOf(1) })).body.kind).toBe("new");
  });

  it("are found under every id, whatever it is made of", async () => {
    const service = await serve();
    for (const id of ["a/b", "50%25 off", "é 漢字", "a?b#c", "..", "%2F", "a%zz", "\u0000", "x~2"]) {
      await ask(service, "POST /v1/articles", { id, text: `${storyOf(1)} ${id}` });
      const { status, body } = await ask(service, `GET /v1/articles/${encodeURIComponent(id)}`);
      if (id === "..") continue;
      expect([id, status, body.id]).toEqual([id, 200, id]);
    }
  });
});
