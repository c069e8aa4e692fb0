import { describe, expect, it } from "vitest";
import { detectFormat } from "../../src/read/formats.js";

function detect(name: string, head: string): string {
  const found = detectFormat(name, Buffer.from(head, "latin1"));
  return found.kind === "format" ? found.format : found.reason;
}

describe("detectFormat", () => {
  it.each([
    ["a.jsonl", "any", "jsonl"],
    ["a.NDJSON.gz", "any", "jsonl"],
    ["a.jsonl", "[1]", "jsonl"],
    ["a.json", '{"a":1}\n{"a":2}', "jsonl"],
    ["a.json", "not json", "jsonl"],
    ["a.txt", '{"a":1}', "plain"],
    ["d.json/a.text", "x", "plain"],
    ["a.md.gz", "x", "plain"],
    ["a.txt", "PAR1", "plain"],
    ["a.log", "x", "plain"],
    ["a", "\xef\xbb\xbf \r\n{", "jsonl"],
    ["-", '{"a":1}', "jsonl"],
    ["-", "[Bay] A ferry", "plain"],
    ["-", "", "jsonl"],
    [".json", "x", "plain"],
    ["a.html", "\xff\xfe<\0", "html"],
    ["-", "\xff\xfe<\0h\0t\0m\0l\0>\0", "html"],
    ["-", "\0<\0h\0t\0m\0l\0>", "html"],
  ])("takes %s that begins %j as %s", (name, head, format) => {
    expect(detect(name, head)).toBe(format);
  });

  it.each([
    ["a.json", '[{"a":1}]', "expected one JSON object a line, found an array"],
    ["a.json.gz", ' {\r\n "a":1}', "expected one JSON object a line, found an object over several lines"],
    ["-", '[ {"a":1}', "expected one JSON object a line, found an array"],
    ["a.jsonl", "\xff\xfe{\0", "expected UTF-8, found UTF-16 (little-endian byte order mark)"],
    ["-", "\xff\xfea\0 \0b\0", "expected UTF-8, found UTF-16 (little-endian byte order mark)"],
    ["a.txt", "\xfe\xff\0{", "expected UTF-8, found UTF-16 (big-endian byte order mark)"],
  ])("refuses %s that begins %j", (name, head, reason) => {
    expect(detect(name, head)).toBe(reason);
  });

  it("refuses formats that it knows and does not read, by name and by first bytes", () => {
    expect(detect("a.CSV.gz", "x")).toMatch(/^expected JSON lines .*, found the name \.csv$/);
    expect(detect("a.bin", "\x28\xb5\x2f\xfd")).toMatch(/, found zstd data$/);
    expect(detect("-", "PAR1")).toMatch(/, found Parquet data$/);
  });
});
