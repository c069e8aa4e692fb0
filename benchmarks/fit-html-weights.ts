/**
 * Fits the weights of main content in HTML, and says what they reach on pages they have not seen.
 * usage: node fit-html-weights.js PAGES.jsonl.gz… [--write src/read/html/weights.ts] [--outputs FOLDER]
 * --outputs writes <set>.jsonl, rows {id, text} as chosen by the model that has not seen the page's site.
 * A record holds id, html and gold (the text of the article). Cross-validated ten-fold twice, whole sites and single pages
 * left out; the second model is fitted on first scores of pages that the first has not seen.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { judge } from "../src/read/html/main-content.js";
import { RULES } from "../src/read/html/rules.js";
import { SURROUNDINGS } from "../src/read/html/surroundings.js";
import {
  crossValidate,
  FIRST_RIDGE,
  type Model,
  type Scores,
  SECOND_RIDGE,
  secondScores,
  train,
} from "./html-model.js";
import { figuresBySet, type LabelledPage, readPages } from "./html-pages.js";

/** Chosen of −1 to 1 by cross-validation, so the figures flatter a little. */
const BORDER = -0.5;
const DECIMALS = 3;

function main(args: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { write: { type: "string" }, outputs: { type: "string" } },
  });
  const pages = positionals.flatMap(readPages);
  const bySite = chosen(crossValidate(pages, ({ site }) => site));
  const byPage = chosen(crossValidate(pages, ({ set, id }) => `${set} ${id}`));
  const model = train(pages, ({ site }) => site);
  const inSample = chosen(new Map(pages.map((page) => [page, secondScores(page, model)])));
  const rows = [
    ...rowsOf("cross-validated by site", pages, bySite),
    ...rowsOf("cross-validated by page", pages, byPage),
    ...rowsOf("in sample", pages, inSample),
  ];
  for (const row of rows) console.log(row);
  if (values.write !== undefined) writeFileSync(values.write, sourceOf(model, pages, rows));
  if (values.outputs !== undefined) writeOutputs(values.outputs, bySite);
}

type Choices = ReadonlyMap<LabelledPage, readonly boolean[]>;

function writeOutputs(folder: string, choices: Choices): void {
  const files = new Map<string, string[]>();
  for (const [{ set, id, facts }, keep] of choices) {
    const { text, lines } = facts.page;
    const kept = keep.flatMap((isKept, line) => (isKept ? [text.slice(lines.start[line], lines.end[line])] : []));
    files.set(set, [...(files.get(set) ?? []), JSON.stringify({ id, text: kept.join("\n") })]);
  }
  for (const [set, rows] of files) writeFileSync(join(folder, `${set}.jsonl`), `${rows.join("\n")}\n`);
}

function chosen(scores: Scores): Choices {
  return new Map([...scores].map(([page, each]) => [page, choose(page, each)]));
}

function choose({ facts }: LabelledPage, scores: Float64Array): boolean[] {
  return judge(facts, scores).map((logOdds) => logOdds >= BORDER);
}

function rowsOf(name: string, pages: readonly LabelledPage[], choices: Choices): string[] {
  return [...figuresBySet(pages, (page) => choices.get(page) ?? [])].map(
    ([set, { precision, recall, f1 }]) =>
      `${name}, ${set}: P ${precision.toFixed(3)} R ${recall.toFixed(3)} F1 ${f1.toFixed(3)}`,
  );
}

/** The weights as a source file. */
function sourceOf({ first, second }: Model, pages: readonly LabelledPage[], rows: readonly string[]): string {
  const round = (value: number | undefined): number => Number((value ?? 0).toFixed(DECIMALS));
  const width = SURROUNDINGS.length;
  const bias = second.at(-1) ?? 0;
  const lines = pages.reduce((sum, { rules }) => sum + rules.length, 0);
  const around = SURROUNDINGS.map(
    (name, i) => `  ${JSON.stringify(name)}: [${round(second[i])}, ${round(second[width + i])}],`,
  );
  const rules = RULES.flatMap((name, i) =>
    round(first[i]) === 0 ? [] : [`  ${JSON.stringify(name)}: ${round(first[i])},`],
  );
  return [
    "// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: fitted numbers are no constants of mathematics",
    "/**",
    " * Weights of main content in HTML, in log-odds of being content; written by benchmarks/fit-html-weights.ts.",
    ` * Fitted on ${pages.length} news pages (${lines} lines) with the fields html and gold: a line's label is the share of its 4-token`,
    ` * shingles in the gold text, its weight its tokens by those of the gold text. Ridge ${FIRST_RIDGE} and ${SECOND_RIDGE}. F1 of 4-token shingles:`,
    ...rows.map((row) => ` * ${row}`),
    " */",
    "",
    "/** Log-odds from which a line is content. */",
    `export const BORDER: number = ${BORDER};`,
    "/** What every line has ahead in the first score. */",
    `export const BIAS: number = ${round(first.at(-1))};`,
    "/** What long and short lines have ahead in the second score. */",
    `export const SURROUNDING_BIAS: readonly [long: number, short: number] = [${round(bias)}, ${round(bias + (second[width * 2] ?? 0))}];`,
    "/** Weights of the second score, for long and for short lines. */",
    "export const SURROUNDING_WEIGHTS: Readonly<Record<string, readonly [long: number, short: number]>> = {",
    ...around,
    "};",
    "/** Weights of the first score. */",
    "export const RULE_WEIGHTS: Readonly<Record<string, number>> = {",
    ...rules,
    "};",
    "",
  ].join("\n");
}

main(process.argv.slice(2));
