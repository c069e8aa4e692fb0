import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Line, LineSplitter } from "../../src/read/lines.js";
import { REJECT_RAW_MAX } from "../../src/read/reject.js";

const CAP = 1 << 20;

function split(bytes: Buffer, size: number, cap = CAP): Line[] {
  const splitter = new LineSplitter(cap);
  const lines: Line[] = [];
  for (let at = 0; at < bytes.length; at += size) lines.push(...splitter.push(bytes.subarray(at, at + size)));
  const last = splitter.finish();
  return last === null ? lines : [...lines, last];
}

function show(lines: readonly Line[]) {
  return lines.map((line) => [line.number, line.offset, line.bytes.toString("latin1"), line.whole]);
}

/** The dull model: no chunks, no state. */
function model(bytes: Buffer, cap: number) {
  const rows: [number, number, string, boolean][] = [];
  let offset = 0;
  for (const [i, text] of bytes.toString("latin1").split("\n").entries()) {
    const whole = text.length <= cap;
    const bom = text.startsWith("\xef\xbb\xbf") ? 3 : 0;
    const body = (whole ? text.replace(/\r$/, "") : text.slice(0, REJECT_RAW_MAX + 4)).slice(bom);
    if (!whole || /[^ \t\r]/.test(body)) rows.push([i + 1, offset + bom, body, whole]);
    offset += text.length + 1;
  }
  return rows;
}

describe("LineSplitter", () => {
  it.each([
    [
      "LF",
      "a\nb\n",
      [
        [1, 0, "a", true],
        [2, 2, "b", true],
      ],
    ],
    [
      "CRLF",
      "a\r\nb\r\n",
      [
        [1, 0, "a", true],
        [2, 3, "b", true],
      ],
    ],
    [
      "a last line without end",
      "a\nb",
      [
        [1, 0, "a", true],
        [2, 2, "b", true],
      ],
    ],
    ["blank lines, which count", "\n \t\n\r\na\n\n", [[4, 6, "a", true]]],
    [
      "a byte order mark, which is not part of the line",
      "\xef\xbb\xbfa\nb",
      [
        [1, 3, "a", true],
        [2, 5, "b", true],
      ],
    ],
    ["nothing", "", []],
    ["only a byte order mark", "\xef\xbb\xbf\r\n", []],
  ])("reads %s", (_, text, expected) => {
    expect(show(split(Buffer.from(text, "latin1"), 100))).toEqual(expected);
  });

  it("keeps a CR that does not end the line", () => {
    expect(show(split(Buffer.from("a\rb\r\r\n"), 100))).toEqual([[1, 0, "a\rb\r", true]]);
  });

  it("gives the same lines for every size of chunk", () => {
    const bytes = Buffer.from("\ufeff{a}\r\n\r\nbb\n\n\ufeff\nccccccccccccc\r\nlast\r", "utf8");
    const expected = model(bytes, 10);
    for (let size = 1; size <= bytes.length; size++) expect(show(split(bytes, size, 10))).toEqual(expected);
  });

  it("agrees with a plain split of the whole file for any bytes, cap and chunk", () => {
    const byte = fc.constantFrom(0x0a, 0x0d, 0x20, 0x61, 0xef, 0xbb, 0xbf, 0xff, 0x00);
    fc.assert(
      fc.property(
        fc.array(byte, { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 70 }),
        (list, cap, size) => {
          const bytes = Buffer.from(list);
          expect(show(split(bytes, size, cap))).toEqual(model(bytes, cap));
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it("keeps only the first bytes of a line over the cap and goes on behind it", () => {
    const long = Buffer.alloc(3 * REJECT_RAW_MAX, "x");
    const lines = split(Buffer.concat([Buffer.from("a\n"), long, Buffer.from("\nb\n")]), 1 << 16, 2 * REJECT_RAW_MAX);
    expect(lines.map((line) => [line.number, line.offset, line.length, line.whole])).toEqual([
      [1, 0, 1, true],
      [2, 2, long.length, false],
      [3, 3 + long.length, 1, true],
    ]);
    expect(lines[1]?.bytes.length).toBe(REJECT_RAW_MAX + 4);
  });

  it("takes a line of exactly the cap and not one byte more", () => {
    expect(show(split(Buffer.from("abc\nabcd\n"), 2, 3))).toEqual([
      [1, 0, "abc", true],
      [2, 4, "abcd", false],
    ]);
  });
});
