import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dittograph, line, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const text = "An ordinary line of text that is long enough to be an article of its own.";

interface RejectRow {
  file: string;
  line: number;
  offset: number;
  reason: string;
  raw: string;
  encoding?: string;
}

describe("records that cannot be read", () => {
  const records: readonly (string | Buffer)[] = [
    line({ id: "good", text }),
    "not json\n",
    "[1, 2]\n",
    line({ id: "no text" }),
    line({ id: "number", text: 5 }),
    line({ id: "null", text: null }),
    "\n",
    `{"id":"deep","text":"x","d":${"[".repeat(100_000)}\n`,
    Buffer.from([0x7b, 0xff, 0xfe, 0x0a]),
    line({ id: "empty", text: "" }),
    '{"id":"nul","text":"nothing\\u0000here"}\n',
    '{"id":"lone","text":"alone\\ud800now"}\n',
    Buffer.concat([Buffer.from('{"id":"bytes","text":"caf'), Buffer.of(0xe9), Buffer.from('"}\n')]),
    '{"id":"number in another field","text":"fine","n":123456789012345678901234567890}',
  ];
  const feed = write(folder, "bad.jsonl", Buffer.concat(records.map((record) => Buffer.from(record))));
  const run = dittograph(["dedup", feed, "-o", join(folder, "bad"), "--json"]);
  const rejected = rows<RejectRow>(join(folder, "bad", "rejected.jsonl"));
  const kept = readFileSync(join(folder, "bad", "kept.jsonl"), "utf8")
    .split("\n")
    .filter((row) => row !== "");

  it("stand in rejected.jsonl with file, line, offset, reason and bytes; the rest goes on", () => {
    expect(run.code, run.stderr).toBe(0);
    expect(rejected.map((row) => row.line)).toEqual([2, 3, 4, 5, 6, 8, 9]);
    const [notJson] = rejected;
    expect(notJson).toMatchObject({ file: feed, offset: (records[0] as string).length, raw: "not json" });
    for (const { reason } of rejected) expect(reason).toMatch(/expected .*, found /);
    expect(rejected[4]?.reason).toBe('expected a string in "text", found null');
    expect(rejected.at(-1)?.encoding).toBe("base64");
  });

  it("are none of those that are merely odd: empty, NUL, lone surrogates, broken UTF-8, huge numbers", () => {
    const ids = kept.map((row) => (JSON.parse(row) as { id: string }).id);
    expect(ids).toEqual(["good", "empty", "nul", "lone", "bytes", "number in another field"]);
    expect(kept[3]).toContain("alone\\ud800now");
    expect(JSON.parse(kept[4] as string)).toMatchObject({ text: "caf\uFFFD", dittograph: { lossy: true } });
    expect(kept[5]).toContain('"n":123456789012345678901234567890');
  });

  it("are counted in the summary", () => {
    expect(JSON.parse(run.stdout)).toMatchObject({ records: { read: 13, articles: 6, rejected: 7, empty: 1 } });
  });

  it("make --strict exit 2", () => {
    expect(dittograph(["dedup", feed, "-o", join(folder, "strict"), "--strict", "--quiet"]).code).toBe(2);
  });

  it("go to the file that clean is given with --rejects", () => {
    const rejects = join(folder, "rejects.jsonl");
    const cleaned = join(folder, "cleaned.jsonl");
    expect(dittograph(["clean", feed, "-o", cleaned, "--rejects", rejects, "--quiet"]).code).toBe(0);
    expect(rows<RejectRow>(rejects).map((row) => row.line)).toEqual([2, 3, 4, 5, 6, 8, 9]);
    expect(rows(cleaned)).toHaveLength(6);
  });
});

describe("a line of 50 MB", () => {
  it("is an article like any other", () => {
    const big = "A sentence with a few words in it, and then the next. ".repeat(1_000_000);
    const feed = write(folder, "big.jsonl", line({ id: "big", text: big }) + line({ id: "small", text }));
    const run = dittograph(["dedup", feed, "-o", join(folder, "big"), "--json"]);
    expect(run.code, run.stderr).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ articles: { kept: 2, duplicates: 0 } });
  });
});

describe("wrong use", () => {
  const feed = write(folder, "ok.jsonl", line({ id: "a", text }));
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["a missing file", ["dedup", join(folder, "nothing.jsonl"), "-o", join(folder, "x")], /nothing\.jsonl/],
    ["no output folder", ["dedup", feed], /-o, --output/],
    ["an unknown option", ["dedup", feed, "-o", join(folder, "x"), "--treshold", "1"], /unknown option '--treshold'/],
    ["an unknown command", ["dedupe", feed], /unknown command 'dedupe'/],
    [
      "a threshold above 1",
      ["dedup", feed, "-o", join(folder, "x"), "--threshold", "7"],
      /threshold: expected .* found 7/,
    ],
    [
      "a threshold that is no number",
      ["dedup", feed, "-o", join(folder, "x"), "--threshold", "high"],
      /expected a number, found "high"/,
    ],
    ["an unknown profile", ["clean", feed, "--profile", "fierce"], /fierce/],
    ["an unknown class", ["clean", feed, "--class", "advert=remove"], /advert=remove/],
    ["an unknown analyzer", ["dedup", feed, "-o", join(folder, "x"), "--analyzer", "stemmed:xx"], /xx/],
    [
      "an unknown keep rule",
      ["dedup", feed, "-o", join(folder, "x"), "--keep", "best"],
      /keep: expected .* found "best"/,
    ],
    ["an id that is not there", ["explain", "a", "b", "--in", feed], /"b"/],
  ];

  it.each(cases)("%s exits 2 with one clear line", (_, args, message) => {
    const run = dittograph(args);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim().split("\n").length).toBeLessThanOrEqual(2);
    expect(run.stdout).toBe("");
  });

  it("a feed without any article exits 2 and still lists its rejects", () => {
    const nothing = write(folder, "nothing-usable.jsonl", "{}\n[]\n");
    const run = dittograph(["dedup", nothing, "-o", join(folder, "nothing-usable"), "--quiet"]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("2 records read, 2 rejected");
    expect(rows(join(folder, "nothing-usable", "rejected.jsonl"))).toHaveLength(2);
    expect(existsSync(join(folder, "nothing-usable", "kept.jsonl"))).toBe(true);
  });
});
