import { createCleaner } from "../cleaner.js";
import type { Article } from "../model/article.js";
import type { Reading, Reject } from "../model/reading.js";
import type { Cleaned } from "../model/span.js";
import { writeRecord } from "../read/record.js";
import { recordField } from "./field.js";
import { createNaming } from "./name-reading.js";
import { checkInterrupted, type RunContext } from "./run.js";

/** One record of the input after cleaning, in input order. */
export type CleanResult =
  | {
      readonly kind: "article";
      readonly article: Article;
      readonly cleaned: Cleaned;
      readonly file: string;
      /** `plain` where the file itself was the article. */
      readonly form: "json" | "plain";
      /** The output record, one line of JSON. */
      readonly record: (text: string) => Buffer;
    }
  | { readonly kind: "reject"; readonly reject: Reject };

/** Cleans every reading; each comes back once. With `strict`, a record whose id was there before is a reject. */
export async function* cleanReadings(readings: AsyncIterable<Reading>, run: RunContext): AsyncGenerator<CleanResult> {
  const clean = createCleaner(run.options, run);
  const nameReading = createNaming();
  let articles = 0;
  let bytes = 0;
  for await (const reading of readings) {
    checkInterrupted(run);
    if (reading.kind === "reject") {
      yield reading;
      continue;
    }
    const { article, clash } = nameReading(reading);
    if (clash !== undefined && run.strict) {
      yield { kind: "reject", reject: clash.reject };
      continue;
    }
    const cleaned = clean(article);
    bytes += reading.record.kind === "json" ? reading.record.bytes.length : Buffer.byteLength(article.text);
    run.onProgress?.({ stage: "clean", articles: ++articles, bytes });
    yield {
      kind: "article",
      article,
      cleaned,
      file: reading.file,
      form: reading.record.kind,
      record: (text) => writeRecord(reading.record, article, text, recordField(reading, article.id, cleaned, run)),
    };
  }
}
