import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dittograph, line, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const words = (from: number): string => Array.from({ length: 40 }, (_, i) => `w${from + i}x`).join(" ");
const feed = write(
  folder,
  "feed.jsonl",
  [
    line({ id: "a", text: words(0) }),
    line({ id: "b", text: words(0) }),
    "{\n",
    line({ id: "c", text: words(500) }),
  ].join(""),
);
const run = (...args: string[]) => dittograph(["index", ...args], { cwd: folder });

describe("dittograph index", () => {
  it("builds, shows, checks, moves and fills an index", () => {
    expect(run("build", "--index", "seen", feed, "--rejects", "rejects.jsonl")).toMatchObject({
      code: 0,
      stdout: "4 records read, 1 rejected; the index holds 2 kept, 1 duplicate → seen\n",
    });
    expect(rows(join(folder, "rejects.jsonl"))).toMatchObject([{ line: 3 }]);
    const stats = JSON.parse(run("stats", "--index", "seen", "--json").stdout) as Record<string, unknown>;
    expect(stats).toMatchObject({ articles: 3, kept: 2, duplicates: 1, header: { scheme: "dg1", templates: "" } });
    expect(run("stats", "--index", "seen").stdout).toMatch(/^articles +3\n/);
    expect(run("verify", "--index", "seen")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/3 articles, .*: sound/),
    });
    expect(run("export", "--index", "seen", "-o", "seen.jsonl").code).toBe(0);
    expect(run("import", "--index", "copy", "seen.jsonl").stdout).toBe("3 articles → copy\n");
    expect(run("export", "--index", "copy").stdout.split("\n").length).toBe(
      rows(join(folder, "seen.jsonl")).length + 1,
    );
    expect(run("load", "--index", "copy", feed).stdout).toMatch(/the index holds 2 kept, 1 duplicate/);
    expect(run("compact", "--index", "copy").stdout).toMatch(/^copy: \d[\d,]+ bytes → \d[\d,]+ bytes\n$/);
  });

  it("exits 2 with one line for wrong use", () => {
    expect(run("build", "--index", "seen", feed)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/expected no index, found one/),
    });
    expect(run("load", "--index", "seen", feed, "--seed", "7").stderr).toMatch(/seed 1, asked for 7/);
    expect(run("build", "--index", "strict", feed, "--strict", "--quiet")).toMatchObject({ code: 2, stdout: "" });
    for (const command of ["stats", "verify", "compact", "export"]) {
      expect(run(command, "--index", "never")).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/never: expected an index/),
      });
    }
    expect(run("import", "--index", "new", feed)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /feed.jsonl:1: expected a line of an exported index: dittographIndex: expected 1\n/,
      ),
    });
    expect(run("export").code).toBe(2);
  });

  it("says that the file itself cannot be read, where its structure is damaged", () => {
    expect(run("build", "--index", "damaged", feed).code).toBe(0);
    const file = openSync(join(folder, "damaged", "data.mdb"), "r+");
    for (let at = 2 * 16_384; at < 12 * 16_384; at += 64) writeSync(file, Buffer.alloc(32, 0xee), 0, 32, at);
    closeSync(file);
    expect(run("verify", "--index", "damaged").code).not.toBe(0);
  });
});
