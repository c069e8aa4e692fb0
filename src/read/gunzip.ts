import { constants, createGunzip, type Gunzip, gunzipSync } from "node:zlib";

/** Packed bytes given to zlib at once. Deflate grows a byte to at most 1032, so this bounds what is held to 66 MB. */
const PACKED_STEP = 1 << 16;
/** Unpacked bytes a call of zlib gives at most, and so what a fault can take with it. */
const UNPACKED_CHUNK = 1 << 16;

/** Whether bytes begin as a gzip file does. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Unpacks gzip of any number of members, zero padding behind them allowed. Of a truncated file everything before its end
 * is given; of a corrupt one, or one with other data behind, everything before the fault where that lies in the first
 * 64 KiB packed, else all but at most the last 64 KiB unpacked.
 * @param onFault called at most once, with what was found instead of whole gzip data; the chunks then end.
 */
export async function* gunzip(
  packed: AsyncIterable<Buffer>,
  onFault: (found: string) => void,
): AsyncGenerator<Buffer, void, void> {
  const unzip = createGunzip({ chunkSize: UNPACKED_CHUNK });
  const pump = new Pump(unzip);
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length && !pump.stopped; at += PACKED_STEP) {
        yield* await pump.write(chunk.subarray(at, at + PACKED_STEP));
      }
      if (pump.stopped) break;
    }
    yield* await pump.finish();
    if (pump.fault !== null) onFault(pump.fault);
  } finally {
    unzip.destroy();
  }
}

/** Steps a gunzip stream and keeps what it gave: a stream that fails drops what stands in its own buffer. */
class Pump {
  readonly #unzip: Gunzip;
  /** All packed bytes while they are within one step, then null. */
  #packed: Buffer | null = Buffer.alloc(0);
  #chunks: Buffer[] = [];
  #gave = 0;
  #resume: () => void = () => {};
  /** True once zlib takes no more: at the end, or at a fault. */
  stopped = false;
  /** What went wrong, once it has. */
  fault: string | null = null;

  constructor(unzip: Gunzip) {
    this.#unzip = unzip;
    unzip.on("data", (chunk: Buffer) => this.#chunks.push(chunk));
    unzip.on("end", () => this.#stop(null));
    unzip.on("error", (error: Error) => this.#stop(error.message));
  }

  /** What the packed bytes give. A write that zlib stops at is never called back, so stopping ends the wait as well. */
  async write(packed: Buffer): Promise<Buffer[]> {
    this.#packed = this.#packed && withinStep(this.#packed, packed);
    const chunks = await this.#wait((done) => this.#unzip.write(packed, done));
    return this.fault !== null && this.#packed ? [...chunks, salvage(this.#packed).subarray(this.#gave)] : chunks;
  }

  async finish(): Promise<Buffer[]> {
    return this.stopped ? [] : this.#wait(() => this.#unzip.end());
  }

  #stop(fault: string | null): void {
    this.fault ??= fault;
    this.stopped = true;
    this.#resume();
  }

  async #wait(start: (done: () => void) => void): Promise<Buffer[]> {
    await new Promise<void>((resolve) => {
      this.#resume = resolve;
      start(resolve);
    });
    const chunks = this.#chunks;
    this.#chunks = [];
    for (const chunk of chunks) this.#gave += chunk.length;
    return chunks;
  }
}

function withinStep(before: Buffer, more: Buffer): Buffer | null {
  return before.length + more.length <= PACKED_STEP ? Buffer.concat([before, more]) : null;
}

/** What the longest prefix without a fault gives; found by halving, since node:zlib drops the output of a call that fails. */
function salvage(packed: Buffer): Buffer {
  let good = 0;
  let bad = packed.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (unpackPrefix(packed, middle) === null) bad = middle;
    else good = middle;
  }
  return unpackPrefix(packed, good) ?? Buffer.alloc(0);
}

function unpackPrefix(packed: Buffer, length: number): Buffer | null {
  try {
    return gunzipSync(packed.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
}
