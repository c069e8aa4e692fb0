import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dittograph, root, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const corpus = join(root, "corpus", "articles");
const records = readdirSync(corpus)
  .sort()
  .flatMap((name) => rows<{ id: string; text: string }>(join(corpus, name)));
const feed = write(folder, "feed.jsonl", records.map((record) => `${JSON.stringify(record)}\n`).join(""));

interface Written {
  readonly id: string;
  readonly text: string;
  readonly dittograph: object;
}

interface Passed {
  readonly id: string;
  readonly dittograph: { readonly supersedes?: readonly string[] };
}

function dedup(name: string, ...args: readonly string[]): string {
  const out = join(folder, name);
  const { code, stderr } = dittograph(["dedup", feed, "-o", out, "--quiet", ...args]);
  expect([code, stderr]).toEqual([0, ""]);
  return out;
}

/** All files of a run but run.json, by name. */
function filesOf(out: string): Readonly<Record<string, string>> {
  const names = readdirSync(out).filter((name) => name !== "run.json");
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(out, name), "utf8")]));
}

const summaryOf = (out: string) => JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
const none = dedup("none", "--profile", "none");
const bare = dedup("bare", "--profile", "none", "--no-records");

describe("dedup --profile none", () => {
  it("leaves every text as it came, and says so in each record", () => {
    const written = [...rows<Written>(join(none, "kept.jsonl")), ...rows<Written>(join(none, "duplicates.jsonl"))];
    const texts = new Map(records.map(({ id, text }) => [id, text]));
    expect(written).toHaveLength(records.length);
    for (const { id, text, dittograph: own } of written) {
      expect(text).toBe(texts.get(id));
      expect(own).toMatchObject({ profile: "none", ruleset: "none", spans: [] });
    }
  });

  it("makes no figures of what nobody looked for", () => {
    const summary = summaryOf(none);
    expect(summary).toMatchObject({ ruleset: "none", classes: [], text: { cut: 0, articlesCut: 0 } });
    expect(Object.keys(summary.repeats)).toEqual(["paragraphs"]);
    expect(Object.keys(summaryOf(dedup("cleaned")).repeats)).toEqual(["paragraphs", "furniture"]);
  });

  it("says on the page and the terminal that nothing was cleaned, which a run that cleans does not", () => {
    const said = /compared as they came: nothing was looked for/;
    const shown = (profile: string) =>
      dittograph(["dedup", feed, "-o", join(folder, `shown-${profile}`), "--profile", profile]).stdout;
    expect(shown("none")).toMatch(said);
    expect(shown("report")).not.toMatch(said);
    expect(readFileSync(join(none, "report.html"), "utf8")).toMatch(said);
    expect(readFileSync(join(folder, "shown-report", "report.html"), "utf8")).not.toMatch(said);
  });

  it("gives the same bytes with one worker and with two", () => {
    expect(filesOf(dedup("none-two", "--profile", "none", "--workers", "2"))).toEqual(filesOf(none));
  });

  it.each([
    [["dedup", feed, "-o", join(folder, "no")], ["--templates", "t.json"], "--templates"],
    [["dedup", feed, "-o", join(folder, "no")], ["--lexicon", "l.json"], "--lexicon"],
    [["dedup", feed, "-o", join(folder, "no")], ["--class", "cta=keep"], "class"],
    [["dedup", feed, "-o", join(folder, "no")], ["--learn-templates"], "--learn-templates"],
    [["clean", feed], ["--templates", "t.json"], "--templates"],
    [["clean", feed], ["--class", "cta=keep"], "class"],
    [["filter", feed, "--index", join(folder, "no")], ["--learn", join(folder, "t.json")], "--learn"],
    [["serve", "--index", join(folder, "no")], ["--lexicon", "l.json"], "--lexicon"],
    [["eval", feed, feed], ["--learn-templates"], "--learn-templates"],
    [["templates", "learn", feed, "-o", join(folder, "t.json")], [], "templates to be learned"],
    [["explain", "a", "b", "--in", feed], ["--class", "cta=keep"], "class"],
    [["index", "build", feed, "--index", join(folder, "no")], ["--templates", "t.json"], "--templates"],
  ])("is refused in %j beside %j, by both names", (command, others, name) => {
    if (command[0] === "eval") command[1] = write(folder, "labels.jsonl", '{"a":"x","b":"y","label":"copy"}\n');
    const { code, stderr } = dittograph([...command, "--profile", "none", ...others]);
    expect(stderr).toBe(
      `dittograph: option profile: expected one that cleans beside ${name}, found "none", which looks for nothing\n`,
    );
    expect(code).toBe(2);
    expect(existsSync(join(folder, "no"))).toBe(false);
  });
});

describe("the other commands under --profile none", () => {
  it("clean writes every text as it came, and explain tells that it was not judged", () => {
    const cleaned = dittograph(["clean", feed, "--profile", "none"]).stdout.trimEnd().split("\n");
    expect(cleaned.map((row) => (JSON.parse(row) as Written).text)).toEqual(records.map(({ text }) => text));
    const page = write(folder, "page.txt", "2 min read\n\nADVERTISEMENT\n");
    expect(dittograph(["clean", page, "--profile", "none"]).stdout).toBe("2 min read\n\nADVERTISEMENT\n");
    expect(dittograph(["clean", page, "--profile", "none", "--explain"]).stdout).toContain("unjudged text: 0 cut");
  });

  it("filter lets through what dedup --keep first keeps, with an index that others do not open", () => {
    const first = dedup("first", "--profile", "none", "--keep", "first");
    const index = join(folder, "index");
    const run = dittograph(["filter", feed, "--index", index, "--profile", "none"]);
    expect(run.code, run.stderr).toBe(0);
    const passed = run.stdout
      .trimEnd()
      .split("\n")
      .map((row) => JSON.parse(row) as Passed);
    // A shorter text that came first had passed when the longer one came.
    const replaced = new Set(passed.flatMap(({ dittograph: own }) => own.supersedes ?? []));
    expect(passed.map(({ id }) => id).filter((id) => !replaced.has(id))).toEqual(
      rows<Written>(join(first, "kept.jsonl")).map(({ id }) => id),
    );
    for (const { dittograph: own } of passed) expect(own).toMatchObject({ profile: "none", spans: [] });
    const other = dittograph(["filter", feed, "--index", index]);
    expect([other.code, other.stderr]).toEqual([2, expect.stringMatching(/profile/)]);
    expect(other.stderr).toContain("none");
  });
});

describe("dedup --no-records", () => {
  it("finds what a run with records finds, with any number of workers, cleaned or not", () => {
    for (const [full, args] of [
      [none, ["--profile", "none"]],
      [join(folder, "cleaned"), []],
    ] as const) {
      const expected = filesOf(full);
      for (const workers of ["1", "2"]) {
        const out = dedup("left-out", ...args, "--no-records", "--workers", workers);
        const found = filesOf(out);
        const same = ["articles.jsonl", "clusters.jsonl", "pairs.jsonl", "rejected.jsonl", "report.html"];
        expect(Object.keys(found)).toEqual([...same, "summary.json"]);
        for (const name of same) expect(found[name], name).toBe(expected[name]);
        const { repeats: _, ...rest } = summaryOf(full);
        expect(summaryOf(out)).toEqual({ ...rest, leftOut: ["kept.jsonl", "duplicates.jsonl", "repeats.jsonl"] });
      }
    }
  });

  it("takes records of every kind: equal ids, escapes, broken UTF-8, no words, plain files, web pages", () => {
    const inputs = join(folder, "strange");
    mkdirSync(inputs);
    const text = `${records[20]?.text} “caf\u00e9” \u{1f600}`;
    const escaped = JSON.stringify(text).replace(
      /[^ -~]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    const lines = [`{"id":"a","text":${escaped}}`, `{"id":"a","text":${JSON.stringify(text)}}`, '{"id":"a","text":""}'];
    const rest = ['{"id":"e","text":" \\n"}', '{"id":"s","text":"\\ud800 lone"}', "{broken", '{"id":"n","text":null}'];
    const broken = Buffer.concat([
      Buffer.from(`{"id":"b","text":"${records[20]?.id} `),
      Buffer.of(0xff),
      Buffer.from('"}\n'),
    ]);
    write(inputs, "a.jsonl", Buffer.concat([Buffer.from(`${[...lines, ...rest].join("\n")}\n`), broken]));
    write(inputs, "b.txt", text);
    write(inputs, "c.html", `<html><body><p>${text}</p></body></html>`);
    for (const extra of [[], ["--strict"], ["--analyzer", "stemmed:en"], ["--scheme", "minhash-js"]]) {
      const [full, left] = [join(folder, "strange-full"), join(folder, "strange-left")];
      for (const [out, more] of [
        [full, []],
        [left, ["--no-records"]],
      ] as const) {
        const { stderr } = dittograph(["dedup", inputs, "-o", out, "--quiet", "--profile", "none", ...extra, ...more]);
        expect(stderr).toBe("");
      }
      const { repeats: _, ...figures } = summaryOf(full);
      expect(summaryOf(left)).toMatchObject(figures);
      for (const name of ["pairs", "clusters", "articles", "rejected"].map((each) => `${each}.jsonl`))
        expect(filesOf(left)[name], `${name} ${extra}`).toBe(filesOf(full)[name]);
      expect(rows(join(left, "pairs.jsonl")).length).toBeGreaterThan(0);
    }
  });

  it("leaves nothing of an older run in its folder, nor an older run anything of it", () => {
    const out = dedup("in-turn");
    expect(readdirSync(out)).toContain("kept.jsonl");
    dedup("in-turn", "--no-records");
    expect(readdirSync(out)).not.toContain("kept.jsonl");
    dedup("in-turn");
    expect(Object.keys(summaryOf(out))).not.toContain("leftOut");
    expect(readdirSync(out)).toContain("repeats.jsonl");
  });

  it("tells where its files are, without those that it left out", () => {
    const { stdout } = dittograph(["dedup", feed, "-o", join(folder, "told"), "--no-records"]);
    expect(stdout).toMatch(/pairs\.jsonl, clusters\.jsonl, report\.html; no records \(--no-records\)\n$/);
    expect(stdout).not.toMatch(/kept\.jsonl|in several articles/);
  });

  it("compares with the records of an earlier run all the same", () => {
    const against = ["--profile", "none", "--against", none];
    const [full, left] = [dedup("against", ...against), dedup("against-bare", ...against, "--no-records")];
    for (const name of ["pairs.jsonl", "clusters.jsonl"]) expect(filesOf(left)[name]).toBe(filesOf(full)[name]);
    expect(summaryOf(left)).toMatchObject({ known: summaryOf(none).articles.kept });
  });

  it("can be grouped again", () => {
    const again = dedup("again", "--profile", "none", "--no-records");
    expect(dittograph(["dedup", "--rethreshold", "0.9", again, "--quiet"])).toMatchObject({ code: 0, stderr: "" });
    const fresh = dedup("fresh", "--profile", "none", "--no-records", "--threshold", "0.9", "--floor", "0.55");
    const [found, expected] = [filesOf(again), filesOf(fresh)];
    expect(found).toEqual(expected);
  });

  it.each([
    ["--against", ["dedup", feed, "-o", join(folder, "refused"), "--against", bare]],
    ["--sample", ["eval", "--sample", "3", bare]],
  ])("leaves nothing for %s, which says why", (option, args) => {
    const { code, stderr } = dittograph(args);
    expect(stderr).toBe(
      `dittograph: option ${option}: expected a run with its records, found one made with --no-records in ${bare}, without kept.jsonl, duplicates.jsonl, repeats.jsonl: run it again without that option\n`,
    );
    expect(code).toBe(2);
  });
});
