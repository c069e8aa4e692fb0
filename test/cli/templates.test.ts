import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTemplates } from "../../src/read/templates.js";
import { articleOf, story } from "../engine/furniture-feed.js";
import { dittograph, line, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const FUND = "The Harbour Post is owned by the town and paid for by the people who buy it every week.";
const articles = Array.from({ length: 6 }, (_, n) => articleOf(`p${n}`, "Harbour Post", [...story(n), FUND]));
const feed = write(folder, "feed.jsonl", articles.map(line).join(""));
const file = join(folder, "templates.json");

interface Row {
  readonly id: string;
  readonly text: string;
  readonly dittograph: { readonly templates?: string; readonly spans: readonly object[] };
}

describe("templates learn", () => {
  it("writes a file that clean, dedup and explain take, with one set of decisions", () => {
    const learned = dittograph(["templates", "learn", feed, "-o", file]);
    expect(learned).toMatchObject({ code: 0, stderr: "" });
    expect(learned.stdout).toContain("6 articles, 1 sources with templates: 1 lines to remove, 0 to flag");
    const { name } = readTemplates(file);

    const cleaned = join(folder, "cleaned.jsonl");
    expect(dittograph(["clean", feed, "-o", cleaned, "--templates", file]).code).toBe(0);
    const byClean = rows<Row>(cleaned);
    for (const { text, dittograph: field } of byClean) {
      expect(text).not.toContain(FUND);
      expect(field.templates).toBe(name);
    }

    const out = join(folder, "out");
    expect(dittograph(["dedup", feed, "-o", out, "--templates", file, "--quiet"]).code).toBe(0);
    expect(rows<Row>(join(out, "kept.jsonl")).map(({ dittograph: { spans } }) => spans)).toEqual(
      byClean.map(({ dittograph: { spans } }) => spans),
    );
    expect(JSON.parse(readFileSync(join(out, "summary.json"), "utf8"))).toMatchObject({ templates: name });
    expect(existsSync(join(out, "templates.json"))).toBe(false);

    const explained = dittograph(["explain", "p0", "p1", "--in", feed, "--templates", file, "--json"]);
    const { cleaned: both } = JSON.parse(explained.stdout) as { cleaned: { text: string }[] };
    expect(both.map(({ text }) => text)).toEqual(byClean.slice(0, 2).map(({ text }) => text));
  });

  it("reads standard input, and refuses templates where it learns them, and a feed without articles", () => {
    const path = join(folder, "piped.json");
    const input = articles.map(line).join("");
    expect(dittograph(["templates", "learn", "-", "-o", path, "--quiet"], { input })).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect(readFileSync(path, "utf8")).toBe(readFileSync(file, "utf8"));
    const given = dittograph(["templates", "learn", feed, "-o", path, "--templates", file]);
    expect(given).toMatchObject({
      code: 2,
      stderr: "dittograph: option --templates: expected none where templates are learned\n",
    });
    const empty = write(folder, "empty.jsonl", "5\n");
    expect(dittograph(["templates", "learn", empty, "-o", join(folder, "none.json")]).code).toBe(2);
    expect(existsSync(join(folder, "none.json"))).toBe(false);
  });
});

describe("--templates", () => {
  it("says what is wrong with the file in one line", () => {
    const broken = write(folder, "broken.json", '{"schema":"other"}');
    const { code, stderr } = dittograph(["clean", feed, "--templates", broken]);
    expect(code).toBe(2);
    expect(stderr).toBe(`dittograph: ${broken}: expected schema "dittograph-templates/1", found "other"\n`);
    expect(
      dittograph(["dedup", feed, "-o", join(folder, "x"), "--templates", file, "--shingle", "4"]).stderr,
    ).toContain("option shingle: expected 5, with which the templates were learned, found 4");
  });
});

describe("dedup --learn-templates", () => {
  it("learns from its own input, uses what it learned, and writes it into the folder", () => {
    const out = join(folder, "learned");
    expect(dittograph(["dedup", feed, "-o", out, "--learn-templates", "--quiet"]).code).toBe(0);
    expect(readFileSync(join(out, "templates.json"), "utf8")).toBe(readFileSync(file, "utf8"));
    for (const { text } of rows<Row>(join(out, "kept.jsonl"))) expect(text).not.toContain(FUND);
    expect(readdirSync(folder).filter((name) => name.startsWith("learn-"))).toEqual([]);
  });

  it("refuses standard input, which cannot be read twice, and templates besides", () => {
    const out = join(folder, "refused");
    const piped = dittograph(["dedup", "-", "-o", out, "--learn-templates"], { input: articles.map(line).join("") });
    expect(piped.code).toBe(2);
    expect(piped.stderr).toBe(
      "dittograph: option --learn-templates: expected files, which can be read twice, found standard input\n",
    );
    expect(dittograph(["dedup", feed, "-o", out, "--learn-templates", "--templates", file]).code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});
