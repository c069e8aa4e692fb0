import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, expect } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { createComparer } from "../../src/engine/compare-articles.js";
import { resolveOptions } from "../../src/options.js";
import { resolveLimits, type ServiceLimits } from "../../src/serve/limits.js";
import { type ListeningService, listen } from "../../src/serve/server.js";
import { type HeldIndex, openHeldIndex } from "./held-index.js";

const options = resolveOptions();
const clean = createCleaner(options);
const comparer = createComparer(options);

/** A line of the log. */
export interface Logged {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A service that listens on a free port of loopback. */
export interface Tested extends ListeningService {
  readonly index: HeldIndex;
  readonly logged: readonly Logged[];
}

const listening: ListeningService[] = [];
afterEach(async () => {
  await Promise.all(listening.splice(0).map((service) => service.stop()));
});

/** Milliseconds that a test waits for what must come: a loaded machine may take long. */
export const PATIENCE_MS = 120_000;

/** Resolves when so many answers of the index are held back. */
export const isHolding = (service: Tested, count: number): Promise<void> =>
  expect.poll(() => service.index.holding, { timeout: PATIENCE_MS }).toBe(count);

/** Starts a service; it stops when the test ends. */
export async function serve(
  limits: Partial<ServiceLimits> = {},
  more: {
    readonly token?: string;
    readonly host?: string;
    readonly clock?: () => number;
    readonly port?: number;
    readonly isWarm?: () => boolean;
    readonly anonymousBytes?: () => number | undefined;
  } = {},
): Promise<Tested> {
  const index = await openHeldIndex();
  const logged: Logged[] = [];
  const log = (level: Logged["level"]) => (fields: object, message: string) =>
    void logged.push({ level, message, fields: fields as Logged["fields"] });
  let ids = 0;
  const service = await listen(
    {
      ...{ index, clean, compare: await comparer, version: "1.2.3", newId: () => `made-${++ids}` },
      clock: more.clock ?? (() => performance.now()),
      logger: { info: log("info"), warn: log("warn"), error: log("error") },
      limits: resolveLimits({ stopDeadlineMs: 2000, ...limits }),
      ...(more.token !== undefined && { token: more.token }),
      ...(more.isWarm !== undefined && { isWarm: more.isWarm }),
      ...{ memoryBytes: () => 4096, anonymousBytes: more.anonymousBytes ?? (() => 1024) },
    },
    { host: more.host ?? "127.0.0.1", port: more.port ?? 0 },
  );
  listening.push(service);
  return { ...service, index, logged };
}

/** What came back. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Asks with a JSON body, where there is one. */
export async function ask<Body = Record<string, unknown>>(
  { address }: ListeningService,
  call: `${"GET" | "POST" | "DELETE" | "PUT"} ${string}`,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Body>> {
  const [method, path] = call.split(" ") as [string, string];
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) as Body };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Sends a batch in pieces and gives the answers' rows. */
export async function batch(
  { address }: ListeningService,
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<{ status: number; rows: Record<string, unknown>[] }> {
  const { port } = new URL(address);
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/x-ndjson" };
    const sent = request({ port, host: "127.0.0.1", path: "/v1/articles", method: "POST", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", reject);
      response.on("end", () => {
        const rows = text
          .split("\n")
          .filter(Boolean)
          .map((line) => JSON.parse(line) as Record<string, unknown>);
        resolve({ status: response.statusCode ?? 0, rows });
      });
    });
    sent.on("error", reject);
    void (async () => {
      for await (const piece of pieces) sent.write(piece);
      sent.end();
    })().catch(reject);
  });
}

/** Sends raw bytes over a socket, and gives everything that comes back until it is closed or `ms` have passed. */
export async function raw({ port }: ListeningService, bytes: string | Uint8Array, ms = PATIENCE_MS): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(text);
    };
    const timer = setTimeout(end, ms);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", end);
    socket.on("close", end);
  });
}
