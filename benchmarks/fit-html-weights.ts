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
import { RULES } from "../src/read/html/rules.js";
import { SHORT_WORDS, SURROUNDINGS, surroundingsOf } from "../src/read/html/surroundings.js";
import { figuresOf, type LabelledPage, readPages } from "./html-pages.js";
import { fitLogistic, logOddsOf, type Sample } from "./logistic.js";

const FOLDS = 10;
const INNER_FOLDS = 5;
/**
 * The ridge of the first model (of 10 to 300) and the border (of −1 to 1) were chosen on these pages by cross-validation, so
 * the figures flatter a little; the second ridge was not searched.
 */
const FIRST_RIDGE = 200;
const SECOND_RIDGE = 30;
const BORDER = -0.5;
/** Rules seen on fewer pages get no weight. */
const PAGES_MIN = 8;
/** Words from which a line is content once only; as in main-content.ts. */
const REPEAT_WORDS = 9;
const DECIMALS = 3;

interface Model {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

type KeyOf = (page: LabelledPage) => string;

function main(args: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { write: { type: "string" }, outputs: { type: "string" } },
  });
  const pages = positionals.flatMap(readPages);
  const known = seenRules(pages);
  const bySite = crossValidate(pages, known, ({ site }) => site);
  const byPage = crossValidate(pages, known, ({ set, id }) => `${set} ${id}`);
  const model = train(pages, known, ({ site }) => site);
  const inSample = new Map(pages.map((page) => [page, choose(page, secondScores(page, model))]));
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

/** Scores of each page by a model that has not seen its fold. */
function crossValidate(pages: readonly LabelledPage[], known: ReadonlySet<number>, keyOf: KeyOf): Choices {
  const chosen = new Map<LabelledPage, readonly boolean[]>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = pages.filter((page) => foldOf(keyOf(page), FOLDS, 7) === fold);
    if (held.length === 0) continue;
    const model = train(
      pages.filter((page) => !held.includes(page)),
      known,
      keyOf,
    );
    for (const page of held) chosen.set(page, choose(page, secondScores(page, model)));
  }
  return chosen;
}

function train(pages: readonly LabelledPage[], known: ReadonlySet<number>, keyOf: KeyOf): Model {
  const samples = new Map(pages.map((page) => [page, firstSamples(page, known)]));
  const fitOn = (some: readonly LabelledPage[]): Float64Array =>
    fitLogistic(
      some.flatMap((page) => samples.get(page) ?? []),
      { binary: RULES.length, real: 0, ridge: FIRST_RIDGE },
    );
  const second: Sample[] = [];
  for (let fold = 0; fold < INNER_FOLDS; fold++) {
    const held = pages.filter((page) => foldOf(keyOf(page), INNER_FOLDS, 99) === fold);
    const first = fitOn(pages.filter((page) => !held.includes(page)));
    for (const page of held) second.push(...secondSamples(page, firstScores(page, first)));
  }
  return {
    first: fitOn(pages),
    second: fitLogistic(second, { binary: 0, real: SURROUNDINGS.length * 2 + 1, ridge: SECOND_RIDGE }),
  };
}

function firstSamples({ rules, labels, weights }: LabelledPage, known: ReadonlySet<number>): Sample[] {
  return rules.map((fired, line) => {
    const on = fired.filter((rule) => known.has(rule));
    return { on, values: [], label: labels[line] ?? 0, weight: weights[line] ?? 0 };
  });
}

function firstScores({ rules }: LabelledPage, first: Float64Array): Float64Array {
  return Float64Array.from(rules, (on) => logOddsOf(first, RULES.length, { on, values: [] }));
}

/** Each value once for long lines and once for short ones, and what short lines have ahead. */
function secondSamples({ facts, labels, weights }: LabelledPage, scores: Float64Array): Sample[] {
  const around = surroundingsOf(facts, scores);
  const width = SURROUNDINGS.length;
  return Array.from(scores, (_, line) => {
    const own = Array.from(around.subarray(line * width, (line + 1) * width));
    const none = own.map(() => 0);
    const isShort = (facts.shapes.words[line] ?? 0) < SHORT_WORDS;
    const values = isShort ? [...none, ...own, 1] : [...own, ...none, 0];
    return { on: [], values, label: labels[line] ?? 0, weight: weights[line] ?? 0 };
  });
}

function secondScores(page: LabelledPage, { first, second }: Model): number[] {
  return secondSamples(page, firstScores(page, first)).map((sample) => logOddsOf(second, 0, sample));
}

function choose({ tokens, facts }: LabelledPage, scores: readonly number[]): boolean[] {
  const kept = new Set<string>();
  return scores.map((score, line) => {
    if (score < BORDER) return false;
    if ((facts.shapes.words[line] ?? 0) < REPEAT_WORDS) return true;
    const text = tokens[line]?.join(" ") ?? "";
    return kept.has(text) ? false : kept.add(text) !== undefined;
  });
}

function seenRules(pages: readonly LabelledPage[]): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const { rules } of pages)
    for (const rule of new Set(rules.flat())) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= PAGES_MIN).map(([rule]) => rule));
}

function foldOf(key: string, folds: number, seed: number): number {
  let hash = seed;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 8) % folds;
}

function rowsOf(name: string, pages: readonly LabelledPage[], choices: Choices): string[] {
  return [...figuresOf(pages, (page) => choices.get(page) ?? [])].map(
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
