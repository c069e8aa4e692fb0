import { createReadStream } from "node:fs";
import { InputError, UsageError } from "../errors.js";
import { isGzName } from "./formats.js";
import { gunzip, isGzip } from "./gunzip.js";
import { type Input, STDIN } from "./inputs.js";

/** Bytes read at once: large enough that a chunk holds many records. */
const CHUNK = 1 << 20;

/** The unpacked bytes of an input. */
export interface ByteSource {
  readonly input: Input;
  /** To be read once. No chunk is empty or written to later. */
  readonly chunks: AsyncIterable<Buffer>;
  /** What was found where more bytes should have been, once `chunks` has ended; null where all were read. */
  fault(): string | null;
}

/**
 * Opens an input and unpacks it where the name or the first bytes say gzip.
 * @throws {InputError} from `chunks`, where the file cannot be opened or read.
 * @throws {UsageError} where standard input is wanted and not given.
 */
export async function* openBytes(
  input: Input,
  stdin: AsyncIterable<Uint8Array> | undefined,
): AsyncGenerator<ByteSource> {
  const raw = await peek(fileChunks(input, stdin), 2);
  let found: string | null = null;
  const packed = isGzip(raw.head) || isGzName(input.path);
  const onFault = (what: string): void => {
    found = what;
  };
  try {
    yield { input, chunks: packed ? gunzip(raw.chunks, onFault) : raw.chunks, fault: () => found };
  } finally {
    await raw.close();
  }
}

async function* fileChunks(input: Input, stdin: AsyncIterable<Uint8Array> | undefined): AsyncGenerator<Buffer> {
  if (input.path === STDIN && stdin === undefined) throw new UsageError("-: expected standard input, found none");
  const stream = input.path === STDIN ? stdin : createReadStream(input.path, { highWaterMark: CHUNK });
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      if (chunk.length > 0) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    }
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new InputError(input.path, `expected a readable file, found an error (${code})`, { cause });
  }
}

/** A stream whose first bytes are known. */
export interface Peeked {
  /** At least the bytes asked for, fewer only where the stream has fewer. */
  readonly head: Buffer;
  /** The whole stream, `head` included. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Ends the stream, also where `chunks` was never begun. */
  close(): Promise<void>;
}

/** Reads ahead until `atLeast` bytes are known. */
export async function peek(chunks: AsyncIterable<Buffer>, atLeast: number): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]();
  const ahead: Buffer[] = [];
  let length = 0;
  while (length < atLeast) {
    const next = await iterator.next();
    if (next.done === true) break;
    ahead.push(next.value);
    length += next.value.length;
  }
  const rest: AsyncIterable<Buffer> = { [Symbol.asyncIterator]: () => iterator };
  return {
    head: Buffer.concat(ahead),
    chunks: chain(ahead, rest),
    close: async () => void (await iterator.return?.()),
  };
}

async function* chain(ahead: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* ahead;
  yield* rest;
}
