/**
 * How much furniture goes, and how much content with it, beside the filters people use, on pages that have lost their
 * markup?
 *
 *     npm run bench:furniture -- PAGES.jsonl.gz… [--python PYTHON] [--write]
 *
 * A record holds `id`, `text` and `labels`, one a line of the text: 1 content, 0 furniture; pages whose `gold_recall` is
 * below .8 are left out. None of that data is part of the project. jusText and trafilatura run from a Python of your own
 * (`pip install justext trafilatura`) and get each line as a paragraph.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { createCleaner } from "../src/clean/clean.js";
import { type Profile, resolveOptions } from "../src/options.js";
import { cutContent } from "./content-alone.js";
import { scratchFolder } from "./feed.js";
import { jsonRows } from "./json-rows.js";
import { isKeptByC4, type LabelledLines, type LineScore, scoreLines } from "./line-scores.js";
import { markdownTable, projectRoot, provenance, writeResults } from "./results.js";

/** Which lines of each page stay. */
type Keeps = readonly (readonly boolean[])[];

const GOLD_RECALL = 0.8;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: "string" }, write: { type: "boolean", default: false } },
});
if (positionals.length === 0) throw new Error("expected files of labelled pages, found none");
const tables = positionals.map((file) => `${basename(file)}\n\n${tableOf(readPages(file))}`);
const alone = `The labelled content alone, furniture taken away beforehand, under the default profile:\n\n${contentTable()}`;
const names = positionals.map((file) => basename(file)).join(" ");
const notes =
  "Shares are weighed by words. The weights of dittograph's raw pages were fitted on pages of these collections " +
  "(`benchmarks/fit-clean-weights.ts` prints cross-validated figures): its rows are in sample.";
const body = [...tables, alone, notes, provenance(`npm run bench:furniture -- ${names} --python PYTHON`)].join("\n\n");
console.log(body);
if (values.write) writeResults("furniture", body);

function readPages(file: string): LabelledLines[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as LabelledLines & { readonly gold_recall?: number })
    .filter(({ gold_recall = 1 }) => gold_recall >= GOLD_RECALL);
}

function tableOf(pages: readonly LabelledLines[]): string {
  const rows: [string, Keeps][] = [
    ["dittograph, conservative (default)", keptBy(pages, "conservative")],
    ["dittograph, standard", keptBy(pages, "standard")],
    ["dittograph, aggressive", keptBy(pages, "aggressive")],
    ...peers(pages),
    ["C4's line rule", ofLines(pages, isKeptByC4)],
    ["lines of 12 words or more", ofLines(pages, (line) => line.split(/\s+/).length >= 12)],
    ["everything", ofLines(pages, () => true)],
  ];
  return markdownTable(
    [`${pages.length} pages`, "F1", "precision", "recall", "content lost", "furniture removed"],
    rows.map(([name, keeps]) => [name, ...cells(scoreLines(pages, keeps))]),
  );
}

function contentTable(): string {
  const clean = createCleaner(resolveOptions({}));
  const rows = positionals.map((file) => {
    const { characters, cut, classes } = cutContent(readPages(file), ({ id, url }, text) => {
      return clean({ id, text, source: sourceOf(url) });
    });
    const largest = classes.map(([name, length]) => `${name} ${percent(length / characters, 3)}`).join(", ");
    return [basename(file), String(characters), percent(cut / characters, 2), largest];
  });
  return markdownTable(["pages of", "characters", "cut", "most of it as"], rows);
}

function sourceOf(url: string | undefined): string {
  return url === undefined ? "" : new URL(url).host;
}

function cells({ f1, precision, recall, lost, removed }: LineScore): string[] {
  return [...[f1, precision, recall].map((value) => value.toFixed(3)), percent(lost, 2), percent(removed, 1)];
}

function percent(value: number, digits: number): string {
  return `${(100 * value).toFixed(digits)} %`;
}

function ofLines(pages: readonly LabelledLines[], keeps: (line: string) => boolean): Keeps {
  return pages.map(({ text }) => text.split("\n").map(keeps));
}

/** A line stays unless cuts cover more than half of it. */
function keptBy(pages: readonly LabelledLines[], profile: Profile): Keeps {
  const clean = createCleaner(resolveOptions({ profile }));
  return pages.map(({ id, text, url }) => {
    const cuts = clean({ id, text, source: sourceOf(url) }).spans.filter(({ action }) => action !== "flag");
    let start = 0;
    return text.split("\n").map((line) => {
      const end = start + line.length;
      const gone = cuts.reduce((sum, cut) => sum + Math.max(0, Math.min(cut.end, end) - Math.max(cut.start, start)), 0);
      start = end + 1;
      return gone * 2 <= line.length;
    });
  });
}

function peers(pages: readonly LabelledLines[]): [string, Keeps][] {
  if (values.python === undefined) return [];
  const folder = join(scratchFolder(), "furniture");
  mkdirSync(folder, { recursive: true });
  const source = join(folder, "pages.jsonl");
  writeFileSync(source, pages.map(({ id, text }) => `${JSON.stringify({ id, text })}\n`).join(""));
  return ["jusText", "trafilatura"].map((tool) => {
    const target = join(folder, `${tool}.jsonl`);
    const script = join(projectRoot(), "benchmarks", "peers", "run_lines.py");
    const run = spawnSync(values.python as string, [script, source, target, tool], { encoding: "utf8" });
    if (run.status !== 0) throw new Error(`${tool}: ${run.error?.message ?? run.stderr}`);
    return [tool, [...jsonRows<{ keeps: boolean[] }>(target)].map(({ keeps }) => keeps)];
  });
}
