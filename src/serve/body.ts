import { isUtf8 } from "node:buffer";
import { fieldProblem, ProblemError } from "./problem.js";

const BOM = "\ufeff";

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/** Bounds of a JSON body. */
export interface BodyBounds {
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
}

/** @throws {ProblemError} 415 where the body is packed, or of none of the types. Gives the type without parameters. */
export function expectType<Type extends string>(headers: Headers, types: readonly Type[]): Type {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") {
    throw fieldProblem(415, "content-encoding", "none", JSON.stringify(encoding));
  }
  const given = headers.get("content-type");
  const type = given?.split(";")[0]?.trim().toLowerCase();
  const known = types.find((wanted) => wanted === type);
  if (known !== undefined) return known;
  throw fieldProblem(415, "content-type", types.join(" or "), given === null ? "nothing" : JSON.stringify(given));
}

/**
 * The JSON value of a request's body.
 * @throws {ProblemError} 413 where it is too long, 408 where it does not come in time, 400 where it is not UTF-8 JSON.
 */
export async function readJson(request: Request, bounds: BodyBounds): Promise<unknown> {
  return parseJson(await readBytes(request, bounds));
}

/** @throws {ProblemError} 400 where the bytes are not UTF-8, or not JSON. A byte order mark before it is passed over. */
export function parseJson(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) throw fieldProblem(400, "body", "UTF-8", "bytes that are not");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
  try {
    return JSON.parse(text.startsWith(BOM) ? text.slice(BOM.length) : text);
  } catch (cause) {
    throw fieldProblem(400, "body", "JSON", `a fault (${shortened((cause as Error).message)})`);
  }
}

/** V8 quotes the input in its messages. */
const shortened = (message: string): string => (message.length > 120 ? `${message.slice(0, 120)}…` : message);

async function readBytes(request: Request, bounds: BodyBounds): Promise<Buffer> {
  const announced = request.headers.get("content-length");
  if (Number(announced ?? 0) > bounds.maxBodyBytes) throw tooLong(bounds.maxBodyBytes, Number(announced));
  const deadline = deadlineOf(bounds.bodyTimeoutMs);
  // Of an announced length the server's parser lets no more through, and reading it at once is faster.
  const reading = announced === null ? readChunks(request, bounds) : readAnnounced(request);
  reading.catch(() => {});
  return Promise.race([reading, deadline.passed]).finally(deadline.clear);
}

async function readAnnounced(request: Request): Promise<Buffer> {
  try {
    return Buffer.from(await request.arrayBuffer());
  } catch {
    throw brokeOff();
  }
}

async function readChunks(request: Request, { maxBodyBytes }: BodyBounds): Promise<Buffer> {
  if (request.body === null) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let chunk = await nextChunk(reader); chunk !== undefined; chunk = await nextChunk(reader)) {
      length += chunk.length;
      if (length > maxBodyBytes) throw tooLong(maxBodyBytes, length);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, length);
  } finally {
    release(reader);
  }
}

/** The next bytes, undefined at the end. A connection that breaks off is the client's fault, not ours. */
export async function nextChunk(reader: BodyReader): Promise<Uint8Array | undefined> {
  try {
    const { done, value } = await reader.read();
    return done ? undefined : value;
  } catch {
    throw brokeOff();
  }
}

function brokeOff(): ProblemError {
  return new ProblemError(400, "body: expected to its end, found a connection that broke off");
}

/** Lets go of what was not read. */
export function release(reader: BodyReader): void {
  reader.cancel().catch(() => {});
}

/** A promise that fails with 408 after so long, unless cleared. */
function deadlineOf(ms: number): { readonly passed: Promise<never>; clear(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(ms)), ms);
  });
  passed.catch(() => {});
  return { passed, clear: () => clearTimeout(timer) };
}

function tooSlow(ms: number): ProblemError {
  return new ProblemError(408, `body: expected within ${ms} ms, found a part of it`, { headers: CLOSE });
}

function tooLong(most: number, found: number): ProblemError {
  const [expected, given] = [`at most ${most} bytes`, `${found}`];
  const errors = [{ field: "body", expected, found: given }];
  return new ProblemError(413, `body: expected ${expected}, found ${given}`, { errors, headers: CLOSE });
}

/** What is left of the body is not read. */
const CLOSE = { connection: "close" };
