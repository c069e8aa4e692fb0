import { statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseSize } from "../corpus/generator/main.js";
import { createCleaner } from "../src/cleaner.js";
import type { Article } from "../src/model/article.js";
import { DEFAULTS } from "../src/options.js";
import { findInputs } from "../src/read/inputs.js";
import { readArticles } from "../src/read/read.js";
import { type HostileCost, measureHostile, type TextCost } from "./clean-hostile.js";
import { ensureFeed, scratchFolder } from "./feed.js";
import { grouped, MEGABYTE, three } from "./figures.js";
import { interleave, spreadOf, timed, timeProgram } from "./measure.js";
import { markdownTable, projectRoot, provenance, writeResults } from "./results.js";

/**
 * How fast is `clean`, beside `wc -w` on the same file? One thread, a file in the page cache, rounds interleaved. And what
 * do texts cost that are made to hurt?
 */
const { values } = parseArgs({
  options: {
    input: { type: "string" },
    runs: { type: "string", default: "5" },
    bytes: { type: "string", default: "50m" },
    seed: { type: "string", default: "1" },
    repeats: { type: "string", default: "2000" },
    write: { type: "boolean", default: false },
  },
});

/** Rules shown as the dearest, and as those that grow most. */
const SHOWN_RULES = 8;

/** Names of the table's rows, in the order measured. */
const WAYS = [
  "`wc -w` (C.UTF-8)",
  "`dittograph clean --workers 1`, start included",
  "cleaner alone, articles in memory",
] as const;

const file = values.input ?? ensureFeed(Number(values.seed), parseSize(values.bytes)).file;
const articles = await readAll(file);
const clean = createCleaner(DEFAULTS);
const rounds = interleave([countWords, runClean, cleanAll], Number(values.runs));
const input = values.input === undefined ? `--bytes ${values.bytes} --seed ${values.seed}` : "--input FILE";
const body = [
  speedTable(rounds),
  hostileText(measureHostile(clean, Number(values.repeats))),
  provenance(`npm run bench:clean -- ${input} --runs ${values.runs} --repeats ${values.repeats}`),
].join("\n\n");
console.log(body);
if (values.write) writeResults("clean", body);

async function readAll(path: string): Promise<Article[]> {
  const found: Article[] = [];
  for await (const reading of readArticles(await findInputs([path])))
    if (reading.kind === "article") found.push(reading.article);
  return found;
}

function countWords(): number | undefined {
  return timeProgram("wc", ["-w", file], { LC_ALL: "C.UTF-8" });
}

function runClean(): number | undefined {
  const bin = join(projectRoot(), "dist", "cli", "bin.js");
  const out = join(scratchFolder(), "bench-clean.jsonl");
  return timeProgram(process.execPath, [bin, "clean", "--workers", "1", file, "-o", out, "--quiet"]);
}

function cleanAll(): number {
  return timed(() => articles.forEach((article) => void clean(article))).seconds;
}

function speedTable(all: readonly (readonly (number | undefined)[])[]): string {
  const bytes = statSync(file).size;
  const spreads = all.map((each) => {
    const seconds = each.filter((second) => second !== undefined);
    return seconds.length === 0 ? undefined : spreadOf(seconds);
  });
  const rows = WAYS.map((name, i) => {
    const spread = spreads[i];
    if (spread === undefined) return [name, "not on this machine", "–", "–", "–"];
    const { min, median } = spread;
    const ratio = spreads[0] === undefined ? "–" : three(median / spreads[0].median);
    return [name, three(min), three(median), three(bytes / MEGABYTE / median), ratio];
  });
  const head = `${three(bytes / MEGABYTE)} MB, ${grouped(articles.length)} articles`;
  return markdownTable([head, "s, min", "s, median", "MB/s a core", "× wc -w"], rows);
}

/** Two tables: the texts by name, and the worst of the rules. */
function hostileText({ normal, texts, rules, ruleTexts }: HostileCost): string {
  const row = ({ name, bytes, nanoseconds, growth }: TextCost): string[] => [
    ...[name, three(bytes / MEGABYTE), three(nanoseconds), three(nanoseconds / normal), three(growth)],
  ];
  const head = ["hostile text", "MB", "ns a byte", "× prose", "growth"];
  const dearest = [...rules].sort((a, b) => b.nanoseconds - a.nanoseconds).slice(0, SHOWN_RULES);
  const growing = [...rules].sort((a, b) => b.growth - a.growth).slice(0, SHOWN_RULES);
  return [
    `Prose costs ${three(normal)} ns a byte. *Growth* is the cost a byte over that of half the text: 1 is linear.`,
    markdownTable(head, texts.map(row)),
    `Every rule's first example ${values.repeats} times, ${ruleTexts} texts; the dearest, and those that grow most:`,
    markdownTable(head, [...new Set([...dearest, ...growing])].map(row)),
  ].join("\n\n");
}
