import type { Article } from "../model/article.js";
import type { ArticleReading, Reject } from "../model/reading.js";
import { createIdentifier } from "../read/identify.js";
import { keyOfText } from "../text/text-key.js";

/** How the id of a record met that of an earlier one: with an equal text, or with another. */
export type ClashKind = "copy" | "conflict";

/** What to tell of a record whose id another record had before. */
export interface Clash {
  readonly kind: ClashKind;
  readonly message: string;
  readonly reject: Reject;
}

/** A reading under the name it goes by in this run. */
export interface NamedReading {
  readonly article: Article;
  readonly clash?: Clash;
}

/** A function that names the readings of one run: equal ids become `id~2`, `id~3`, … */
export function createNaming(): (reading: ArticleReading) => NamedReading {
  const identify = createIdentifier();
  return (reading) => {
    const { id, kind } = identify(reading.article.id, keyOfText(reading.article.text));
    const article = { ...reading.article, id };
    return kind === "new" ? { article } : { article, clash: clashOf(reading, kind, id) };
  };
}

/** What to tell of a reading that goes by `id` since its own was taken. */
export function clashOf(reading: ArticleReading, kind: ClashKind, id: string): Clash {
  const message = clashMessage(reading, kind, id);
  return { kind, message, reject: clashReject(reading, message) };
}

function clashMessage({ file, line, article }: ArticleReading, kind: ClashKind, id: string): string {
  const found = kind === "copy" ? "an equal record" : "another text";
  return `${file}:${line}: expected id ${JSON.stringify(article.id)} once, found ${found} with it (named ${JSON.stringify(id)})`;
}

function clashReject({ file, line, offset, record, article }: ArticleReading, reason: string): Reject {
  const raw = record.kind === "json" ? record.bytes : Buffer.from(article.text);
  return { file, line, offset, reason, raw };
}
