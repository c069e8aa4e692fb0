import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveFields } from "../../src/read/fields.js";
import { scanMembers } from "../../src/read/json-members.js";
import { readRecord } from "../../src/read/json-record.js";
import { countReplaced, writeRecord } from "../../src/read/record.js";

const NAMES = resolveFields({});

function read(json: string | Buffer) {
  const reading = readRecord(Buffer.from(json as string), { file: "f", line: 1, offset: 0 }, NAMES);
  if (reading.kind !== "article") throw new Error(reading.reject.reason);
  return reading;
}

/** Reads a record and writes it with the text given, or as it was. */
function rewrite(json: string | Buffer, clean?: string, own: unknown = { schema: 1 }): string {
  const { record, article } = read(json);
  return writeRecord(record, article, clean ?? article.text, own).toString("latin1");
}

describe("writeRecord", () => {
  it.each([
    [
      '{"id":12345678901234567890,"text":"a\\u0062","x":1.0}',
      undefined,
      '{"id":12345678901234567890,"text":"a\\u0062","x":1.0,"dittograph":{"schema":1}}',
    ],
    ['{ "x" : 1.0 , "text" : "ab" }', "b", '{ "x" : 1.0 , "text" : "b" ,"dittograph":{"schema":1}}'],
    ['{"text":"one","text":"two"}', "t", '{"text":"one","text":"t","dittograph":{"schema":1}}'],
    ['{"body":"ab","title":"t"} ', "a", '{"body":"a","title":"t","dittograph":{"schema":1}} '],
  ])("writes %s with the text %s and every other byte as it was", (json, clean, expected) => {
    expect(rewrite(json, clean)).toBe(`${expected}\n`);
  });

  it.each([
    ['{"dittograph":{"a":1},"text":"a"}', '{"text":"a"', 1],
    ['{"text":"a","dittograph":[1]}', '{"text":"a"', 1],
    ['{"x":1, "dittograph" : 2 , "text":"a"}', '{"x":1 , "text":"a"', 1],
    ['{"dittograph":1,"dittograph":2,"text":"a","dittograph":3}', '{"text":"a"', 3],
    ['{"x":{"dittograph":1},"text":"a"}', '{"x":{"dittograph":1},"text":"a"', 0],
    ['{"ditto\\u0067raph":1,"text":"a"}', '{"text":"a"', 1],
  ])("replaces dittograph members of %s and counts them", (json, start, count) => {
    expect(rewrite(json)).toBe(`${start},"dittograph":{"schema":1}}\n`);
    expect(countReplaced(read(json).record)).toBe(count);
  });

  it("keeps a byte that is not UTF-8 outside the text, and not inside it", () => {
    const json = Buffer.from('{"by":"Jos\xe9","text":"caf\xe9"}', "latin1");
    const written = rewrite(json);
    expect(written).toContain('"by":"Jos\xe9"');
    expect(written).toContain('"text":"caf\xef\xbf\xbd"');
  });

  it("writes lone surrogates as escapes", () => {
    expect(rewrite('{"text":"a\\ud800b"}')).toContain('"text":"a\\ud800b"');
    expect(rewrite('{"text":"a\\ud800b"}', "\ud800")).toContain('"text":"\\ud800"');
  });

  it("writes no member for undefined", () => {
    expect(rewrite('{"text":"a"}', "a", undefined)).toBe(rewrite('{"text":"a"}', "a", undefined));
    const { record, article } = read('{"text":"a"}');
    expect(writeRecord(record, article, "a", undefined).toString()).toBe('{"text":"a"}\n');
  });

  it("gives every other member back byte for byte, for any object with a text", () => {
    const value = fc.jsonValue({ stringUnit: "binary" });
    const object = fc.dictionary(fc.string({ unit: "binary" }), value);
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(object, text, text, fc.nat(2), fc.option(value), (rest, original, clean, indent, former) => {
        const input = { ...rest, ...(former === null ? {} : { dittograph: former }), text: original };
        const json = JSON.stringify(input, null, indent).replaceAll("\n", " ");
        const line = Buffer.from(rewrite(json, clean, { schema: 1 }), "latin1");
        const { dittograph: _, ...others } = JSON.parse(json);
        expect(JSON.parse(line.toString())).toEqual({ ...others, text: clean, dittograph: { schema: 1 } });
        expect(otherMembers(line)).toEqual(otherMembers(Buffer.from(json)));
        expect(line.indexOf("\n")).toBe(line.length - 1);
      }),
      { seed: 13, numRuns: 400 },
    );
  });

  it("leaves the text's bytes alone where it did not change, for any spelling", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const escaped = [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
        expect(rewrite(`{"text":"${escaped}"}`)).toContain(`{"text":"${escaped}",`);
      }),
      { seed: 17, numRuns: 100 },
    );
  });

  it("makes a new object of a plain file", () => {
    const article = { id: "a/b.txt", text: "one\ntwo", source: "", title: "T" };
    const line = writeRecord({ kind: "plain" }, article, "one", { schema: 1 }).toString();
    expect(line).toBe('{"id":"a/b.txt","title":"T","text":"one","dittograph":{"schema":1}}\n');
    const dated = writeRecord(
      { kind: "plain" },
      { ...article, source: "Bay", date: "2024", author: "Bo" },
      "",
      undefined,
    ).toString();
    expect(JSON.parse(dated)).toEqual({
      id: "a/b.txt",
      title: "T",
      source: "Bay",
      date: "2024",
      author: "Bo",
      text: "",
    });
    expect(countReplaced({ kind: "plain" })).toBe(0);
  });
});

function otherMembers(json: Buffer): [string, string][] {
  return scanMembers(json)
    .filter((member) => member.name !== "dittograph" && member.name !== "text")
    .map((member) => [member.name, json.toString("latin1", member.start, member.valueEnd)]);
}
