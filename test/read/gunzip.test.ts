import { constants, gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { gunzip, isGzip } from "../../src/read/gunzip.js";

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function unpack(bytes: Buffer, size = 1 << 20): Promise<{ data: Buffer; fault: string | null }> {
  let fault: string | null = null;
  const pieces: Buffer[] = [];
  const onFault = (found: string) => {
    fault = found;
  };
  for await (const piece of gunzip(inChunks(bytes, size), onFault)) pieces.push(piece);
  return { data: Buffer.concat(pieces), fault };
}

/** About a megabyte that packs to a few hundred kilobytes. */
const TEXT = Buffer.from(Array.from({ length: 60_000 }, (_, i) => `row ${(i * i) % 99_991}`).join("\n"));
const PACKED = gzipSync(TEXT);

describe("gunzip", () => {
  it("unpacks one member and many, whatever the chunks", async () => {
    const small = Buffer.concat([gzipSync("one "), gzipSync(""), gzipSync("two")]);
    for (const size of [1, 2, 7, 1000]) {
      expect(await unpack(small, size)).toEqual({ data: Buffer.from("one two"), fault: null });
    }
    expect(await unpack(Buffer.concat([PACKED, PACKED]), 5000)).toEqual({
      data: Buffer.concat([TEXT, TEXT]),
      fault: null,
    });
  });

  it("gives all that a truncated file holds, wherever it is cut", async () => {
    const two = Buffer.concat([PACKED, PACKED]);
    for (const cut of [
      1,
      9,
      10,
      11,
      500,
      70_000,
      PACKED.length - 8,
      PACKED.length - 1,
      PACKED.length + 1,
      PACKED.length + 999,
      two.length - 1,
    ]) {
      const { data, fault } = await unpack(two.subarray(0, cut), 1 << 16);
      expect(fault).toBe("unexpected end of file");
      expect(data.equals(gunzipSync(two.subarray(0, cut), { finishFlush: constants.Z_SYNC_FLUSH }))).toBe(true);
    }
  });

  it("says that an empty file is no gzip data", async () => {
    expect(await unpack(Buffer.alloc(0))).toEqual({ data: Buffer.alloc(0), fault: "unexpected end of file" });
  });

  it("allows zeros behind the last member and nothing else", async () => {
    const one = gzipSync("one");
    expect(await unpack(Buffer.concat([one, Buffer.alloc(512)]))).toEqual({ data: Buffer.from("one"), fault: null });
    expect(await unpack(Buffer.concat([one, Buffer.from("tail")]))).toEqual({
      data: Buffer.from("one"),
      fault: "incorrect header check",
    });
  });

  it("gives what stands before a fault in the middle and does not hang", async () => {
    const bad = Buffer.from(PACKED);
    bad.fill(0xff, 100_000, 100_100);
    const { data, fault } = await unpack(bad);
    expect(fault).not.toBeNull();
    expect(data.length).toBeGreaterThan(200_000);
    expect(data.subarray(0, 200_000).equals(TEXT.subarray(0, 200_000))).toBe(true);
  });

  it("reports bytes that are not gzip", async () => {
    expect(await unpack(Buffer.from("plain text"))).toEqual({ data: Buffer.alloc(0), fault: "incorrect header check" });
  });

  it("gives a bomb in pieces", async () => {
    const bomb = gzipSync(Buffer.alloc(100 << 20));
    let total = 0;
    let largest = 0;
    for await (const piece of gunzip(inChunks(bomb, 1 << 20), () => {})) {
      total += piece.length;
      largest = Math.max(largest, piece.length);
    }
    expect(total).toBe(100 << 20);
    expect(largest).toBeLessThanOrEqual(1 << 16);
  });
});

describe("isGzip", () => {
  it("looks at the first two bytes", () => {
    expect(isGzip(gzipSync(""))).toBe(true);
    expect(isGzip(Buffer.from("{}"))).toBe(false);
    expect(isGzip(Buffer.from([0x1f]))).toBe(false);
  });
});
