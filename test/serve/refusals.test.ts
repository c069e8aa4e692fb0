import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { OutputError } from "../../src/errors.js";
import { ProblemSchema } from "../../src/serve/schemas.js";
import { storyOf } from "../engine/filter-feed.js";
import { ask, isHolding, raw, serve } from "./service.js";

const article = { id: "a", text: storyOf(1) };
const post = (head: string, body = ""): string => `POST /v1/check HTTP/1.1\r\n${head}\r\n\r\n${body}`;
const JSON_HEAD = "Host: 127.0.0.1\r\nContent-Type: application/json";

describe("a request that cannot be read", () => {
  it.each([
    ["no JSON", "{", "body: expected JSON, found a fault"],
    ["an empty body", "", "body: expected JSON, found a fault"],
    ["no object", "[1]", "body: expected an object, found an array"],
    ["no text", { id: "a" }, "text: expected a string, found nothing"],
    ["a text of null", { text: null }, "text: expected a string, found null"],
    ["a number as id", { id: 7, text: "x" }, "id: expected a string, found a number"],
    ["an empty id", { id: "", text: "x" }, "id: expected at least 1 characters, found 0"],
    ["an id that no path can carry", { id: "..", text: "x" }, 'id: expected anything but "." and "..", found a string'],
    ["a long id", { id: "x".repeat(1025), text: "x" }, "id: expected at most 1024 characters, found 1025"],
    ["a member of the prototype", '{"__proto__":{"text":"x"}}', "text: expected a string, found nothing"],
  ])("is refused for %s, by field, expected and found", async (_, body, detail) => {
    const answer = await ask(await serve(), "POST /v1/articles", body);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    expect(ProblemSchema.parse(answer.body)).toEqual(answer.body);
    expect(answer.body.detail).toContain(detail);
    expect(answer.body.instance).toBe(answer.headers.get("x-request-id"));
  });

  it("is told of all its faults at once", async () => {
    const { body } = await ask(await serve(), "POST /v1/check", { text: 1, title: 2, url: [] });
    expect(body.errors).toEqual([
      { field: "text", expected: "a string", found: "a number" },
      { field: "title", expected: "a string", found: "a number" },
      { field: "url", expected: "a string", found: "an array" },
    ]);
  });

  it("is refused where it is not UTF-8, packed, or of another type", async () => {
    const service = await serve();
    const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
      fetch(`${service.address}/v1/check`, { method: "POST", body, headers }).then(({ status }) => status);
    const json = { "content-type": "application/json" };
    expect(await send(new Uint8Array(Buffer.from('{"text":"\xff"}', "latin1")), json)).toBe(400);
    const packed = new Uint8Array(gzipSync(JSON.stringify(article)));
    expect(await send(packed, { ...json, "content-encoding": "gzip" })).toBe(415);
    expect(await send(JSON.stringify(article), { "content-type": "text/plain" })).toBe(415);
    expect(await send(JSON.stringify(article), { "content-type": "application/json; charset=utf-8" })).toBe(200);
    expect(await raw(service, post("Host: 127.0.0.1\r\nContent-Length: 2\r\nConnection: close", "{}"))).toMatch(
      /^HTTP\/1.1 415/,
    );
  });

  it("is taken with a byte order mark before it, and with none, and refused with two", async () => {
    const service = await serve();
    const sent = async (body: string): Promise<number> => {
      const headers = `${JSON_HEAD}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}`;
      return Number((await raw(service, post(headers, body))).slice(9, 12));
    };
    const body = '{"text":"Tides at noon."}';
    expect([await sent(body), await sent(`\ufeff${body}`), await sent(`\ufeff\ufeff${body}`)]).toEqual([200, 200, 400]);
  });

  it("takes hostile texts: lone surrogates, NULs, deep JSON", async () => {
    const service = await serve();
    for (const text of ["\\ud800 and \\u0000", "\\udfff\\ud83d"]) {
      expect((await ask(service, "POST /v1/articles", `{"text":"${text}"}`)).status).toBe(200);
    }
    const deep = `{"text":"x","more":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect((await ask(service, "POST /v1/check", deep)).status).toBe(200);
  });
});

describe("a path or method that is none", () => {
  it("is not found, or told which methods are", async () => {
    const service = await serve();
    expect((await ask(service, "GET /v1/nothing")).status).toBe(404);
    const { status, headers } = await ask(service, "PUT /v1/articles/a", {});
    expect([status, headers.get("allow")]).toEqual([405, "GET, DELETE"]);
    expect((await ask(service, "GET /v1/check")).headers.get("allow")).toBe("POST");
  });

  it.each([
    ["GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1"],
    ["GET //etc/passwd HTTP/1.1\r\nHost: 127.0.0.1"],
    ["GET /v1/articles/%zz%ff HTTP/1.1\r\nHost: 127.0.0.1"],
    ["GET http://other.example/v1/check HTTP/1.1\r\nHost: other.example"],
    ["GET * HTTP/1.1\r\nHost: 127.0.0.1"],
    ["GET / HTTP/1.1"],
    ["GET / HTTP/1.1\r\nHost: a b"],
    ["GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.2"],
    ["BREW /v1/check HTTP/1.1\r\nHost: 127.0.0.1"],
    ["POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked"],
    [`GET /${"x".repeat(30_000)} HTTP/1.1\r\nHost: 127.0.0.1`],
    [`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ${"x".repeat(30_000)}`],
  ])("is refused and harms nothing: %.40s", async (head) => {
    const service = await serve();
    const answer = await raw(service, `${head}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^(HTTP\/1.1 4\d\d |$)/);
    expect((await ask(service, "GET /healthz")).status).toBe(200);
  });
});

describe("the length and time of a body", () => {
  it("are limited: a longer one is refused, announced or not", async () => {
    const service = await serve({ maxBodyBytes: 2000 });
    const fits = { text: "x".repeat(1900) };
    expect((await ask(service, "POST /v1/check", fits)).status).toBe(200);
    const long = await ask(service, "POST /v1/check", { text: "x".repeat(2000) });
    expect([long.status, long.body.detail]).toEqual([413, "body: expected at most 2000 bytes, found 2011"]);
    const chunk = `7d0\r\n${"x".repeat(2000)}\r\n`;
    const head = post(`${JSON_HEAD}\r\nTransfer-Encoding: chunked`);
    expect(await raw(service, head + chunk + chunk)).toMatch(/^HTTP\/1.1 413/);
  });

  it("are limited: a body that does not come in time is refused, byte by byte as well", async () => {
    const service = await serve({ bodyTimeoutMs: 200 });
    const answer = await raw(service, post(`${JSON_HEAD}\r\nContent-Length: 100`, '{"text":'));
    expect(answer).toMatch(/^HTTP\/1.1 408/);
  });

  it("are limited: headers that do not come in time end the connection", async () => {
    const service = await serve({ headersTimeoutMs: 200, requestTimeoutMs: 400 });
    expect(await raw(service, "POST /v1/check HTTP/1.1\r\nHost:")).toMatch(/^HTTP\/1.1 408/);
  });

  it("are no fault of the service where the client goes away", async () => {
    const service = await serve();
    await raw(service, post(`${JSON_HEAD}\r\nContent-Length: 100`, '{"text":'), 50);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await ask(service, "GET /healthz")).status).toBe(200);
    expect(service.logged.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("a client that sends all it has and closes its side", () => {
  /** What comes back, until the service closes its side too. */
  const saidLast = (port: number, bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let text = "";
      const socket = connect(port, "127.0.0.1", () => socket.end(bytes));
      socket.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      socket.once("error", reject).once("close", () => resolve(text));
    });
  const whole = (type: string, body: string): string =>
    post(`Host: 127.0.0.1\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}`, body);

  it("is answered, an article and a batch, and several requests one behind the other", async () => {
    const { port, index } = await serve();
    const article = JSON.stringify({ id: "a", text: "The ferry came late again." });
    expect(await saidLast(port, whole("application/json", article))).toMatch(/^HTTP\/1.1 200.*"kind":"new"/s);
    const batch = await saidLast(
      port,
      whole("application/x-ndjson", `${article}\r\n\r\n{"id":"b","text":"x"}`).replace("/check", "/articles"),
    );
    expect(batch).toMatch(/^HTTP\/1.1 200.*"line":1.*"line":3.*"id":"b"/s);
    expect(index.taken).toEqual(["a", "b"]);
    const both = await saidLast(port, whole("application/json", article) + whole("text/plain", article));
    expect(both).toMatch(/^HTTP\/1.1 200.*HTTP\/1.1 415/s);
  });

  it("is told of a request that is cut off there, and nothing is taken of it", async () => {
    const { port, index } = await serve();
    const cut = whole("application/json", JSON.stringify({ id: "c", text: "y" })).slice(0, -3);
    expect(await saidLast(port, cut.replace("/check", "/articles"))).toMatch(/^HTTP\/1.1 400/);
    expect(index.taken).toEqual([]);
  });
});

describe("how much is asked", () => {
  it("is limited by rate: the bucket empties and fills again", async () => {
    let now = 0;
    const service = await serve({ requestsPerSecond: 2, burst: 3 }, { clock: () => now });
    const statuses = async (count: number): Promise<number[]> => {
      const found: number[] = [];
      for (let n = 0; n < count; n++) found.push((await ask(service, "POST /v1/check", article)).status);
      return found;
    };
    expect(await statuses(5)).toEqual([200, 200, 200, 429, 429]);
    const { headers } = await ask(service, "POST /v1/check", article);
    expect(headers.get("retry-after")).toBe("1");
    now = 1000;
    expect(await statuses(3)).toEqual([200, 200, 429]);
  });

  it("is not limited by rate where the rate is 0", async () => {
    const service = await serve({ requestsPerSecond: 0, burst: 1 }, { clock: () => 0 });
    for (let n = 0; n < 5; n++) expect((await ask(service, "GET /healthz")).status).toBe(200);
  });

  it("is limited by what is under way at once; probes are answered still", async () => {
    const service = await serve({ maxConcurrent: 2 });
    const release = service.index.hold();
    const slow = [1, 2].map((n) => ask(service, "POST /v1/articles", { text: storyOf(n) }));
    await isHolding(service, 2);
    const refused = await ask(service, "POST /v1/articles", { text: storyOf(3) });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await ask(service, "GET /readyz")).status).toBe(200);
    release();
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await ask(service, "POST /v1/articles", { text: storyOf(3) })).status).toBe(200);
  });
});

describe("who asks", () => {
  const token = "a-token-of-some-length";

  it("must bring the token where there is one; probes, page and description are open", async () => {
    const service = await serve({}, { token });
    for (const authorization of [undefined, "Bearer wrong", `Basic ${token}`, token, `Bearer ${token}x`]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const { status, headers: found } = await ask(service, "POST /v1/check", article, headers);
      expect([authorization, status]).toEqual([authorization, 401]);
      expect(found.get("www-authenticate")).toMatch(/^Bearer/);
    }
    expect((await ask(service, "POST /v1/check", article, { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await ask(service, "GET /metrics")).status).toBe(401);
    for (const path of ["/", "/healthz", "/readyz", "/openapi.json"]) {
      expect((await ask(service, `GET ${path}`)).status).toBe(200);
    }
  });

  it("must name this machine where there is no token, so that no web page can ask through a browser", async () => {
    const service = await serve();
    for (const [host, status] of [
      ["evil.example", 403],
      ["127.0.0.1.evil.example", 403],
      ["localhost:99", 200],
      ["[::1]:8410", 200],
      ["127.8.9.1", 200],
    ] as const) {
      const answer = await raw(service, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect([host, Number(answer.slice(9, 12))]).toEqual([host, status]);
    }
  });

  it("may be anybody with the token, under any name of the machine", async () => {
    const service = await serve({}, { token, host: "0.0.0.0" });
    const head = `GET /v1/articles/x HTTP/1.1\r\nHost: service.example\r\nAuthorization: Bearer ${token}`;
    expect(await raw(service, `${head}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 404/);
  });

  it("is nobody beyond this machine without a token, and no short token is taken", async () => {
    for (const host of ["0.0.0.0", "::", "192.168.1.4", "example.org", "127.0.0.1.example"]) {
      await expect(serve({}, { host })).rejects.toThrow(/--host: expected a loopback address.*or --token/);
    }
    await expect(serve({}, { token: "short" })).rejects.toThrow(/--token: expected at least 16 characters, found 5/);
    for (const token of ["two words make no token", "schlüssel-schlüssel"]) {
      await expect(serve({}, { token })).rejects.toThrow(/--token: expected visible ASCII/);
    }
  });

  it("is told where the port is taken", async () => {
    const service = await serve();
    await expect(serve({}, { port: service.port })).rejects.toThrow(/127.0.0.1:\d+: cannot listen: EADDRINUSE/);
  });
});

describe("a fault", () => {
  it("of the disk is a state that passes, and is logged", async () => {
    const service = await serve();
    service.index.fault = new OutputError("index/data.mdb: cannot write: no space left");
    const answer = await ask(service, "POST /v1/articles", article);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "10"]);
    expect(JSON.stringify(answer.body)).not.toContain("data.mdb");
    expect(service.logged.find(({ level }) => level === "error")?.fields.requestId).toBe(answer.body.instance);
    expect((await ask(service, "POST /v1/articles", article)).status).toBe(200);
  });

  it("of the program tells the client nothing but the request's id", async () => {
    const service = await serve();
    service.index.fault = new TypeError("secret path /srv/x");
    const answer = await ask(service, "POST /v1/articles", article, { "x-request-id": "mine-7" });
    expect([answer.status, answer.body.instance]).toEqual([500, "mine-7"]);
    expect(JSON.stringify(answer.body)).not.toContain("secret");
  });
});
