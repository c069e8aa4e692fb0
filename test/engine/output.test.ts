import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openSink } from "../../src/engine/output.js";
import { openOutputFolder, RUN_MARK } from "../../src/engine/output-folder.js";
import { createSpool, FILE_SPAN, openSpools, openSpoolsInOrder } from "../../src/engine/spool.js";
import { OutputError, UsageError } from "../../src/errors.js";

const sum = (values: Uint32Array): number => values.reduce((all, value) => all + value, 0);
const folder = mkdtempSync(join(tmpdir(), "dittograph-output-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("openSink", () => {
  it("writes small and large pieces in order", () => {
    const path = join(folder, "sink");
    const sink = openSink(path);
    const pieces = ["a", "b".repeat(3_000_000), "c", Buffer.from("ü").toString("latin1"), "d".repeat(1 << 20)];
    for (const piece of pieces) sink.write(piece);
    expect(sink.length).toBe(Buffer.byteLength(pieces.join("")));
    sink.close();
    expect(readFileSync(path, "utf8")).toBe(pieces.join(""));
  });

  it("writes strings of any length, of one to four bytes a character, wherever a chunk ends", () => {
    const path = join(folder, "wide");
    const sink = openSink(path);
    const lengths = [1, 40_000, 29_127, 87_380, 87_382, 90_000, 2, 87_381, 61_111, 350_000, 87_381, 3];
    const pieces = lengths.flatMap((length) => ["x", "ü", "€", "😀"].map((one) => one.repeat(length)));
    for (const piece of pieces) sink.write(piece);
    expect(sink.length).toBe(Buffer.byteLength(pieces.join("")));
    sink.close();
    expect(readFileSync(path).equals(Buffer.from(pieces.join("")))).toBe(true);
  });

  it("names the file it cannot write", () => {
    expect(() => openSink(join(folder, "no", "such"))).toThrow(OutputError);
    expect(() => openSink(join(folder, "no", "such"))).toThrow(/such: cannot write/);
  });
});

describe("createSpool", () => {
  it("gives every item back, empty ones too, whatever the order they are asked for in", () => {
    const path = join(folder, "spool");
    const spool = createSpool(path);
    const items = Array.from({ length: 3000 }, (_, i) => Buffer.alloc(i % 17, i));
    for (const item of items) spool.append(item);
    spool.seal();
    const lengths = Uint32Array.from(items, ({ length }) => length);
    const starts = Float64Array.from(items, (_, i) => FILE_SPAN + sum(lengths.subarray(0, i)));
    const index = { paths: [join(folder, "no-such-spool"), path], starts, lengths };
    for (const open of [openSpools, openSpoolsInOrder]) {
      const reader = open(index);
      for (const i of [2999, 0, 17, 16, 1500]) expect(reader.read(i).equals(items[i] as Buffer)).toBe(true);
      expect(() => reader.read(3000)).toThrow(/no item 3000 among 3000/);
      reader.close();
    }
  });
});

describe("openOutputFolder", () => {
  it("shows the folder only when it is complete", () => {
    const target = join(folder, "run");
    const output = openOutputFolder(target);
    writeFileSync(join(output.aside, RUN_MARK), "{}");
    expect(existsSync(target)).toBe(false);
    output.commit();
    expect(existsSync(join(target, RUN_MARK))).toBe(true);
    expect(existsSync(output.aside)).toBe(false);
  });

  it("leaves the former run alone when it is discarded", () => {
    const target = join(folder, "former");
    mkdirSync(target);
    writeFileSync(join(target, RUN_MARK), "old");
    const output = openOutputFolder(target);
    output.discard();
    expect(readFileSync(join(target, RUN_MARK), "utf8")).toBe("old");
    expect(existsSync(output.aside)).toBe(false);
  });

  it("gives a new folder the rights of any, and leaves those of one that stands there", () => {
    const plain = join(folder, "plain");
    mkdirSync(plain);
    const made = join(folder, "rights");
    openOutputFolder(made).commit();
    expect(statSync(made).mode).toBe(statSync(plain).mode);
    chmodSync(made, 0o750);
    openOutputFolder(made).commit();
    expect(statSync(made).mode & 0o777).toBe(0o750);
  });

  it("fills the folder that a link leads to, and leaves the link", () => {
    const real = join(folder, "real");
    const link = join(folder, "link");
    mkdirSync(real);
    symlinkSync(real, link);
    const output = openOutputFolder(link);
    writeFileSync(join(output.aside, RUN_MARK), "{}");
    output.commit();
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(existsSync(join(real, RUN_MARK))).toBe(true);
  });

  it("refuses a folder with files of others, and a file", () => {
    const target = join(folder, "foreign");
    mkdirSync(target);
    writeFileSync(join(target, "own.txt"), "");
    expect(() => openOutputFolder(target)).toThrow(UsageError);
    expect(() => openOutputFolder(join(target, "own.txt"))).toThrow(OutputError);
  });
});
