import { isUtf8 } from "node:buffer";
import type { Reading } from "../model/reading.js";
import type { ByteSource } from "./byte-source.js";
import { REJECT_RAW_MAX, rejected } from "./reject.js";
import type { ReadSettings } from "./settings.js";

const BOM_BYTES = 3;

/** A plain text file: one article, named by its relative path. Line ends stay as they are; a byte order mark goes. */
export async function* readPlain(source: ByteSource, settings: ReadSettings): AsyncGenerator<Reading> {
  const { input } = source;
  const { bytes, length } = await collect(source.chunks, settings.maxRecordBytes);
  const place = { file: input.path, line: 1, offset: 0 };
  const fault = source.fault();
  if (fault !== null) {
    yield rejected(place, `expected whole gzip data, found ${fault}`, bytes);
  } else if (length > settings.maxRecordBytes) {
    yield rejected(place, `expected a file of at most ${settings.maxRecordBytes} bytes, found ${length}`, bytes);
  } else {
    const text = bytes.toString("utf8", hasBom(bytes) ? BOM_BYTES : 0);
    const article = { id: input.relative, text, source: "" };
    yield { kind: "article", article, record: { kind: "plain" }, hasId: false, ...place, lossy: !isUtf8(bytes) };
  }
}

/** All bytes, or of more than `maxBytes` the first ones; and how many there were. */
async function collect(chunks: AsyncIterable<Buffer>, maxBytes: number): Promise<{ bytes: Buffer; length: number }> {
  const pieces: Buffer[] = [];
  let held = 0;
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (held > Math.max(maxBytes, REJECT_RAW_MAX)) continue;
    pieces.push(chunk);
    held += chunk.length;
  }
  return { bytes: Buffer.concat(pieces), length };
}

function hasBom(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
