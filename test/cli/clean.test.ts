import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { restore } from "../../src/clean/restore.js";
import type { Span } from "../../src/model/span.js";
import { dittograph, line, root, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const body = [
  "The council of Hollin voted on Tuesday to repair the old footbridge before winter sets in along the valley.",
  "Engineers said the timber deck had lost a third of its strength since the last survey, which was made in spring.",
  "Work will begin in October and the path on the eastern bank stays open, the council said in its notice.",
].join("\n");
const page = `${body}\nMost popular stories\n- Market square to get new benches\n- Bakery on Mill Street closes after ninety years\n- School choir wins regional prize\n`;

interface Cleaned {
  id: string;
  text: string;
  dittograph: { schema: number; profile: string; ruleset: string; spans: Span[] };
}

describe("clean", () => {
  it("gives plain text for one plain-text file", () => {
    const path = write(folder, "page.txt", page);
    const run = dittograph(["clean", path]);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toBe(`${body}\n`);
  });

  it("gives every record of a feed back, in order, with spans that restore the original", () => {
    const feed = write(folder, "feed.jsonl", line({ id: 1, text: page, n: 1 }) + line({ id: "two", text: body }));
    const out = join(folder, "cleaned.jsonl");
    expect(dittograph(["clean", feed, "-o", out, "--quiet"]).code).toBe(0);
    const [first, second] = rows<Cleaned>(out);
    expect(first?.text).toBe(`${body}\n`);
    expect(first?.dittograph).toMatchObject({ schema: 1, profile: "conservative" });
    expect(restore(first?.text ?? "", first?.dittograph.spans ?? [])).toBe(page);
    expect(second?.text).toBe(body);
  });

  it("replaces an existing dittograph field", () => {
    const feed = write(folder, "twice.jsonl", line({ dittograph: { old: true }, id: "a", text: page }));
    const run = dittograph(["clean", feed]);
    expect(run.stdout).not.toContain('"old":true');
    expect((JSON.parse(run.stdout) as Cleaned).text).toBe(`${body}\n`);
  });

  it("changes nothing more when it cleans its own output", () => {
    const corpus = join(root, "corpus", "articles");
    const once = join(folder, "once.jsonl");
    const twice = join(folder, "twice-out.jsonl");
    expect(dittograph(["clean", corpus, "-o", once, "--quiet"]).code).toBe(0);
    expect(dittograph(["clean", once, "-o", twice, "--quiet"]).code).toBe(0);
    const texts = (path: string): string[] => rows<Cleaned>(path).map(({ text }) => text);
    expect(texts(twice)).toEqual(texts(once));
  });

  it("keeps the text and adds the spans with --format annotated", () => {
    const feed = write(folder, "annotated.jsonl", line({ id: "a", text: page }));
    const record = JSON.parse(dittograph(["clean", feed, "--format", "annotated"]).stdout) as Cleaned;
    expect(record.text).toBe(page);
    expect(record.dittograph.spans.length).toBeGreaterThan(0);
  });

  it("cuts nothing with --profile report, and obeys --class", () => {
    const path = write(folder, "report.txt", page);
    expect(dittograph(["clean", path, "--profile", "report"]).stdout).toBe(page);
    expect(dittograph(["clean", path, "--class", "link_list=keep"]).stdout).toBe(page);
  });

  it("mirrors several text files into a folder", () => {
    const inputs = join(folder, "texts");
    mkdirSync(join(inputs, "deep"), { recursive: true });
    write(inputs, "a.txt", page);
    write(join(inputs, "deep"), "b.txt", body);
    const out = join(folder, "texts-out");
    expect(dittograph(["clean", inputs, "-o", out]).code).toBe(0);
    expect(readFileSync(join(out, "a.txt"), "utf8")).toBe(`${body}\n`);
    expect(readFileSync(join(out, "deep", "b.txt"), "utf8")).toBe(body);
  });

  it("mirrors a folder of one gzipped feed under its plain name", () => {
    const inputs = join(folder, "one");
    mkdirSync(inputs);
    write(inputs, "feed.jsonl.gz", gzipSync(line({ id: "a", text: page })));
    const out = join(folder, "one-out");
    expect(dittograph(["clean", inputs, "-o", out]).code).toBe(0);
    expect(rows<Cleaned>(join(out, "feed.jsonl"))[0]?.text).toBe(`${body}\n`);
  });

  it("rejects a record whose id was there before with --strict, and else renames it", () => {
    const feed = write(folder, "twins.jsonl", line({ id: "a", text: page }) + line({ id: "a", text: body }));
    expect(dittograph(["clean", feed, "--strict", "--quiet"]).code).toBe(2);
    const ids = dittograph(["clean", feed])
      .stdout.split("\n")
      .filter((row) => row !== "");
    expect(ids.map((row) => (JSON.parse(row) as { dittograph: { id?: string } }).dittograph.id)).toEqual([
      undefined,
      "a~2",
    ]);
  });

  it("gives the same bytes for any number of workers, also of a feed on standard input", () => {
    const records = Array.from({ length: 3000 }, (_, i) =>
      line({ id: i % 700, text: `Report ${i}. ${page}`.repeat(3) }),
    );
    records.splice(900, 0, "no record\n");
    const feed = write(folder, "large.jsonl", records.join(""));
    const of = (args: readonly string[], input?: string) => {
      const rejects = join(folder, "large-rejects.jsonl");
      const run = dittograph(["clean", ...args, "--rejects", rejects, "--quiet"], input === undefined ? {} : { input });
      return [run.code, run.stdout, readFileSync(rejects, "utf8").replaceAll(feed, "-")];
    };
    const alone = of([feed, "--workers", "1"]);
    expect(alone[1]?.toString().split("\n")).toHaveLength(3001);
    expect(alone[2]).toContain('"line":901');
    expect(of([feed, "--workers", "3"])).toEqual(alone);
    expect(of([feed])).toEqual(alone);
    expect(of(["-"], records.join(""))).toEqual(alone);
    expect(of(["-", "--workers", "2"], records.join(""))).toEqual(alone);
  });

  it("cleans what standard input has brought before its end", async () => {
    const run = spawn(process.execPath, [join(root, "dist", "cli", "bin.js"), "clean", "-"]);
    run.stdin.write(line({ id: "first", text: page }).repeat(10));
    const [first] = (await once(run.stdout, "data")) as [Buffer];
    expect((JSON.parse(first.toString().split("\n")[0] as string) as Cleaned).id).toBe("first");
    run.stdin.end();
    expect(await once(run, "close")).toEqual([0, null]);
  });

  it("refuses a number of workers that is none", () => {
    const path = write(folder, "workers.txt", page);
    expect(dittograph(["clean", path, "--workers", "0"])).toMatchObject({ code: 2 });
  });

  it("says which output cannot be written", () => {
    const path = write(folder, "unwritable.txt", page);
    for (const output of [folder, join(path, "below")]) {
      const run = dittograph(["clean", path, "-o", output]);
      expect([run.code, run.stderr.trim().split("\n").length]).toEqual([2, 1]);
    }
  });

  it("leaves no output where a later input cannot be read", () => {
    const inputs = join(folder, "unreadable");
    mkdirSync(inputs);
    const feed = write(inputs, "feed.jsonl", line({ id: "a", text: page }).repeat(2000));
    const run = dittograph(["clean", feed, "/proc/self/mem", "--workers", "1", "-o", join(inputs, "out.jsonl")]);
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(readdirSync(inputs)).toEqual(["feed.jsonl"]);
  });

  it("shows each line with its class and its reason with --explain", () => {
    const path = write(folder, "explain.txt", page);
    const { stdout } = dittograph(["clean", path, "--explain"]);
    expect(stdout).toMatch(/link_list.*\n?.*Most popular stories|Most popular stories.*\n?.*link_list/);
    expect(stdout).toContain("The council of Hollin voted");
  });

  it("ends quietly when its reader goes away", () => {
    const feed = write(folder, "long.jsonl", line({ id: "a", text: page }).repeat(20_000));
    const run = dittograph(["clean", feed, "--quiet"]);
    expect(run.code).toBe(0);
    expect(run.stdout.split("\n")).toHaveLength(20_001);
  });
});

describe("explain", () => {
  const near = body.replace("old footbridge", "wooden footbridge");
  const feed = write(folder, "pair.jsonl", line({ id: "a", text: body }) + line({ id: "b", text: near }));

  it("shows relation, scores and the shared passages of two ids of a feed", () => {
    const { stdout, code } = dittograph(["explain", "a", "b", "--in", feed]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/a ~ b: near/);
    expect(stdout).toMatch(/passage of \d+ tokens: a 0–\d+, b 0–\d+/);
  });

  it("compares two files, and gives the figures as JSON", () => {
    const [x, y] = [write(folder, "x.txt", body), write(folder, "y.txt", near)];
    const found = JSON.parse(dittograph(["explain", x, y, "--json"]).stdout) as { relation: string; jaccard: number };
    expect(found.relation).toBe("near");
    expect(found.jaccard).toBeGreaterThan(0.7);
  });

  it("says so where two articles are unrelated", () => {
    const other = write(
      folder,
      "z.txt",
      "Something else entirely was decided by other people in another town, far away.",
    );
    expect(dittograph(["explain", write(folder, "x2.txt", body), other]).stdout).toContain("unrelated");
  });
});
