import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { generateFeed } from "../../corpus/generator/feed.js";
import { dittograph, line, losingThread, root, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const rows = [...generateFeed({ seed: 5, bytes: 800_000 })].map((row) => row.line);

/** Files with everything that depends on order: equal ids over files, rejects between, ends of all kinds. */
function writeInputs(): string {
  const inputs = join(folder, "inputs");
  mkdirSync(inputs);
  const part = (from: number, to: number): string[] => rows.slice(from, to);
  write(inputs, "a.jsonl", `\ufeff${part(0, 100).join("\r\n")}\r\n{"broken\n\n${part(10, 20).join("\n")}`);
  write(inputs, "b.jsonl.gz", gzipSync(`${part(60, 160).join("\n")}\n${line({ id: "g000000003", text: "short" })}`));
  write(
    inputs,
    "c.jsonl",
    part(160, 240)
      .map((row, i) => (i % 9 === 0 ? `{"id":"n${i}"}` : row))
      .join("\n"),
  );
  write(inputs, "d.txt", (JSON.parse(rows[3] as string) as { text: string }).text);
  write(inputs, "e.jsonl", `${part(90, 130).join("\n")}\n${line({ text: "no id" })}${line({ text: "no id" })}`);
  write(inputs, "f.html", "<html><body><p>A page with some words that nobody else has.</p></body></html>");
  write(inputs, "g.jsonl", `${part(240, 300).join("\n")}\n`);
  return inputs;
}
const inputs = writeInputs();

/** All files of a run but run.json, by name. */
function run(name: string, args: readonly string[]): { readonly code: number | null; readonly files: object } {
  const out = join(folder, name);
  const { code, stderr } = dittograph(["dedup", ...args, "-o", out, "--quiet"]);
  expect(stderr).toBe("");
  const names = readdirSync(out).filter((file) => file !== "run.json");
  return { code, files: Object.fromEntries(names.map((file) => [file, readFileSync(join(out, file), "utf8")])) };
}

const lexicon = write(
  folder,
  "own.json",
  JSON.stringify({
    schema: "dittograph-lexicon/1",
    rules: [
      {
        id: "en/cta/own",
        class: "cta",
        match: "line",
        texts: ["no id"],
        strength: "certain",
        examples: ["No id"],
        counterExamples: ["An id"],
      },
    ],
  }),
);

describe("dedup with several workers", () => {
  it.each([
    ["in all", []],
    ["with --strict", ["--strict"]],
    ["with templates learned first", ["--learn-templates", "--profile", "standard"]],
    [
      "with another scheme, analyzer and keep rule",
      ["--scheme", "minhash-js", "--analyzer", "stemmed:en", "--keep", "longest"],
    ],
  ])("writes the bytes that one writes, %s", (name, options) => {
    const one = run(`one ${name}`, [inputs, ...options, "--workers", "1"]);
    expect(one.code).toBe(options.includes("--strict") ? 2 : 0);
    for (const workers of options.length === 0 ? ["2", "3", "7"] : ["3"]) {
      expect(run(`${workers} ${name}`, [inputs, ...options, "--workers", workers])).toEqual(one);
    }
  });

  it("writes the bytes that one writes on the corpus, with a lexicon and templates of the user's own", () => {
    const corpus = join(root, "corpus", "articles");
    const templates = join(folder, "templates.json");
    expect(dittograph(["templates", "learn", inputs, "-o", templates, "--quiet"]).stderr).toBe("");
    const own = ["--lexicon", lexicon, "--templates", templates];
    const one = run("corpus one", [corpus, inputs, ...own, "--workers", "1"]);
    expect(run("corpus two", [corpus, inputs, ...own, "--workers", "2"])).toEqual(one);
  });

  it("ends as one does where an input cannot be read or a setting is wrong", () => {
    const gone = join(folder, "gone.jsonl");
    const broken = write(folder, "broken.json", "{}");
    for (const args of [[gone], [inputs, "--analyzer", "stemmed:xx"], [inputs, "--lexicon", broken]]) {
      const [one, three] = ["1", "3"].map((workers) =>
        dittograph(["dedup", ...args, "-o", join(folder, "failed"), "--workers", workers]),
      );
      expect(one?.code).toBe(2);
      expect(three).toEqual(one);
      expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
    }
  });

  it("ends with a fault where one of its threads is lost, and leaves nothing behind", () => {
    const engine = losingThread(folder, "/thread.js", "true");
    const { code, stderr } = dittograph(["dedup", inputs, "-o", join(folder, "lost"), "--workers", "3"], { engine });
    expect([code, stderr]).toEqual([1, expect.stringContaining("Error: worker 1 ended (exit code")]);
    expect(readdirSync(folder).filter((name) => name.includes("lost"))).toEqual([]);
  });

  it("works for an input without a record", () => {
    const empty = write(folder, "empty.jsonl", "");
    const ran = dittograph(["dedup", empty, "-o", join(folder, "nothing"), "--workers", "3"]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("nothing usable: 0 records read");
  });
});
