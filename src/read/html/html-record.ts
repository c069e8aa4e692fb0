import type { ArticleReading, Reading, SourceRecord } from "../../model/reading.js";
import { jsonString } from "../json-string.js";
import { htmlArticle } from "./html-article.js";

/**
 * Readings of records whose text is HTML: the extracted text takes the place of the HTML, in the article and in the
 * record's bytes, so that it is the original from here on; every other byte of the record stays. Rejects pass through.
 */
export async function* withExtractedTexts(readings: AsyncIterable<Reading>): AsyncGenerator<Reading> {
  for await (const reading of readings) yield extractedReading(reading);
}

/** An article with the text of its page; a reject as it is. */
export function extractedReading(reading: Reading): Reading {
  return reading.kind === "article" ? withExtractedText(reading) : reading;
}

/** One reading with the text of its page; fields that the record lacks are lifted from the page. */
export function withExtractedText(reading: ArticleReading): ArticleReading {
  const { text, ...known } = reading.article;
  const { article } = htmlArticle(text, known);
  return { ...reading, article, record: withText(reading.record, article.text) };
}

function withText(record: SourceRecord, text: string): SourceRecord {
  if (record.kind === "plain") return record;
  const { bytes, text: range, replaced } = record;
  const value = jsonString(text);
  const shift = value.length - (range.end - range.start);
  return {
    kind: "json",
    bytes: Buffer.concat([bytes.subarray(0, range.start), value, bytes.subarray(range.end)]),
    text: { start: range.start, end: range.start + value.length },
    replaced: replaced.map(({ start, end }) =>
      start < range.start ? { start, end } : { start: start + shift, end: end + shift },
    ),
  };
}
