import { isUtf8 } from "node:buffer";
import type { Reading } from "../model/reading.js";
import type { ByteSource } from "./byte-source.js";
import { rejected } from "./reject.js";
import type { ReadSettings } from "./settings.js";
import { readWhole } from "./whole-file.js";

const BOM_BYTES = 3;

/** A plain text file: one article, named by its relative path. Line ends stay as they are; a byte order mark goes. */
export async function* readPlain(source: ByteSource, settings: ReadSettings): AsyncGenerator<Reading> {
  const { input } = source;
  const file = await readWhole(source, settings);
  const place = { file: input.path, line: 1, offset: 0 };
  if (file.kind === "fault") {
    yield rejected(place, file.reason, file.bytes);
    return;
  }
  const { bytes } = file;
  const text = bytes.toString("utf8", hasBom(bytes) ? BOM_BYTES : 0);
  const article = { id: input.relative, text, source: "" };
  yield { kind: "article", article, record: { kind: "plain" }, hasId: false, ...place, lossy: !isUtf8(bytes) };
}

function hasBom(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
