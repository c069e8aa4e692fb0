import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { generateFeed } from "../../corpus/generator/feed.js";
import { rethreshold } from "../../src/engine/rethreshold.js";
import { InputError, UsageError } from "../../src/errors.js";
import type { Summary } from "../../src/model/summary.js";
import type { Options } from "../../src/options.js";
import { corpusLines, dedupLines, scratchFolder } from "./runs.js";

const folder = scratchFolder();
const feed = [...generateFeed({ seed: 5, articles: 500, copies: 0.6, sources: 12 })].map(({ line }) => line);
const inputs = { corpus: corpusLines(), feed };
const describeRun = () => ({});

const read = (run: string, name: string): string => readFileSync(join(run, name), "utf8");
const summaryOf = (run: string): Summary => JSON.parse(read(run, "summary.json")) as Summary;
const pairsOf = (run: string): string[] => read(run, "pairs.jsonl").split("\n");
const copies = (run: string): string[] => pairsOf(run).filter((row) => !row.includes('"relation":"partial"'));

/** A copy of a finished run at the defaults, to be grouped again. */
function copyOf(input: keyof typeof inputs, name: string): string {
  const run = join(folder, name);
  cpSync(join(folder, input), run, { recursive: true });
  return run;
}

async function freshRun(input: keyof typeof inputs, name: string, options: Partial<Options>): Promise<string> {
  const run = join(folder, name);
  await dedupLines(run, inputs[input], options);
  return run;
}

beforeAll(async () => {
  for (const input of ["corpus", "feed"] as const) await dedupLines(join(folder, input), inputs[input]);
});

describe("rethreshold", () => {
  it.each([
    { threshold: 0.55 },
    { threshold: 0.6 },
    { threshold: 0.8 },
    { threshold: 0.9, containment: 0.9 },
    { threshold: 0.95, containment: 1 },
  ])("writes over the corpus, byte for byte, what a new run with $threshold writes", async (limits) => {
    const name = `corpus-${limits.threshold}`;
    const again = copyOf("corpus", name);
    rethreshold(again, limits, describeRun);
    const fresh = await freshRun("corpus", `${name}-fresh`, { ...limits, floor: 0.55 });
    expect(readdirSync(again).sort()).toEqual(readdirSync(fresh).sort());
    for (const file of readdirSync(fresh)) expect(read(again, file) === read(fresh, file), file).toBe(true);
  });

  it.each([{ threshold: 0.8 }, { threshold: 0.85, containment: 0.9 }])(
    "writes over a feed what a new run with $threshold writes, but for what the search looks for",
    async (limits) => {
      const name = `feed-${limits.threshold}`;
      const again = copyOf("feed", name);
      rethreshold(again, limits, describeRun);
      const fresh = await freshRun("feed", `${name}-fresh`, { ...limits, floor: 0.55 });
      for (const file of ["kept.jsonl", "duplicates.jsonl", "clusters.jsonl", "articles.jsonl", "repeats.jsonl"]) {
        expect(read(again, file) === read(fresh, file), file).toBe(true);
      }
      expect(copies(again)).toEqual(copies(fresh));
      const figures = ({ articles, sources, options, classes, text, warnings }: Summary) => ({
        ...{ articles, sources, options, classes, text, warnings },
      });
      expect(figures(summaryOf(again))).toEqual(figures(summaryOf(fresh)));
    },
  );

  it("lacks below the threshold of the run only pairs that its search was not made for", async () => {
    const again = copyOf("feed", "feed-lower");
    rethreshold(again, { threshold: 0.55 }, describeRun);
    const fresh = copies(await freshRun("feed", "feed-lower-fresh", { threshold: 0.55, floor: 0.55 }));
    const found = copies(again);
    expect(fresh).toEqual(expect.arrayContaining(found));
    expect(found.length).toBeGreaterThan(0.95 * fresh.length);
    expect(found.length).toBeGreaterThan(copies(join(folder, "feed")).length);
  });

  it("does change what is kept", () => {
    const strict = copyOf("feed", "feed-strict");
    rethreshold(strict, { threshold: 0.95, containment: 1 }, describeRun);
    expect(summaryOf(strict).articles.kept).toBeGreaterThan(summaryOf(join(folder, "feed")).articles.kept + 20);
    expect(read(strict, "pairs.jsonl")).not.toBe(read(join(folder, "feed"), "pairs.jsonl"));
  });

  it("gives the first run back when the threshold goes up and down again", () => {
    const run = copyOf("feed", "feed-there-and-back");
    rethreshold(run, { threshold: 0.9 }, describeRun);
    rethreshold(run, { threshold: 0.7 }, describeRun);
    for (const file of readdirSync(run)) {
      expect(read(run, file) === read(join(folder, "feed"), file), file).toBe(true);
    }
  });

  it("keeps what the preview said it would", () => {
    for (const row of summaryOf(join(folder, "feed")).preview) {
      const run = copyOf("feed", `feed-preview-${row.threshold}`);
      const { threshold, containment } = row;
      const { articles } = rethreshold(run, { threshold, containment }, describeRun).summary;
      expect(articles).toEqual({ kept: row.kept, duplicates: row.duplicates, clusters: row.clusters });
    }
  });

  it("carries over files that are not its own", () => {
    const run = copyOf("corpus", "corpus-notes");
    mkdirSync(join(run, "review"));
    writeFileSync(join(run, "review", "sheet.csv"), "verdict\nyes\n");
    rethreshold(run, { threshold: 0.8 }, describeRun);
    expect(read(run, "review/sheet.csv")).toBe("verdict\nyes\n");
    expect(read(run, "rejected.jsonl")).toBe("");
  });
});

describe("rethreshold refuses", () => {
  it("a threshold below the floor, and leaves the run as it was", () => {
    const run = copyOf("corpus", "corpus-low");
    const attempt = () => rethreshold(run, { threshold: 0.5 }, describeRun);
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow(/expected at least 0\.55, the floor of the run in .*, found 0\.5/);
    expect(read(run, "summary.json")).toBe(read(join(folder, "corpus"), "summary.json"));
  });

  it("a threshold above 1, and a containment below the run's", () => {
    const run = copyOf("corpus", "corpus-wrong");
    expect(() => rethreshold(run, { threshold: 1.2 }, describeRun)).toThrow(/option threshold: .* found 1\.2/);
    const lower = () => rethreshold(run, { threshold: 0.7, containment: 0.6 }, describeRun);
    expect(lower).toThrow(/option --containment: expected at least 0\.75/);
  });

  it("a higher containment where the run has no passages, but not a higher threshold", async () => {
    const run = await freshRun("corpus", "corpus-no-passages", { passages: false });
    const higher = () => rethreshold(run, { threshold: 0.8, containment: 0.9 }, describeRun);
    expect(higher).toThrow(/option --containment: expected 0\.75/);
    expect(rethreshold(run, { threshold: 0.8 }, describeRun).summary.options).toMatchObject({ threshold: 0.8 });
  });

  it.each([
    ["articles.jsonl", /articles\.jsonl: expected a readable file, found none of that name/],
    ["summary.json", /summary\.json: expected the summary of a finished run/],
    ["kept.jsonl", /kept\.jsonl: expected a readable file/],
  ])("a folder without %s", (file, message) => {
    const run = copyOf("corpus", `corpus-without-${file}`);
    rmSync(join(run, file));
    const attempt = () => rethreshold(run, { threshold: 0.8 }, describeRun);
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
    expect(existsSync(join(folder, `.corpus-without-${file}.unfinished`))).toBe(false);
  });

  it.each([
    ["kept.jsonl", '{"id":"more"}\n', /kept\.jsonl:72: expected the end of the run's records, found more/],
    ["pairs.jsonl", '{"a":"nobody"}\n', /pairs\.jsonl:\d+: expected an id of articles\.jsonl, found "nobody"/],
    ["pairs.jsonl", "{\n", /pairs\.jsonl:\d+: expected a JSON object/],
    ["clusters.jsonl", "[]\n", /clusters\.jsonl:8: expected a JSON object, found an array/],
    ["articles.jsonl", '{"id":7}\n', /articles\.jsonl:85: expected string in "id", found number/],
    ["articles.jsonl", "", /kept\.jsonl:1: expected a record that ends in .*, found another end/],
  ])("a %s that was changed", (file, row, message) => {
    const run = copyOf("corpus", "corpus-changed");
    if (row === "") writeFileSync(join(run, "kept.jsonl"), read(run, "kept.jsonl").replaceAll("}}\n", "} }\n"));
    else appendFileSync(join(run, file), row);
    expect(() => rethreshold(run, { threshold: 0.8 }, describeRun)).toThrow(message);
    rmSync(run, { recursive: true });
  });

  it("records that are too few", () => {
    const run = copyOf("corpus", "corpus-few");
    writeFileSync(join(run, "duplicates.jsonl"), "");
    const attempt = () => rethreshold(run, { threshold: 0.8 }, describeRun);
    expect(attempt).toThrow(/duplicates\.jsonl: expected a record of "[\w-]+", found the end/);
  });
});
