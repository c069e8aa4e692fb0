import { describe, expect, it } from "vitest";
import type { ArticleReading, Reading } from "../../../src/model/reading.js";
import { COMMON_FIELDS } from "../../../src/read/fields.js";
import { withExtractedText, withExtractedTexts } from "../../../src/read/html/html-record.js";
import { readRecord } from "../../../src/read/json-record.js";
import { writeRecord } from "../../../src/read/record.js";

function readingOf(line: string): ArticleReading {
  const reading = readRecord(Buffer.from(line), { file: "a.jsonl", line: 1, offset: 0 }, COMMON_FIELDS);
  if (reading.kind !== "article") throw new Error(reading.reject.reason);
  return reading;
}

describe("withExtractedText", () => {
  const line =
    '{"dittograph":1,"n":1.0,"text":"<title>Gate<\\/title><p>Shut &amp; dry.<\\/p>","dittograph":{"a":2},"id":12345678901234567890}';

  it("makes the extracted text the original, and keeps every other byte", () => {
    const { article, record, page } = withExtractedText(readingOf(line));
    const { markup, ...fields } = article;
    expect(markup).toMatchObject([{ start: 0, end: 11 }]);
    expect(page).toEqual({ title: "Gate" });
    expect(fields).toEqual({ id: "12345678901234567890", text: "Shut & dry.", source: "", title: "Gate" });
    expect(writeRecord(record, article, article.text, undefined).toString()).toBe(
      '{"n":1.0,"text":"Shut & dry.","id":12345678901234567890}\n',
    );
    expect(writeRecord(record, article, "Shut.", { b: 1 }).toString()).toBe(
      '{"n":1.0,"text":"Shut.","id":12345678901234567890,"dittograph":{"b":1}}\n',
    );
  });

  it("leaves a plain file's record as it is", () => {
    const reading: ArticleReading = { ...readingOf(line), record: { kind: "plain" } };
    expect(withExtractedText(reading).record).toEqual({ kind: "plain" });
  });
});

describe("withExtractedTexts", () => {
  it("passes rejects through in their places", async () => {
    const reject: Reading = {
      kind: "reject",
      reject: { file: "a", line: 1, offset: 0, reason: "r", raw: new Uint8Array() },
    };
    async function* readings(): AsyncGenerator<Reading> {
      yield reject;
      yield readingOf('{"id":"b","text":"<p>x"}');
    }
    const found: Reading[] = [];
    for await (const reading of withExtractedTexts(readings())) found.push(reading);
    expect(found[0]).toBe(reject);
    expect(found[1]?.kind === "article" && found[1].article.text).toBe("x");
  });
});
