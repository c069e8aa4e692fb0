import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, UsageError } from "../../src/errors.js";
import type { Reading } from "../../src/model/reading.js";
import { readArticles } from "../../src/read/read.js";
import { REJECT_RAW_MAX } from "../../src/read/reject.js";
import type { ReadOptions } from "../../src/read/settings.js";
import { withFiles } from "./scratch.js";

async function collect(readings: AsyncIterable<Reading>): Promise<Reading[]> {
  const all: Reading[] = [];
  for await (const reading of readings) all.push(reading);
  return all;
}

/** Reads one file of this name and content. */
function readFile(name: string, content: string | Uint8Array, options: ReadOptions = {}): Promise<Reading[]> {
  return withFiles({ [name]: content }, async (folder) => {
    const readings = await collect(readArticles([{ path: `${folder}/${name}`, relative: name }], options));
    return readings.map((reading) => JSON.parse(JSON.stringify(reading).replaceAll(`${folder}/`, "")));
  });
}

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function readStdin(bytes: Buffer, size: number, options: ReadOptions = {}): Promise<Reading[]> {
  return collect(readArticles([{ path: "-", relative: "-" }], { stdin: chunksOf(bytes, size), ...options }));
}

/** One line a reading: id and text, or line and reason. */
function show(readings: readonly Reading[]): string[] {
  return readings.map((each) =>
    each.kind === "article"
      ? `${each.article.id}: ${each.article.text}`
      : `${each.reject.line}@${each.reject.offset}: ${each.reject.reason}`,
  );
}

function rawOf(reading: Reading | undefined): string {
  if (reading?.kind !== "reject") throw new Error("expected a reject");
  return Buffer.from(Object.values(reading.reject.raw)).toString();
}

describe("readArticles", () => {
  it("reads inputs and records in order and goes on after a bad one", async () => {
    await withFiles(
      { "b.jsonl": '{"id":1,"text":"x"}\r\n\r\nbad\r\n{"id":2,"text":"y"}', "a.txt": "plain\r\n" },
      async (folder) => {
        const inputs = ["b.jsonl", "a.txt"].map((relative) => ({ path: `${folder}/${relative}`, relative }));
        expect(show(await collect(readArticles(inputs)))).toEqual([
          "1: x",
          '3@23: expected a JSON object, found a fault at byte 0: expected a value, found "b"',
          "2: y",
          "a.txt: plain\r\n",
        ]);
      },
    );
  });

  it("says where a record stands", async () => {
    const [first, second] = await readFile("f.jsonl", '\ufeff{"id":1,"text":"é"}\n\n{"id":2,"text":"y"}\n');
    expect(first).toMatchObject({ file: "f.jsonl", line: 1, offset: 3 });
    expect(second).toMatchObject({ file: "f.jsonl", line: 3, offset: 25 });
  });

  it("takes a plain file as one article without its byte order mark", async () => {
    const expected = {
      kind: "article",
      article: { id: "d/a.txt", text: "one\n", source: "" },
      record: { kind: "plain" },
      hasId: false,
      file: "d/a.txt",
      line: 1,
      offset: 0,
    };
    expect(await readFile("d/a.txt", "\ufeffone\n")).toEqual([{ ...expected, lossy: false }]);
    const [lossy] = await readFile("d/a.txt", Buffer.from("caf\xe9", "latin1"));
    expect(lossy).toMatchObject({ article: { text: "caf\ufffd" }, lossy: true });
    expect(show(await readFile("e.txt", ""))).toEqual(["e.txt: "]);
    expect(show(await readFile("n.txt", "a\0b"))).toEqual(["n.txt: a\0b"]);
  });

  it("reads no article from an empty feed", async () => {
    expect(await readFile("f.jsonl", "")).toEqual([]);
    expect(await readStdin(Buffer.alloc(0), 1)).toEqual([]);
  });

  it("unpacks gzip by name and by first bytes", async () => {
    const packed = Buffer.concat([gzipSync('{"id":1,"text":"x"}\n{"id"'), gzipSync(':2,"text":"y"}')]);
    expect(show(await readFile("f.jsonl.gz", packed))).toEqual(["1: x", "2: y"]);
    expect(show(await readFile("f.jsonl", packed))).toEqual(["1: x", "2: y"]);
    expect(show(await readStdin(packed, 1))).toEqual(["1: x", "2: y"]);
    expect(show(await readFile("a.txt.gz", gzipSync("one")))).toEqual(["a.txt.gz: one"]);
  });

  it("delivers what a truncated gzip holds and rejects the rest", async () => {
    const feed = Array.from({ length: 2000 }, (_, i) => `{"id":${i},"text":"${(i * i * 7919) % 10_007}"}\n`).join("");
    const packed = gzipSync(feed);
    const readings = await readFile("f.jsonl.gz", packed.subarray(0, packed.length / 2));
    const broken = readings.pop();
    const bytes = readings.reduce(
      (sum, each) => sum + (each.kind === "article" ? Object.keys(each.record).length && lengthOf(each) + 1 : 0),
      0,
    );
    expect(readings.length).toBeGreaterThan(500);
    expect(readings.every((each) => each.kind === "article")).toBe(true);
    expect(show(broken === undefined ? [] : [broken])).toEqual([
      `${readings.length + 1}@${bytes}: expected whole gzip data, found unexpected end of file`,
    ]);
    expect(feed.slice(bytes).startsWith(rawOf(broken))).toBe(true);
  });

  it("delivers a last record that is whole although the gzip is not", async () => {
    const packed = gzipSync('{"id":1,"text":"x"}');
    expect(show(await readFile("f.jsonl.gz", packed.subarray(0, -4)))).toEqual([
      "1: x",
      "1@19: expected whole gzip data, found unexpected end of file",
    ]);
  });

  it("rejects a plain file whose gzip is broken, and one that is not gzip at all", async () => {
    const [cut] = await readFile("a.txt.gz", gzipSync("one two").subarray(0, -4));
    expect(show([cut as Reading])).toEqual(["1@0: expected whole gzip data, found unexpected end of file"]);
    expect(rawOf(cut)).toBe("one two");
    expect(show(await readFile("a.txt.gz", "one"))).toEqual([
      "1@0: expected whole gzip data, found incorrect header check",
    ]);
  });

  it("rejects a file of another format once, with its first bytes", async () => {
    const [only, ...rest] = await readFile("a.json", '[\n{"id":1,"text":"x"},\n{"id":2,"text":"y"}\n]\n');
    expect(show([only as Reading])).toEqual(["1@0: expected one JSON object a line, found an array"]);
    expect(rawOf(only)).toMatch(/^\[\n\{"id":1/);
    expect(rest).toEqual([]);
    expect(show(await readFile("a.txt", Buffer.from("\ufefféa", "utf16le")))).toEqual([
      "1@0: expected UTF-8, found UTF-16 (little-endian byte order mark)",
    ]);
  });

  it("gives the same readings for every size of chunk", async () => {
    const bytes = Buffer.from(
      '\ufeff{"id":1,"text":"é日"}\r\n\nbad\xff\n{"id":3,"text":"\\u0000","x":1.0}\n{"a":1}\n{"text":"last"}',
      "utf8",
    );
    const expected = await readStdin(bytes, bytes.length);
    expect(expected.map((each) => each.kind)).toEqual(["article", "reject", "article", "reject", "article"]);
    for (let size = 1; size < bytes.length; size++) expect(await readStdin(bytes, size)).toEqual(expected);
  });

  it("makes an article or a reject of every line that is not blank, for any bytes", async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
      fc.constantFrom(
        "\n",
        "\r\n",
        '{"text":"a"}',
        '{"text":',
        '"',
        "}",
        '{"id":1,"text":"\xff"}\n',
        "[[[[",
        "\xef\xbb\xbf",
        "\\",
        "\0",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), async (pieces, size) => {
        const bytes = Buffer.from(`{"text":"first"}\n${pieces.join("")}`, "latin1");
        const lines = bytes
          .toString("latin1")
          .split("\n")
          .map((line) => line.replace(/\r$/, "").replace(/^\xef\xbb\xbf/, ""));
        const wanted = lines.flatMap((line, i) => (/[^ \t\r]/.test(line) ? [i + 1] : []));
        const readings = await readStdin(bytes, size);
        expect(readings.map((each) => (each.kind === "article" ? each.line : each.reject.line))).toEqual(wanted);
      }),
      { seed: 29, numRuns: 300 },
    );
  });

  it("reads a line of 50 MB", async () => {
    const text = "wave ".repeat(10_000_000);
    const [only, next] = await readStdin(Buffer.from(`{"id":1,"text":"${text}"}\n{"id":2,"text":"y"}\n`), 1 << 20);
    expect(only?.kind === "article" && only.article.text === text).toBe(true);
    expect(next?.kind).toBe("article");
  });

  it("rejects a line of 400 MB with its first bytes, holds no more of it than the cap, and goes on", async () => {
    const piece = Buffer.alloc(1 << 20, "x");
    let most = 0;
    async function* feed(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"id":1,"text":"a"}\n{"id":2,"text":"');
      const before = process.memoryUsage().arrayBuffers;
      for (let i = 0; i < 400; i++) {
        yield Buffer.from(piece);
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }
      yield Buffer.from('"}\n{"id":3,"text":"c"}\n');
    }
    const readings = await collect(
      readArticles([{ path: "-", relative: "-" }], { stdin: feed(), maxRecordBytes: 16 << 20 }),
    );
    const length = 400 * piece.length + 18;
    expect(show(readings)).toEqual([
      "1: a",
      `2@20: expected a line of at most ${16 << 20} bytes, found ${length}`,
      "3: c",
    ]);
    expect(readings[1]?.kind === "reject" && readings[1].reject.raw.length).toBe(REJECT_RAW_MAX);
    expect(most).toBeLessThan(250 << 20);
  });

  it("rejects a plain file over the cap", async () => {
    expect(show(await readFile("a.txt", "12345", { maxRecordBytes: 4 }))).toEqual([
      "1@0: expected a file of at most 4 bytes, found 5",
    ]);
    expect(show(await readFile("a.txt", "1234", { maxRecordBytes: 4 }))).toEqual(["a.txt: 1234"]);
  });

  it("waits for no more than a line of standard input whose format is named", async () => {
    const waits: number[] = [];
    let given = 0;
    async function* feed(): AsyncGenerator<Uint8Array> {
      for (; given < 3; given++) yield Buffer.from(`{"id":${given},"text":"a"}\n`);
    }
    const options: ReadOptions = { stdin: feed(), stdinFormat: "jsonl" };
    for await (const _ of readArticles([{ path: "-", relative: "-" }], options)) waits.push(given);
    expect(waits).toEqual([0, 1, 2]);
  });

  it("reads standard input as the format that is named, whatever it begins with", async () => {
    const bytes = Buffer.from('no JSON\n{"id":1,"text":"a"}\n');
    expect(show(await readStdin(bytes, 5)).length).toBe(1);
    expect(show(await readStdin(bytes, 5, { stdinFormat: "jsonl" }))).toEqual([
      expect.stringMatching(/^1@0: expected a JSON object/),
      "1: a",
    ]);
  });

  it("stops reading when the caller stops", async () => {
    let given = 0;
    let closed = false;
    async function* feed(): AsyncGenerator<Uint8Array> {
      try {
        for (; given < 1000; given++) yield Buffer.from(`{"id":${given},"text":"${"a".repeat(5000)}"}\n`);
      } finally {
        closed = true;
      }
    }
    for await (const _ of readArticles([{ path: "-", relative: "-" }], { stdin: feed() })) break;
    expect(given).toBeLessThan(10);
    expect(closed).toBe(true);
  });

  it("throws where a file cannot be read, by name", async () => {
    const reading = collect(readArticles([{ path: "gone.jsonl", relative: "gone.jsonl" }]));
    await expect(reading).rejects.toThrow(
      new InputError("gone.jsonl", "expected a readable file, found an error (ENOENT)"),
    );
  });

  it("throws for - without standard input", async () => {
    await expect(collect(readArticles([{ path: "-", relative: "-" }]))).rejects.toThrow(UsageError);
  });

  it.each([0, 1.5, 2 ** 29, Number.NaN])("refuses a cap of %s", async (maxRecordBytes) => {
    await expect(collect(readArticles([], { maxRecordBytes }))).rejects.toThrow(
      /^option maxRecordBytes: expected an integer from 1/,
    );
  });
});

function lengthOf(reading: Reading): number {
  if (reading.kind !== "article" || reading.record.kind !== "json") return 0;
  return Object.keys((reading.record.bytes as unknown as { data: number[] }).data).length;
}
