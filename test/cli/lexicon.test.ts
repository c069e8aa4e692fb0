import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROSE } from "../clean/reading.js";
import { dittograph, line, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const PLEA = "Drink our tea!";
const article = (id: string) => line({ id, text: [PROSE[0], PROSE[1], PLEA, PROSE[2]].join("\n") });
const feed = write(folder, "feed.jsonl", article("a") + article("b"));
const tea = {
  ...{ id: "en/cta/tea", class: "cta", match: "line", strength: "certain", texts: ["drink our tea"] },
  ...{ examples: ["Drink our tea!"], counterExamples: ["They drink our tea at noon"] },
};
const house = write(folder, "house.json", JSON.stringify({ schema: "dittograph-lexicon/1", rules: [tea] }));
const wrong = write(
  folder,
  "wrong.json",
  JSON.stringify({ schema: "dittograph-lexicon/1", rules: [{ ...tea, texts: ["tea"] }] }),
);

interface Row {
  readonly text: string;
  readonly dittograph: { readonly ruleset: string };
}

describe("--lexicon", () => {
  it("adds rules to clean, and its hash to the ruleset's name", () => {
    const out = join(folder, "out.jsonl");
    expect(dittograph(["clean", feed, "-o", out, "--lexicon", house, "--quiet"])).toMatchObject({
      code: 0,
      stderr: "",
    });
    const [row] = rows<Row>(out);
    expect(row?.text).not.toContain(PLEA);
    expect(row?.dittograph.ruleset).toMatch(/\+lexicon@[0-9a-f]{12}$/);
  });

  it("leaves articles as they were without it", () => {
    const out = join(folder, "plain.jsonl");
    expect(dittograph(["clean", feed, "-o", out, "--quiet"]).code).toBe(0);
    const [row] = rows<Row>(out);
    expect(row?.text).toContain(PLEA);
    expect(row?.dittograph.ruleset).not.toContain("lexicon");
  });

  it("counts in dedup and explain", () => {
    const out = join(folder, "deduped");
    expect(dittograph(["dedup", feed, "-o", out, "--lexicon", house, "--quiet"]).code).toBe(0);
    expect(rows<Row>(join(out, "kept.jsonl"))[0]?.dittograph.ruleset).toContain("+lexicon@");
    expect(JSON.parse(readFileSync(join(out, "summary.json"), "utf8")).ruleset).toContain("+lexicon@");
    const explained = dittograph(["explain", "a", "b", "--in", feed, "--lexicon", house, "--json"]);
    expect(JSON.parse(explained.stdout).cleaned[0].text).not.toContain(PLEA);
  });

  it.each([
    ["clean", [feed, "-o", join(folder, "x.jsonl")]],
    ["dedup", [feed, "-o", join(folder, "x")]],
    ["explain", ["a", "b", "--in", feed]],
  ])("%s stops at a rule that does not do as it says", (command, args) => {
    const ran = dittograph([command, ...args, "--lexicon", wrong]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toBe(
      `dittograph: ${wrong}: rule en/cta/tea: expected to fire in its example "Drink our tea!", found that it does not\n`,
    );
  });

  it("stops at a file that is none", () => {
    const ran = dittograph(["clean", feed, "--lexicon", feed]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("feed.jsonl: expected JSON");
  });
});
