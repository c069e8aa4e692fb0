import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { OutputError } from "../errors.js";
import type { ServiceParts } from "./context.js";
import { expectGuarded } from "./guard.js";
import { createService } from "./service.js";

/** How often connections are looked at for timeouts, milliseconds. */
const CHECK_MS = 1000;
/** Connections a request slot: idle ones and those that are refused need a place as well. */
const CONNECTIONS_A_SLOT = 4;

/**
 * Node's server cuts a client off that has sent all it has to say and closed its side, unless told to answer it (a property
 * that its types leave out).
 */
type HalfOpenServer = Server & { httpAllowHalfOpen: boolean };

/** A service that listens. */
export interface ListeningService {
  /** `http://127.0.0.1:8410`. */
  readonly address: string;
  readonly port: number;
  /**
   * Takes nothing new, answers what it took, and lets go of the socket. What is not answered by the deadline is cut off.
   * Gives whether everything was answered. The index stays open: it is the caller's.
   */
  stop(): Promise<boolean>;
}

/**
 * Serves on an address.
 * @param place `port` 0 takes any free one.
 * @throws {UsageError} where others can reach the address and no token is wanted of them.
 * @throws {OutputError} where the address cannot be listened on.
 */
export async function listen(
  parts: ServiceParts,
  place: { readonly host: string; readonly port: number },
): Promise<ListeningService> {
  expectGuarded(place.host, parts.token);
  const { limits, logger } = parts;
  const service = createService(parts);
  const server = createAdaptorServer({
    fetch: service.fetch,
    // Its own Request and Response from now on: no web stream is made of an answer that is there.
    overrideGlobalObjects: true,
    serverOptions: {
      connectionsCheckingInterval: CHECK_MS,
      headersTimeout: limits.headersTimeoutMs,
      // A batch may last: its own timer ends it when it stands still, as another ends a JSON body.
      requestTimeout: 0,
      keepAliveTimeout: limits.keepAliveMs,
    },
  }) as HalfOpenServer;
  server.httpAllowHalfOpen = true;
  server.maxConnections = limits.maxConcurrent * CONNECTIONS_A_SLOT;
  endLateRequests(server, limits.requestTimeoutMs);
  await started(server, place);
  const { address, family, port } = server.address() as AddressInfo;
  const named = `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
  logger.info({ address: named }, "listening");
  return {
    address: named,
    port,
    async stop() {
      service.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const inTime = await within(limits.stopDeadlineMs, service.idle());
      if (!inTime) logger.warn({ deadlineMs: limits.stopDeadlineMs }, "cut off at the deadline");
      // Answers that were handed over still leave the socket; idle connections would wait for their timeout.
      server.closeIdleConnections();
      if (!(await within(inTime ? CHECK_MS : 0, closed))) server.closeAllConnections();
      await closed;
      logger.info({}, "stopped");
      return inTime;
    },
  };
}

/** Ends connections whose request still comes in so long after it was answered. */
function endLateRequests(server: Server, ms: number): void {
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    response.once("finish", () => {
      if (!request.complete) setTimeout(() => request.complete || request.socket.destroy(), ms).unref();
    });
  });
}

function started(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(new OutputError(`${host}:${port}: cannot listen: ${cause.code ?? cause.message}`, { cause })),
    );
    server.listen(port, host, resolve);
  });
}

/** Whether the promise resolves in time. */
async function within(ms: number, promise: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
