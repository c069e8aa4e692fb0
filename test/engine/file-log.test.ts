import { mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createFileLog, createFileLogs } from "../../src/engine/file-log.js";
import type { ByteLog } from "../../src/model/byte-log.js";
import { createMemoryLog } from "../../src/text/memory-log.js";

const folder = mkdtempSync(join(tmpdir(), "dittograph-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Items of mixed lengths: within a page, across pages, longer than what is gathered, and longer than a block of memory. */
const LENGTHS = [0, 4, 40, 300, 4_096, 5_000, 70_000, 1 << 20, (1 << 20) + 4];
const item = (n: number): Uint8Array => {
  const bytes = new Uint8Array(LENGTHS[(n * n + n) % LENGTHS.length] as number);
  return bytes.map((_, at) => n * 31 + at);
};

describe.each([
  ["in memory", () => createMemoryLog()],
  ["in a file", () => createFileLog(join(folder, "items.log"))],
] as const)("a log %s", (_, create) => {
  it("gives items back, written and read in turn", () => {
    const log: ByteLog = create();
    const starts: number[] = [];
    for (let n = 0; n < 120; n++) {
      starts.push(log.append(item(n)));
      const asked = (n * 31) % (n + 1);
      const wanted = item(asked);
      const found = log.read(starts[asked] as number, wanted.length);
      if (Buffer.compare(found, wanted) !== 0) expect.fail(`another item ${asked} after ${n}`);
    }
  });

  it("gives parts of an item, and every small item of many", () => {
    const log: ByteLog = create();
    const starts = Array.from({ length: 40_000 }, (__, n) => log.append(Buffer.from(String(n).padStart(8, "0"))));
    fc.assert(
      fc.property(fc.nat({ max: 39_999 }), (n) => {
        expect(log.read((starts[n] as number) + 2, 6).toString()).toBe(String(n).padStart(8, "0").slice(2));
      }),
      { seed: 23, numRuns: 2_000 },
    );
  });

  it("throws where there are no bytes", () => {
    const log: ByteLog = create();
    log.append(Buffer.from("abcd"));
    expect(() => log.read(1, 4)).toThrow(RangeError);
    expect(() => log.read(-1, 2)).toThrow(RangeError);
  });
});

describe("createFileLog", () => {
  it("names the file that ends too early", () => {
    const path = join(folder, "short.log");
    const log = createFileLog(path);
    log.append(new Uint8Array(200_000));
    truncateSync(path, 100);
    expect(() => log.read(8_192, 8)).toThrow(path);
    log.close();
  });
});

describe("createFileLogs", () => {
  it("makes logs of one name that do not mix, and lets go of them together", () => {
    const { make, close } = createFileLogs(folder);
    const [one, other] = [make("pairs"), make("pairs")];
    one?.append(Buffer.from("one!"));
    other?.append(Buffer.from("more"));
    expect(one?.read(0, 4).toString()).toBe("one!");
    expect(other?.read(0, 4).toString()).toBe("more");
    close();
    expect(() => one?.append(new Uint8Array(1 << 17))).toThrow();
  });
});
