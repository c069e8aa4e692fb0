import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, UsageError } from "../../src/errors.js";
import type { Reading } from "../../src/model/reading.js";
import { findInputs, type Input } from "../../src/read/inputs.js";
import { type Piece, readPiece } from "../../src/read/pieces.js";
import { planPieces } from "../../src/read/plan-pieces.js";
import { readArticles } from "../../src/read/read.js";
import type { ReadOptions } from "../../src/read/settings.js";
import { scratchFolder } from "../engine/runs.js";
import { kernel } from "../kernel/kernels.js";

const folder = scratchFolder();

async function readWhole(inputs: readonly Input[], options: ReadOptions = {}): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of readArticles(inputs, options)) readings.push(reading);
  return readings;
}

/** Reads piece by piece, the lines of ranges counted on as a run does. */
async function readInPieces(
  inputs: readonly Input[],
  pieceBytes: number,
  options: ReadOptions = {},
): Promise<{ readonly readings: Reading[]; readonly kinds: string[] }> {
  const readings: Reading[] = [];
  const kinds: string[] = [];
  let lines = 0;
  for await (const piece of planPieces(inputs, options, pieceBytes)) {
    kinds.push(piece.kind);
    if (piece.kind !== "range" || piece.range.start === 0) lines = 0;
    const { readings: own, lines: more } = await readPiece(piece, options);
    for (const reading of own) readings.push(movedDown(reading, lines));
    lines += more;
  }
  return { readings, kinds };
}

function movedDown(reading: Reading, lines: number): Reading {
  if (reading.kind === "article") return { ...reading, line: reading.line + lines };
  return { kind: "reject", reject: { ...reading.reject, line: reading.reject.line + lines } };
}

/** Bytes apart from the buffers they are views of. */
const plain = (readings: readonly Reading[]): unknown =>
  JSON.parse(
    JSON.stringify(readings, (key, value: unknown) =>
      key === "bytes" || key === "raw" ? Buffer.from(value as Uint8Array).toString("latin1") : value,
    ),
  );

const line = fc.oneof(
  fc.string({ maxLength: 20 }).map((text) => JSON.stringify({ text })),
  fc.constantFrom("", "  ", "{", "null", '{"text":1}', '\ufeff{"text":"mark"}'),
);
const feed = fc.tuple(fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n"))), line).map(([rows, last]) => {
  return rows.map(([row, end]) => row + end).join("") + last;
});

describe("planPieces and readPiece", () => {
  it("give what reading the file in one go gives, wherever the pieces end", async () => {
    const path = join(folder, "feed.jsonl");
    await fc.assert(
      fc.asyncProperty(feed, fc.integer({ min: 1, max: 60 }), async (text, pieceBytes) => {
        writeFileSync(path, text);
        const inputs = await findInputs([path]);
        const { readings } = await readInPieces(inputs, pieceBytes);
        expect(plain(readings)).toEqual(plain(await readWhole(inputs)));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("give lines that are far longer than the pieces whole", async () => {
    const path = join(folder, "long.jsonl");
    const long = [0, 1 << 15, 1 << 16, 200_000].map((units, i) =>
      JSON.stringify({ id: `l${i}`, text: "x".repeat(units) }),
    );
    for (const end of ["", "\n"]) {
      writeFileSync(path, long.join("\n") + end);
      const inputs = await findInputs([path]);
      for (const pieceBytes of [1000, (1 << 15) - 1, 1 << 15]) {
        const { readings } = await readInPieces(inputs, pieceBytes);
        expect(plain(readings)).toEqual(plain(await readWhole(inputs)));
      }
    }
  });

  /** Asserts that a kernel's readings of a piece are those without one. @returns whether it read each record itself. */
  async function readOnKernel(piece: Piece): Promise<boolean[]> {
    const { readings, lines } = await readPiece(piece, {}, kernel);
    const kept = readings.map((reading): Reading => {
      if (reading.kind === "reject") return reading;
      const { textKey: _key, ...rest } = reading;
      return rest;
    });
    const expected = await readPiece(piece, {});
    expect([plain(kept), lines]).toEqual([plain(expected.readings), expected.lines]);
    return readings.map((reading) => reading.kind === "article" && reading.textKey !== undefined);
  }

  it("give with a kernel what they give without", async () => {
    const path = join(folder, "feed.jsonl");
    const lines = [
      '{"id":"a","text":"Ein \\u00e4hnlicher “Text”"}',
      "{",
      '{"id":1.0,"body":"b","date":2024}',
      '{"text":null}',
    ];
    writeFileSync(path, lines.join("\r\n"));
    const inputs = await findInputs([path]);
    const compiled: boolean[] = [];
    for await (const piece of planPieces(inputs, {}, 20)) {
      expect(piece.kind).toBe("range");
      compiled.push(...(await readOnKernel(piece)));
    }
    expect(compiled).toEqual([true, false, true, false]);
  });

  it("give with a kernel what they give without, of lines of a stream", async () => {
    const path = join(folder, "packed.jsonl.gz");
    writeFileSync(path, gzipSync('{"id":"a","text":"Ein Text"}\n{\n{"id":"b","text":"\\u00e4"}\n{"te\\u0078t":"c"}\n'));
    const inputs = await findInputs([path]);
    const compiled: boolean[] = [];
    for await (const piece of planPieces(inputs, {})) {
      expect(piece.kind).toBe("lines");
      compiled.push(...(await readOnKernel(piece)));
    }
    expect(compiled).toEqual([true, false, true, false]);
  });

  const rows = Array.from({ length: 30 }, (_, i) => JSON.stringify({ id: `a${i}`, text: `text ${i}` }));

  it("reads every kind of input in its order", async () => {
    const names: [string, string | Buffer][] = [
      ["a.txt", "plain"],
      ["b.jsonl", rows.join("\n")],
      ["c.jsonl.gz", gzipSync(rows.join("\r\n"))],
      ["d.html", "<html><body><p>A page with a few words.</p></body></html>"],
      ["e.csv", "not,read"],
      ["f.txt.gz", gzipSync("packed text")],
      ["g.jsonl.gz", gzipSync(`${rows.join("\n")}\n`).subarray(0, 60)],
      ["h.jsonl", ""],
    ];
    for (const [name, content] of names) writeFileSync(join(folder, name), content);
    const inputs = await findInputs(names.map(([name]) => join(folder, name)));
    for (const pieceBytes of [1, 100, 1 << 20]) {
      const { readings, kinds } = await readInPieces(inputs, pieceBytes);
      expect(plain(readings)).toEqual(plain(await readWhole(inputs)));
      expect(new Set(kinds)).toEqual(new Set(["files", "range", "lines", "readings"]));
    }
  });

  it("extracts HTML, and splits standard input", async () => {
    const page = rows.map((_, i) => JSON.stringify({ text: `<p>Paragraph ${i} of a page.</p>` })).join("\n");
    const options = () => ({ html: true, stdin: Readable.from([Buffer.from(page)]) });
    const inputs = await findInputs(["-"]);
    const { readings } = await readInPieces(inputs, 50, options());
    expect(plain(readings)).toEqual(plain(await readWhole(inputs, options())));
  });

  it("gives a line over the cap as the reject it is", async () => {
    const path = join(folder, "long.jsonl");
    writeFileSync(path, `${rows[0]}\n{"text":"${"x".repeat(500)}"}\n${rows[1]}\n`);
    const inputs = await findInputs([path]);
    const options = { maxRecordBytes: 100 };
    const { readings } = await readInPieces(inputs, 64, options);
    expect(plain(readings)).toEqual(plain(await readWhole(inputs, options)));
    expect(readings.map(({ kind }) => kind)).toEqual(["article", "reject", "article"]);
  });

  it("names the file that cannot be read, and standard input that was not given", async () => {
    const missing = [{ path: join(folder, "missing.jsonl"), relative: "missing.jsonl" }];
    await expect(readInPieces(missing, 100)).rejects.toThrow(InputError);
    const range = { input: missing[0] as Input, start: 0, end: 10 };
    await expect(readPiece({ kind: "range", range, bytes: 10 }, {})).rejects.toThrow(
      /missing.jsonl: expected a readable/,
    );
    await expect(readInPieces([{ path: "-", relative: "-" }], 100)).rejects.toThrow(UsageError);
  });
});
