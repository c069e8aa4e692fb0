import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, describe, expect, it } from "vitest";
import { openDescriptorRows, openFileRows, openStreamRows } from "../../src/engine/filter-rows.js";
import { OutputError } from "../../src/errors.js";
import { itWhere } from "../needs.js";

const folder = mkdtempSync(join(tmpdir(), "dittograph-rows-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string, content?: string): string => {
  const path = join(folder, name);
  if (content !== undefined) writeFileSync(path, content);
  return path;
};

describe("rows into a file", () => {
  it("begin anew without a position, and count their bytes", async () => {
    const path = at("anew", "old rows\n");
    const rows = openFileRows(path, undefined);
    await rows.write("é\n");
    expect([rows.position, readFileSync(path, "utf8")]).toEqual([3, ""]);
    await rows.flush();
    expect(readFileSync(path, "utf8")).toBe("é\n");
    await rows.close();
  });

  it("go on at a position and cut off what stands behind it", async () => {
    const path = at("on", "one\ntwo\nhalf a li");
    const rows = openFileRows(path, 8);
    await rows.write("three\n");
    await rows.sync();
    await rows.close();
    expect(readFileSync(path, "utf8")).toBe("one\ntwo\nthree\n");
  });

  it("refuse a file that is shorter than the position, and a place that cannot be written", () => {
    const path = at("short", "one\n");
    expect(() => openFileRows(path, 8)).toThrow(/short: expected the 8 bytes of which the checkpoint tells, found 4/);
    expect(readFileSync(path, "utf8")).toBe("one\n");
    expect(() => openFileRows(join(path, "below"), undefined)).toThrow(/cannot write/);
    expect(() => openFileRows(at("gone"), 8)).toThrow(/cannot write/);
  });

  it("hand over a large block before anybody asks", async () => {
    const path = at("large");
    const rows = openFileRows(path, undefined);
    await rows.write("x".repeat(70_000));
    expect(readFileSync(path, "utf8")).toHaveLength(70_000);
    await rows.close();
  });

  it("go into a device as well", async () => {
    const rows = openFileRows("/dev/null", undefined);
    await rows.write("row\n");
    await rows.sync();
    await rows.close();
    expect(rows.position).toBe(4);
  });

  itWhere({ isMet: existsSync("/dev/full"), what: "/dev/full" }, "fail where the file takes no more", async () => {
    const rows = openFileRows("/dev/full", undefined);
    await rows.write("row\n");
    await expect(rows.flush()).rejects.toThrow(OutputError);
    const again = openFileRows("/dev/full", undefined);
    await expect(again.write("x".repeat(70_000))).rejects.toThrow(/^\/dev\/full: cannot write: .*ENOSPC/);
  });

  it("go behind what stands in a descriptor that was handed over, and cut that off at a position", async () => {
    const path = at("appended", "before\n");
    const rows = openDescriptorRows(openSync(path, "a"), "standard output", undefined);
    await rows.write("one\n");
    await rows.sync();
    expect(readFileSync(path, "utf8")).toBe("before\none\n");
    const again = openDescriptorRows(openSync(path, "a"), "standard output", 7);
    await again.write("two\n");
    await again.sync();
    expect(readFileSync(path, "utf8")).toBe("before\ntwo\n");
    const emptied = openSync(path, "w");
    expect(() => openDescriptorRows(emptied, "standard output", 7)).toThrow(/standard output: expected the 7 bytes/);
  });
});

describe("rows into a stream", () => {
  it("wait for a slow reader", async () => {
    const stream = new PassThrough({ highWaterMark: 10 });
    const rows = openStreamRows(stream, "standard output");
    let written = false;
    const writing = (async () => {
      for (let n = 0; n < 3; n++) await rows.write(Buffer.alloc(70_000, "x"));
      written = true;
    })();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(written).toBe(false);
    stream.resume();
    await writing;
    expect(rows.position).toBe(210_000);
  });

  it("fail where the stream fails", async () => {
    const stream = new PassThrough();
    stream.on("error", () => {});
    stream.destroy(new Error("gone"));
    const rows = openStreamRows(stream, "standard output");
    await rows.write("x");
    await expect(rows.flush()).rejects.toThrow(/^standard output: cannot write: /);
  });
});
