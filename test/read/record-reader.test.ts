import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "../../src/model/reading.js";
import { resolveFields } from "../../src/read/fields.js";
import { MAX_DEPTH, readRecord } from "../../src/read/json-record.js";
import { createRecordReader } from "../../src/read/record-reader.js";
import { keyOfText } from "../../src/text/text-key.js";
import { kernel, MOST_UNITS } from "../kernel/kernels.js";
import { anyText } from "../text/unicode.js";

const PLACE = { file: "feed.jsonl", line: 3, offset: 40 };
const NAMES = resolveFields({});

/** What `record` takes from a reading of the kernel's, its text key checked and taken off. */
function plain(reading: Reading): Reading {
  if (reading.kind === "reject") return reading;
  const { textKey, ...rest } = reading;
  if (textKey !== undefined) expect(textKey).toEqual(keyOfText(reading.article.text));
  return { ...rest, article: { ...reading.article } };
}

const read = createRecordReader(NAMES, kernel);

/** Asserts that the kernel's reading of a record is that of the reference. */
function expectSame(json: string | Buffer): void {
  const bytes = Buffer.from(json as string);
  const [found, expected] = [plain(read(bytes, PLACE)), readRecord(bytes, PLACE, NAMES)];
  // Quick on long ones; what is told is the first difference.
  if (!isDeepStrictEqual(found, expected)) expect(found).toEqual(expected);
}

/** Whether the text of a record was read by the kernel. */
function isCompiled(json: string | Buffer): boolean {
  const reading = read(Buffer.from(json as string), PLACE);
  return reading.kind === "article" && reading.textKey !== undefined;
}

const hex = (unit: number): string => `\\u${unit.toString(16).padStart(4, "0")}`;
const shorts: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "/": "\\/" };

/** A string of JSON, each unit written in one of the ways there are. */
const anyString = fc
  .tuple(anyText, fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 9 }))
  .map(([text, ways]) => {
    const parts = Array.from(text, (character, at) => {
      const way = ways[at % ways.length] as number;
      const plainly = JSON.stringify(character).slice(1, -1);
      if (way === 0) return Array.from({ length: character.length }, (_, i) => hex(character.charCodeAt(i))).join("");
      if (way === 1) return plainly.replace(/\\u[0-9a-f]{4}/g, (written) => written.toUpperCase().replace("U", "u"));
      return way === 2 ? (shorts[character] ?? plainly) : plainly;
    });
    return `"${parts.join("")}"`;
  });

const anyName = fc.constantFrom(
  ...['"text"', '"text"', '"id"', '"title"', '"body"', '"url"', '"date"', '"source"', '"dittograph"', '"n\\u0061me"'],
  ...['"ключ"', '"__proto__"', '""'],
);
const anyNested = fc.constantFrom(
  "{}",
  "[]",
  '["a]",{"b":"}"}]',
  '{"x":[1,2,{"y":null}]}',
  "[1,]",
  "{]",
  "[[}]",
  '["\\x"]',
);
const anyScalar = fc.constantFrom(
  ...["0", "-0", "12", "12.50", "1e9", "-1.5E-07", "9007199254740993", "true", "false", "null"],
  ...["01", "+1", "1.", ".5", "1e", "tru", "nul", "falsy", "NaN", "-", '"', '"a\u0001"', '"\\u12g4"', '"\\x"'],
);
const anyValue = fc.oneof(
  { weight: 6, arbitrary: anyString },
  { weight: 2, arbitrary: anyScalar },
  { weight: 1, arbitrary: anyNested },
);
const anyGap = fc.constantFrom("", "", "", "", " ", "\t", "\r\n", "\u000b");

const anyRecord = fc
  .tuple(fc.array(fc.tuple(anyName, anyValue, anyGap), { maxLength: 8 }), anyGap, fc.constantFrom("", "", "", ",", "}"))
  .map(([members, gap, more]) => {
    const written = members.map(([name, value, space]) => `${space}${name}${space}:${space}${value}${space}`);
    return `${gap}{${written.join(",")}}${gap}${more}`;
  });

describe("a record that the kernel reads", () => {
  it("is read as the reference reads it, whatever it holds", () => {
    fc.assert(fc.property(anyRecord, expectSame), { seed: 91, numRuns: 5000 });
  });

  it("is read as the reference reads it where any byte is another", () => {
    const property = fc.property(anyRecord, fc.nat(), fc.nat({ max: 255 }), (json, at, byte) => {
      const bytes = Buffer.from(json);
      bytes[at % bytes.length] = byte;
      expectSame(bytes);
    });
    fc.assert(property, { seed: 92, numRuns: 5000 });
  });

  it("is read as the reference reads it where it is cut at any byte", () => {
    const json = Buffer.from(
      '{"id":"a\\u00e9","text":"Ein Boot – “漢字” \\ud83d\\ude00 \\n 😀","tags":["x"],"n":-1.5e3}',
    );
    for (let end = 0; end <= json.length; end++) expectSame(json.subarray(0, end));
  });

  it("gives the text that JSON.parse gives, wherever in it a character stands", () => {
    for (const piece of [
      "é",
      "漢",
      "😀",
      '\\b\\f\\n\\r\\t\\/\\\\\\"',
      "\\ud83d\\ude00",
      "\\ud800",
      "\\u0041",
      "ÿ\\u00ff",
    ]) {
      for (let before = 0; before < 40; before++) {
        const text = `"${"x".repeat(before)}${piece}${piece}y"`;
        const json = `{"text":${text},"id":"a"}`;
        expect(isCompiled(json)).toBe(true);
        expectSame(json);
      }
    }
  });

  it("gives the text again after others were read and taken", () => {
    const one = read(Buffer.from('{"id":"a","text":"Twelve boats left."}'), PLACE);
    const two = read(Buffer.from('{"id":"b","text":"Der Fährmann schläft."}'), PLACE);
    kernel.take("Another text.");
    if (one.kind === "reject" || two.kind === "reject") throw new Error("expected articles");
    expect([one.article.text, two.article.text, one.article.text]).toEqual([
      "Twelve boats left.",
      "Der Fährmann schläft.",
      "Twelve boats left.",
    ]);
  });

  it("has the kernel hold its text again where another was taken since it was asked for", () => {
    const reading = read(Buffer.from('{"id":"a","text":"Der Fährmann \\u0073chläft."}'), PLACE);
    if (reading.kind === "reject") throw new Error("expected an article");
    for (const other of ["Another text.", "Der Fährmann"]) {
      expect(reading.article.text).toBe("Der Fährmann schläft.");
      expect(kernel.textKey()).toEqual(keyOfText("Der Fährmann schläft."));
      kernel.take(other);
      expect(kernel.textKey()).toEqual(keyOfText(other));
    }
    expect(reading.article.text).toBe("Der Fährmann schläft.");
  });

  it("keeps its text when the article goes by another id", () => {
    const reading = read(Buffer.from('{"id":"a","text":"Twelve boats left."}'), PLACE);
    if (reading.kind === "reject") throw new Error("expected an article");
    expect({ ...reading.article, id: "a~2" }).toEqual({ id: "a~2", text: "Twelve boats left.", source: "" });
  });

  it("shares the getter of its text with all others, and no text", () => {
    const articles = ["Twelve boats left.", "None came back."].map((text) => {
      const reading = read(Buffer.from(JSON.stringify({ id: "a", text })), PLACE);
      return (reading as Extract<Reading, { kind: "article" }>).article;
    });
    const [first, second] = articles.map((article) => Object.getOwnPropertyDescriptor(article, "text")?.get);
    expect(first).toBeDefined();
    expect(first).toBe(second);
    expect(articles.map(({ text }) => text)).toEqual(["Twelve boats left.", "None came back."]);
  });

  it("need not have the names of the record before", () => {
    for (let i = 0; i < 40; i++) {
      expectSame(`{"id":"a","text":"One boat.","k${i}":1}`);
      expectSame('{"id":"a","body":"One boat.","title":"Boat"}');
      expectSame('{"id":"a","text":"One boat."}');
    }
  });
});

describe("a record that the kernel does not read", () => {
  it("is one whose bytes are not UTF-8", () => {
    const json = Buffer.concat([Buffer.from('{"text":"caf'), Buffer.of(0xe9), Buffer.from('"}')]);
    expect(isCompiled(json)).toBe(false);
    expectSame(json);
  });

  const unread: Readonly<Record<string, string>> = {
    "names with escapes": '{"t\\u0065xt":"a"}',
    "more members than it has room for": `{${Array.from({ length: 257 }, (_, i) => `"k${i}":1`).join(",")},"text":"a"}`,
    "a text longer than it has room for": `{"text":"${"a".repeat(MOST_UNITS + 1)}"}`,
    "more bytes than it has room for": `{"text":"a","more":"${"b".repeat(MAX_DEPTH)}"}`,
    "a fault in what nests": '{"text":"a","list":[1,]}',
    "a text that is no string": '{"text":7}',
    "no object": '["text"]',
  };

  it.each(Object.keys(unread))("is one with %s", (name) => {
    const json = unread[name] as string;
    expect(isCompiled(json)).toBe(false);
    expectSame(json);
  });

  it("is none that it has just room for", () => {
    const json = `{"text":"${"é".repeat(MOST_UNITS / 2)}"}`;
    expect(isCompiled(json)).toBe(true);
    expectSame(json);
  });

  it("is any where there is no kernel", () => {
    const bytes = Buffer.from('{"id":"a","text":"One boat."}');
    expect(createRecordReader(NAMES)(bytes, PLACE)).toEqual(readRecord(bytes, PLACE, NAMES));
  });
});
