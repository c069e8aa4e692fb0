import { createHash, timingSafeEqual } from "node:crypto";
import { UsageError } from "../errors.js";
import { ProblemError } from "./problem.js";

/** Characters of the shortest token that is accepted: 128 bits in hex need 32, in base64 22. */
export const LEAST_TOKEN = 16;

const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** Whether a host name or address is this machine's own, which nobody else can reach. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return name === "localhost" || name === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

/**
 * @throws {UsageError} where the address can be reached by others and no token is wanted of them, or the token is short or
 * cannot be sent.
 */
export function expectGuarded(host: string, token: string | undefined): void {
  if (token !== undefined && token.length < LEAST_TOKEN) {
    throw new UsageError(`option --token: expected at least ${LEAST_TOKEN} characters, found ${token.length}`);
  }
  if (token !== undefined && !VISIBLE_ASCII.test(token)) {
    throw new UsageError("option --token: expected visible ASCII characters, found others (no header can carry them)");
  }
  if (token === undefined && !isLoopback(host)) {
    throw new UsageError(`option --host: expected a loopback address such as 127.0.0.1, or --token, found ${host}`);
  }
}

/**
 * Checks the bearer token of a request. Compares digests, in a time that does not depend on where they differ.
 * @throws {ProblemError} 401.
 */
export function createTokenCheck(token: string | undefined): (authorization: string | null) => void {
  if (token === undefined) return () => {};
  const expected = digest(token);
  return (authorization) => {
    const given = /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
    if (timingSafeEqual(digest(given), expected)) return;
    const found = authorization === null ? "nothing" : "another one";
    throw new ProblemError(401, `authorization: expected the bearer token of the service, found ${found}`, {
      errors: [{ field: "authorization", expected: "Bearer <token>", found }],
      headers: { "www-authenticate": 'Bearer realm="dittograph"' },
    });
  };
}

/**
 * Without a token, only requests that name this machine are answered: a page in a browser that made a name of its own
 * point here (DNS rebinding) sends that name.
 * @throws {ProblemError} 403.
 */
export function expectLocalHost(host: string | undefined): void {
  const name = (host ?? "").replace(/:\d+$/, "");
  if (isLoopback(name)) return;
  throw new ProblemError(403, `host: expected a name of this machine such as 127.0.0.1, found ${JSON.stringify(host)}`);
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
