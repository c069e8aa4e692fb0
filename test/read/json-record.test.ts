import { describe, expect, it } from "vitest";
import type { Reading } from "../../src/model/reading.js";
import { resolveFields } from "../../src/read/fields.js";
import { MAX_DEPTH, readRecord } from "../../src/read/json-record.js";

const PLACE = { file: "feed.jsonl", line: 3, offset: 40 };

function read(json: string | Buffer, fields = {}): Reading {
  return readRecord(Buffer.from(json as string), PLACE, resolveFields(fields));
}

function articleOf(json: string | Buffer, fields = {}) {
  const reading = read(json, fields);
  if (reading.kind !== "article") throw new Error(reading.reject.reason);
  return reading.article;
}

function reasonOf(json: string | Buffer, fields = {}): string {
  const reading = read(json, fields);
  return reading.kind === "reject" ? reading.reject.reason : "read";
}

describe("readRecord", () => {
  it("takes what an article has from common names", () => {
    const json = {
      headline: "Ferry",
      maintext: "Late.",
      guid: "g1",
      link: "https://www.Bay.example/a",
      pubDate: "2024-05-01",
      lang: "en",
    };
    expect(articleOf(JSON.stringify(json))).toEqual({
      id: "g1",
      text: "Late.",
      title: "Ferry",
      url: "https://www.Bay.example/a",
      source: "bay.example",
      date: "2024-05-01",
      language: "en",
    });
  });

  it("leaves out what the record does not have", () => {
    expect(articleOf('{"id":"a","text":""}')).toEqual({ id: "a", text: "", source: "" });
  });

  it("takes the fields it is told to, and no others", () => {
    const json = '{"id":"a","text":"no","title":"no","t":"yes","h":"head","k":7}';
    expect(articleOf(json, { textField: "t", titleField: "h", idField: "k" })).toEqual({
      id: "7",
      text: "yes",
      title: "head",
      source: "",
    });
    expect(articleOf(json, { dateField: "none" }).date).toBeUndefined();
  });

  it("tries the next common name where a text is null, and not where it is empty", () => {
    expect(articleOf('{"text":null,"body":"b"}').text).toBe("b");
    expect(articleOf('{"text":"","body":"b"}').text).toBe("");
  });

  it.each([
    ["12345678901234567890", "12345678901234567890"],
    ["1.0", "1.0"],
    ["-0", "-0"],
    ["1E400", "1E400"],
    ['"007"', "007"],
    ['"\\ud800"', "\ud800"],
  ])("takes the id %s as it is written", (written, id) => {
    expect(articleOf(`{"id":${written},"text":"a"}`).id).toBe(id);
  });

  it("names a record without id by a hash of its bytes", () => {
    const id = articleOf('{"text":"a"}').id;
    expect(id).toBe("sha256:6193c97585a0f731ce7b500bb69d2476"); // printf '{"text":"a"}' | sha256sum
    expect(articleOf('{"text":"a"}').id).toBe(id);
    expect(articleOf('{"text":"a" }').id).not.toBe(id);
    for (const useless of ["null", '""', "{}", "true"]) {
      expect(articleOf(`{"id":${useless},"text":"a"}`).id).toMatch(/^sha256:[0-9a-f]{32}$/);
    }
  });

  it("says whether the record named its id", () => {
    expect(read('{"id":0,"text":"a"}')).toMatchObject({ hasId: true });
    expect(read('{"id":null,"text":"a"}')).toMatchObject({ hasId: false });
  });

  it("keeps a date that is a number as it is written and ignores other titles, sources and languages than strings", () => {
    const json = '{"id":1,"text":"a","date":1714521600.50,"title":5,"source":{"id":null},"lang":["en"],"url":7}';
    expect(articleOf(json)).toEqual({ id: "1", text: "a", source: "", date: "1714521600.50" });
  });

  it("prefers a source to the host of the address", () => {
    expect(articleOf('{"text":"a","url":"https://b.example/","publisher":"Bay"}').source).toBe("Bay");
  });

  it("reads the last of two members of one name, as JSON.parse does", () => {
    const reading = read('{"text":"first","id":1,"text":"last","id":2.0}');
    expect(reading).toMatchObject({ article: { text: "last", id: "2.0" }, record: { text: { start: 30, end: 36 } } });
  });

  it("keeps NULs, lone surrogates and names that objects have of their own", () => {
    expect(articleOf('{"id":"1","text":"a\\u0000\\ud800b","__proto__":{"title":"x"}}')).toEqual({
      id: "1",
      text: "a\0\ud800b",
      source: "",
    });
    expect(reasonOf('{"constructor":1}')).toContain("found only");
  });

  it("replaces bytes that are not UTF-8 and says so", () => {
    const reading = read(Buffer.from('{"id":"1","text":"caf\xe9"}', "latin1"));
    expect(reading).toMatchObject({ article: { text: "caf\ufffd" }, lossy: true });
    expect(read('{"id":"1","text":"café \ufffd"}')).toMatchObject({ article: { text: "café \ufffd" }, lossy: false });
  });

  it.each([
    ["no json", 'expected a JSON object, found a fault at byte 0: expected a value, found "n"'],
    ['{"text":"a"', 'expected a JSON object, found a fault at byte 11: expected "," or "}", found the end'],
    ['{"text":"a"} é', 'expected a JSON object, found a fault at byte 13: expected the end of the record, found "é"'],
    ['["a"]', "expected a JSON object, found an array"],
    ["null", "expected a JSON object, found null"],
    ["12", "expected a JSON object, found a number"],
    ["{}", "expected a text field (text, body, content, article, …), found no fields"],
    ['{"id":1,"x":2}', 'expected a text field (text, body, content, article, …), found only "id", "x"'],
    ['{"text":null}', 'expected a string in "text", found null'],
    ['{"text":5}', 'expected a string in "text", found a number'],
    ['{"text":["a"]}', 'expected a string in "text", found an array'],
    ['{"text":{}}', 'expected a string in "text", found an object'],
    ['{"body":false}', 'expected a string in "body", found a boolean'],
  ])("rejects %s", (json, reason) => {
    expect(read(json)).toEqual({
      kind: "reject",
      reject: { ...PLACE, reason, raw: new Uint8Array(Buffer.from(json)) },
    });
  });

  it("names the field it was told to take the text from", () => {
    expect(reasonOf('{"text":"a"}', { textField: "story" })).toBe('expected a field "story", found only "text"');
  });

  it("keeps reasons short for records with many or long names", () => {
    const many = JSON.stringify(
      Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`${"n".repeat(1000)}${i}`, i])),
    );
    expect(reasonOf(many).length).toBeLessThan(600);
  });

  it("reads and rejects deep nesting without recursion", () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(articleOf(`{"id":"1","deep":${deep},"text":"a"}`).text).toBe("a");
    expect(reasonOf("[".repeat(100_000))).toContain("at byte 100000: expected a value, found the end");
    expect(reasonOf("[".repeat(MAX_DEPTH + 1))).toBe(`expected at most ${MAX_DEPTH} levels of nesting, found more`);
  });
});

describe("resolveFields", () => {
  it.each(["", "dittograph"])("refuses the name %j", (name) => {
    expect(() => resolveFields({ textField: name })).toThrow(
      `option textField: expected a field of the records, found "${name}"`,
    );
  });
});
