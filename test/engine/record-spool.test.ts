import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { RecordField } from "../../src/engine/field.js";
import { appendRecord, originalOf, RECORD_TAIL, recordOf } from "../../src/engine/record-spool.js";
import { createSpool, openSpools } from "../../src/engine/spool.js";
import type { ArticleReading } from "../../src/model/reading.js";
import type { Span } from "../../src/model/span.js";
import { resolveFields } from "../../src/read/fields.js";
import { readRecord } from "../../src/read/json-record.js";
import { partsOf, writeRecord } from "../../src/read/record.js";

const folder = mkdtempSync(join(tmpdir(), "dittograph-records-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = resolveFields({});

function readingOf(json: Buffer): ArticleReading {
  const reading = readRecord(json, { file: "f", line: 1, offset: 0 }, NAMES);
  if (reading.kind === "reject") throw new Error(reading.reject.reason);
  return reading;
}

/** A span over the first `end` units: cut, or only flagged. */
function spansOf(text: string, end: number, action: Span["action"] | "none"): Span[] {
  if (action === "none" || end === 0) return [];
  const span = { id: "s1", start: 0, end, action, class: "byline", confidence: 0.5, fingerprint: false, evidence: [] };
  return [{ ...span, ...(action === "flag" ? {} : { removed: text.slice(0, end) }) } as Span];
}

const cleanOf = (text: string, spans: readonly Span[]): string =>
  spans.some(({ action }) => action !== "flag") ? text.slice(spans[0]?.end) : text;

/** Spools records one behind the other, and reads the items back. */
function spooled(records: readonly { readonly reading: ArticleReading; readonly spans: readonly Span[] }[]) {
  const spool = createSpool(join(folder, "records"));
  const lengths = records.map(({ reading, spans }) => {
    const cuts = spans.filter(({ action }) => action !== "flag");
    const parts = partsOf(reading.record, reading.article, cleanOf(reading.article.text, spans), cuts);
    return appendRecord(spool, parts, fieldOf(spans));
  });
  spool.seal();
  const starts = Float64Array.from(lengths, (_, i) => lengths.slice(0, i).reduce((sum, one) => sum + one, 0));
  const reader = openSpools({ paths: [spool.path], starts, lengths: Uint32Array.from(lengths) });
  const items = records.map((_, i) => reader.read(i));
  reader.close();
  return items;
}

const fieldOf = (spans: readonly Span[]): RecordField => ({
  schema: 1,
  profile: "conservative",
  ruleset: "lexicon-1",
  spans,
});

describe("a record in its spool", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("\ud800", "é\udc00", "“Ā”\n\n\u0000\\"),
  );
  const record = fc.record({
    text,
    others: fc.dictionary(fc.constantFrom("title", "x", "é", "dittograph"), fc.jsonValue({ maxDepth: 1 })),
    behind: fc.dictionary(fc.constantFrom("y", "dittograph", "texts"), fc.jsonValue({ maxDepth: 1 })),
    end: fc.nat({ max: 20 }),
    action: fc.constantFrom("flag", "trim", "remove", "none") as fc.Arbitrary<Span["action"] | "none">,
    breaks: fc.boolean(),
    plain: fc.boolean(),
  });

  it("holds the bytes of the output, and gives original and spans back, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 4 }), (cases) => {
        const records = cases.map(({ text: whole, others, behind, end, action, breaks, plain }) => {
          const members = JSON.stringify({ ...others, text: whole, ...behind });
          const json = Buffer.concat([Buffer.from(members), Buffer.from(" ")]);
          // A byte that is not UTF-8 in place of the text's last character, where that is one byte.
          const last =
            json.lastIndexOf(Buffer.from(JSON.stringify(whole))) + Buffer.byteLength(JSON.stringify(whole)) - 2;
          if (breaks && /[a-z]$/.test(whole)) json[last] = 0xe9;
          const read = readingOf(json);
          const reading = plain ? { ...read, record: { kind: "plain" } as const } : read;
          const spans = spansOf(reading.article.text, Math.min(end, reading.article.text.length), action);
          return { reading, spans };
        });
        for (const [i, item] of spooled(records).entries()) {
          const { reading, spans } = records[i] as (typeof records)[number];
          const { record: source, article } = reading;
          const written = writeRecord(source, article, cleanOf(article.text, spans), fieldOf(spans)).toString("latin1");
          expect(`${Buffer.from(recordOf(item)).toString("latin1")}${RECORD_TAIL}`).toBe(`${written.trimEnd()}\n`);
          expect(originalOf(item)).toEqual({ text: article.text, spans });
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
