import type { Reading } from "../../model/reading.js";
import type { ByteSource } from "../byte-source.js";
import { REJECT_RAW_MAX, rejected } from "../reject.js";
import type { ReadSettings } from "../settings.js";
import { decodeHtml } from "./charset.js";
import { htmlArticle } from "./html-article.js";

/** A web page: one article, named by its relative path; its text is that of the whole page, its fields what the page says. */
export async function* readHtml(source: ByteSource, settings: ReadSettings): AsyncGenerator<Reading> {
  const { input } = source;
  const place = { file: input.path, line: 1, offset: 0 };
  const { bytes, length } = await collect(source.chunks, settings.maxRecordBytes);
  const fault = source.fault();
  if (fault !== null) {
    yield rejected(place, `expected whole gzip data, found ${fault}`, bytes);
  } else if (length > settings.maxRecordBytes) {
    yield rejected(place, `expected a file of at most ${settings.maxRecordBytes} bytes, found ${length}`, bytes);
  } else {
    const { html, lossy } = decodeHtml(bytes);
    const { article } = htmlArticle(html, { id: input.relative });
    yield { kind: "article", article, record: { kind: "plain" }, hasId: false, ...place, lossy };
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
