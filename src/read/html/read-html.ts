import type { Reading } from "../../model/reading.js";
import type { ByteSource } from "../byte-source.js";
import { rejected } from "../reject.js";
import type { ReadSettings } from "../settings.js";
import { readWhole } from "../whole-file.js";
import { decodeHtml } from "./charset.js";
import { htmlArticle } from "./html-article.js";

/** A web page: one article, named by its relative path; its text is that of the whole page, its fields what the page says. */
export async function* readHtml(source: ByteSource, settings: ReadSettings): AsyncGenerator<Reading> {
  const { input } = source;
  const file = await readWhole(source, settings);
  const place = { file: input.path, line: 1, offset: 0 };
  if (file.kind === "fault") {
    yield rejected(place, file.reason, file.bytes);
    return;
  }
  const { html, lossy } = decodeHtml(file.bytes);
  const { article, metadata: page } = htmlArticle(html, { id: input.relative });
  yield { kind: "article", article, record: { kind: "plain" }, hasId: false, page, ...place, lossy };
}
