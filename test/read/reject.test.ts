import { describe, expect, it } from "vitest";
import { REJECT_RAW_MAX, rejected, rejectRow } from "../../src/read/reject.js";

const PLACE = { file: "f.jsonl", line: 2, offset: 9 };

function row(raw: Buffer) {
  return JSON.parse(rejectRow({ ...PLACE, reason: "r", raw }));
}

describe("rejectRow", () => {
  it("writes bytes that are UTF-8 as text", () => {
    expect(rejectRow({ ...PLACE, reason: "r", raw: Buffer.from('é"\0') })).toBe(
      '{"file":"f.jsonl","line":2,"offset":9,"reason":"r","raw":"é\\"\\u0000"}',
    );
  });

  it("writes other bytes as base64 and says so", () => {
    expect(row(Buffer.from([0xff, 0x00]))).toEqual({ ...PLACE, reason: "r", raw: "/wA=", encoding: "base64" });
  });

  it("keeps a byte order mark in the raw text", () => {
    expect(row(Buffer.from("\ufeffa")).raw).toBe("\ufeffa");
  });

  it.each(["a", "é", "日", "\u{1f600}"])("cuts a long record before a character that does not fit: %s", (character) => {
    for (let shift = 0; shift < 4; shift++) {
      const raw = Buffer.from("x".repeat(shift) + character.repeat(REJECT_RAW_MAX));
      const size = Buffer.byteLength(character);
      const written = row(raw);
      expect(written.encoding).toBeUndefined();
      expect(Buffer.byteLength(written.raw)).toBe(shift + Math.floor((REJECT_RAW_MAX - shift) / size) * size);
    }
  });

  it("does not cut a record of exactly the most bytes", () => {
    expect(row(Buffer.alloc(REJECT_RAW_MAX, "a")).raw.length).toBe(REJECT_RAW_MAX);
  });

  it("cuts bytes that are no characters at the limit", () => {
    expect(Buffer.from(row(Buffer.alloc(REJECT_RAW_MAX + 9, 0x80)).raw, "base64").length).toBe(REJECT_RAW_MAX);
  });
});

describe("rejected", () => {
  it("copies at most the first bytes", () => {
    const bytes = Buffer.alloc(REJECT_RAW_MAX + 1, "a");
    const reading = rejected(PLACE, "r", bytes);
    bytes.fill("b");
    if (reading.kind !== "reject") throw new Error("read");
    expect(reading.reject.raw.length).toBe(REJECT_RAW_MAX);
    expect(reading.reject.raw[0]).toBe(0x61);
  });
});
