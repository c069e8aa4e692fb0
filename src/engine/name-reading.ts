import type { Article } from "../model/article.js";
import type { ArticleReading, Reject } from "../model/reading.js";
import { createIdentifier, hashText } from "../read/identify.js";

/** A reading under the name it goes by in this run; where another record had its id before, how to tell of that. */
export interface NamedReading {
  readonly article: Article;
  readonly clash?: { readonly kind: "copy" | "conflict"; readonly message: string; readonly reject: Reject };
}

/** A function that names the readings of one run: equal ids become `id~2`, `id~3`, … */
export function createNaming(): (reading: ArticleReading) => NamedReading {
  const identify = createIdentifier();
  return (reading) => {
    const { id, kind } = identify(reading.article.id, hashText(reading.article.text));
    const article = { ...reading.article, id };
    if (kind === "new") return { article };
    const message = clashMessage(reading, kind, id);
    return { article, clash: { kind, message, reject: clashReject(reading, message) } };
  };
}

function clashMessage({ file, line, article }: ArticleReading, kind: "copy" | "conflict", id: string): string {
  const found = kind === "copy" ? "an equal record" : "another text";
  return `${file}:${line}: expected id ${JSON.stringify(article.id)} once, found ${found} with it (named ${JSON.stringify(id)})`;
}

function clashReject({ file, line, offset, record, article }: ArticleReading, reason: string): Reject {
  const raw = record.kind === "json" ? record.bytes : Buffer.from(article.text);
  return { file, line, offset, reason, raw };
}
