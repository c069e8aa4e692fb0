import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readingRow } from "../../src/engine/filter-record.js";
import { createPreparer, type Preparer } from "../../src/engine/index-prepare.js";
import { packRecords, type RecordBatch, unpackRecords } from "../../src/engine/record-packet.js";
import { decidedRow } from "../../src/engine/record-row.js";
import { encodeEligible } from "../../src/index/eligible-text.js";
import { unpackText } from "../../src/index/text-block.js";
import type { ArticleReading } from "../../src/model/reading.js";
import { resolveOptions } from "../../src/options.js";
import { readLine } from "../../src/read/jsonl.js";
import { resolveSettings } from "../../src/read/settings.js";

const preparer = await createPreparer(resolveOptions(), {});
const settings = resolveSettings({ maxRecordBytes: 20_000 });

function batchOf(records: readonly Buffer[]): RecordBatch {
  const lines = records.map((bytes, at) => ({
    ...{ number: at + 1, offset: at * 100, bytes, length: bytes.length },
    whole: bytes.length <= settings.maxRecordBytes,
  }));
  return { file: "feed.jsonl", lines, settings };
}

const sent = (batch: RecordBatch, by: Preparer = preparer) => [
  ...unpackRecords(structuredClone(packRecords(batch, by)), batch, preparer),
];

const part = fc.constantFrom(
  "The harbour office said on Monday that the ferry to Vessby would sail again at 7.30.\n",
  "Share this article\n",
  "© 2024 Vessby Post. All rights reserved.\n",
  "Zürich 😀 ",
  "\ud800",
);
const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(""));
const record = fc
  .record(
    {
      id: fc.constantFrom("a", "b", "\ud800"),
      title: fc.constant("Ferry"),
      url: fc.constantFrom("https://example.org/a?b=1", "no url"),
      date: fc.constantFrom("2026-03-09", 17),
      source: fc.constantFrom("", "desk"),
      dittograph: fc.constant({ schema: 1, spans: [] }),
      text,
    },
    { requiredKeys: ["text"] },
  )
  .map((one) => Buffer.from(JSON.stringify(one)));
const line = fc.oneof(
  { weight: 6, arbitrary: record },
  fc
    .constantFrom("{broken", '{"text":5}', '{"text":"\xff caf\xe9"}', '{"text":"\\u00e9\\/"} ')
    .map((one) => Buffer.from(one, "latin1")),
);

describe("records that are read and prepared elsewhere", () => {
  it("are as they are read and prepared here, for any lines", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 9 }), (lines) => {
        const batch = batchOf(lines);
        for (const [at, found] of sent(batch).entries()) {
          const reading = readLine(batch.lines[at] as RecordBatch["lines"][number], batch.file, settings);
          if (found.kind === "fault") throw found.error;
          expect(found.kind).toBe(reading.kind === "reject" ? "reject" : "record");
          if (found.kind === "reject") expect(found).toEqual(reading);
          else expectPrepared(found, reading as ArticleReading);
        }
      }),
      { seed: 11, numRuns: 80 },
    );
  });

  it("have the row that is written here, whatever was decided", () => {
    fc.assert(
      fc.property(record, fc.constantFrom("a", "a~2"), fc.constantFrom("", ',"cluster":"c1"'), (bytes, id, rest) => {
        const [found] = sent(batchOf([bytes]));
        if (found?.kind !== "record") throw new Error("expected a record");
        const reading = found.reading();
        const { cleaned } = preparer.prepare(reading.article);
        const row = Buffer.from(decidedRow(found.row, id, rest)).toString();
        expect(row).toBe(Buffer.from(readingRow(reading, cleaned, preparer.words)(id, rest)).toString());
        expect(() => JSON.parse(row)).not.toThrow();
      }),
      { seed: 12, numRuns: 80 },
    );
  });

  it("are rejected where the line is too long, with its reason", () => {
    const long = Buffer.from(JSON.stringify({ text: "x".repeat(30_000) }));
    const [found] = sent(batchOf([long]));
    expect(found).toMatchObject({ kind: "reject", reject: { reason: expect.stringContaining("at most 20000 bytes") } });
  });

  it("tell a fault in its place, and the others keep their rows", () => {
    const batch = batchOf(["a", "b", "c"].map((id) => Buffer.from(JSON.stringify({ id, text: `story ${id}` }))));
    const prepare: Preparer["prepare"] = (article) => {
      if (article.id === "b") throw new RangeError("too odd");
      return preparer.prepare(article);
    };
    const [a, b, c] = sent(batch, { ...preparer, prepare });
    expect(b).toMatchObject({ kind: "fault", error: { message: "too odd" } });
    for (const [one, id] of [[a, "a"] as const, [c, "c"] as const]) {
      if (one?.kind !== "record") throw new Error("expected a record");
      expect(JSON.parse(Buffer.from(one.row.bytes).toString())).toMatchObject({ id, text: `story ${id}` });
    }
  });

  it("tell a fault of taking them out in its place, and the others are whole", () => {
    const batch = batchOf(["a", "b", "c"].map((id) => Buffer.from(JSON.stringify({ id, text: `one story of ${id}` }))));
    const packet = packRecords(batch, preparer);
    const items = JSON.parse(packet.items) as { exact?: string }[];
    delete items[1]?.exact;
    const [a, b, c] = [...unpackRecords({ ...packet, items: JSON.stringify(items) }, batch, preparer)];
    expect(b).toMatchObject({ kind: "fault", error: expect.any(Error) });
    for (const [one, line] of [[a, 0] as const, [c, 2] as const]) {
      if (one?.kind !== "record") throw new Error("expected a record");
      expectPrepared(
        one,
        readLine(batch.lines[line] as RecordBatch["lines"][number], batch.file, settings) as ArticleReading,
      );
    }
  });
});

function expectPrepared(found: Extract<ReturnType<typeof sent>[number], { kind: "record" }>, reading: ArticleReading) {
  const { side, print, cleaned, article, ...made } = preparer.prepare(reading.article);
  const { signature: _notSent, ...rest } = print;
  const { side: sentSide, packed, article: sentArticle, ...others } = found.prepared;
  expect({ ...others, text: { ...others.text, text: others.text.text } }).toEqual({ ...made, print: rest });
  const { id, source, url, date, text } = article;
  expect({ url, date, ...sentArticle, text: sentArticle.text }).toEqual({ id, source, text, url, date });
  expect(sentSide()).toMatchObject({ text: side().text, tokens: side().tokens });
  if (packed !== undefined)
    expect(unpackText(packed.block.bytes, packed.place, () => "text")).toEqual(encodeEligible(made.text));
  expect(found.reading()).toMatchObject({ file: reading.file, line: reading.line, hasId: reading.hasId });
}
