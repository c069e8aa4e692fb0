/** The two-step model of main content: fitted on labelled pages, and its scores on pages that it has not seen. */
import { RULES } from "../src/read/html/rules.js";
import { SHORT_WORDS, SURROUNDINGS, surroundingsOf } from "../src/read/html/surroundings.js";
import type { LabelledPage } from "./html-pages.js";
import { fitLogistic, logOddsOf, type Sample } from "./logistic.js";

const FOLDS = 10;
const INNER_FOLDS = 5;
/**
 * Chosen on these pages by cross-validation (the first of 10 to 400, the second of 30, 100 and 300), so the figures
 * flatter a little.
 */
export const FIRST_RIDGE = 100;
export const SECOND_RIDGE = 100;
/** Rules seen on fewer pages get no weight. */
const PAGES_MIN = 8;

/** Weights of both steps, the bias last. */
export interface Model {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** What pages of one fold have in common: their site, or themselves. */
export type KeyOf = (page: LabelledPage) => string;

/** Log-odds of being content of every line of every page. */
export type Scores = ReadonlyMap<LabelledPage, Float64Array>;

/** Scores of each page by a model that has seen no page of its fold; ten folds. */
export function crossValidate(pages: readonly LabelledPage[], keyOf: KeyOf): Scores {
  const scores = new Map<LabelledPage, Float64Array>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = new Set(pages.filter((page) => foldOf(keyOf(page), FOLDS, 7) === fold));
    if (held.size === 0) continue;
    const model = train(
      pages.filter((page) => !held.has(page)),
      keyOf,
    );
    for (const page of held) scores.set(page, secondScores(page, model));
  }
  return scores;
}

/** Fits both steps; the second on first scores of pages that the first has not seen. */
export function train(pages: readonly LabelledPage[], keyOf: KeyOf): Model {
  const known = seenRules(pages);
  const samples = new Map(pages.map((page) => [page, firstSamples(page, known)]));
  const fitOn = (some: readonly LabelledPage[]): Float64Array =>
    fitLogistic(
      some.flatMap((page) => samples.get(page) ?? []),
      { binary: RULES.length, real: 0, ridge: FIRST_RIDGE },
    );
  const second: Sample[] = [];
  for (let fold = 0; fold < INNER_FOLDS; fold++) {
    const held = new Set(pages.filter((page) => foldOf(keyOf(page), INNER_FOLDS, 99) === fold));
    const first = fitOn(pages.filter((page) => !held.has(page)));
    for (const page of held) second.push(...secondSamples(page, firstScores(page, first)));
  }
  return {
    first: fitOn(pages),
    second: fitLogistic(second, { binary: 0, real: SURROUNDINGS.length * 2 + 1, ridge: SECOND_RIDGE }),
  };
}

/** Log-odds of being content, a line each. */
export function secondScores(page: LabelledPage, { first, second }: Model): Float64Array {
  return Float64Array.from(secondSamples(page, firstScores(page, first)), (sample) => logOddsOf(second, 0, sample));
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
