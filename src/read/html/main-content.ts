/**
 * Which lines of a page are its article, from the evidence of HTML alone: an additive model in two steps. The first
 * weighs what is known of each line (rules.ts); the second weighs that score again, with those of the lines around it
 * (surroundings.ts). Every summand has a name.
 */
import { gatherFacts, type PageFacts } from "./facts.js";
import type { HtmlPage } from "./page.js";
import { fireRules, RULES } from "./rules.js";
import { SHORT_WORDS, SURROUNDINGS, surroundingsOf } from "./surroundings.js";
import * as W from "./weights.js";

/** One summand of a line's log-odds of being content. */
export interface Contribution {
  readonly rule: string;
  readonly weight: number;
}

export interface LineScore {
  /** Log-odds of being content; the sum of the contributions. */
  readonly logOdds: number;
  readonly isContent: boolean;
  readonly contributions: readonly Contribution[];
}

/** Lines of at least so many words are taken once; headings and labels may come again. */
const REPEAT_WORDS = 9;
const REPEAT_RULE = "equal to a line that is kept";
const REPEAT_WEIGHT = -8;

const RULE_WEIGHTS = Float64Array.from(RULES, (rule) => W.RULE_WEIGHTS[rule] ?? 0);
const AROUND = SURROUNDINGS.map((name) => W.SURROUNDING_WEIGHTS[name] ?? ([0, 0] as const));
const BORDER_LOG_ODDS = W.BORDER;

/** Judgements of all lines. */
export interface Judged {
  /** Log-odds of being content. */
  readonly logOdds: ArrayLike<number>;
  /** Rules that speak most against a line, the strongest first. */
  readonly reasons: (line: number) => readonly number[];
}

/** Judges every line. */
export function judgeLines(facts: PageFacts): Judged {
  const logOdds = judge(facts, secondScores(facts, firstScores(facts)));
  return { logOdds, reasons: (line) => ((logOdds[line] ?? 0) < BORDER_LOG_ODDS ? strongestAgainst(facts, line) : []) };
}

/** Scores as they are judged: long lines once, and some line is content on every page. */
export function judge(facts: PageFacts, scores: Float64Array): number[] {
  let best = Number.NEGATIVE_INFINITY;
  for (const score of scores) best = Math.max(best, score);
  const lift = Math.max(0, BORDER_LOG_ODDS + LEAST_LEAD - best);
  return dropRepeats(facts, lift > 0 ? scores.map((score) => score + lift) : scores);
}

/** The best line of a page is content by as much. */
const LEAST_LEAD = 0.25;

/** The two rules that speak most against a line. */
function strongestAgainst(facts: PageFacts, line: number): number[] {
  let first = -1;
  let second = -1;
  const weightOf = (rule: number): number => (rule < 0 ? -SPEAKS : (RULE_WEIGHTS[rule] ?? 0));
  fireRules(facts, line, (rule) => {
    const weight = weightOf(rule);
    if (weight < weightOf(first)) [first, second] = [rule, first];
    else if (weight < weightOf(second)) second = rule;
  });
  return [first, second].filter((rule) => rule >= 0);
}

/** Weight from which a rule is named as a reason. */
const SPEAKS = 0.1;

/** Whether each line is content; the fast answer, without the reasons. */
export function contentLines(page: HtmlPage): boolean[] {
  const facts = gatherFacts(page);
  return judge(facts, secondScores(facts, firstScores(facts))).map((logOdds) => logOdds >= BORDER_LOG_ODDS);
}

/** The score of each line with its reasons, strongest first. */
export function lineScores(page: HtmlPage): readonly LineScore[] {
  const facts = gatherFacts(page);
  const first = firstScores(facts);
  const around = surroundingsOf(facts, first);
  const second = weighSurroundings(facts, around);
  return judge(facts, second).map((logOdds, line) => {
    const contributions = explain(facts, line, first[line] ?? 0, around);
    if (logOdds !== second[line]) contributions.push({ rule: REPEAT_RULE, weight: REPEAT_WEIGHT });
    contributions.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
    return { logOdds, isContent: logOdds >= BORDER_LOG_ODDS, contributions };
  });
}

/** The lines that are content, a line each. */
export function contentText(page: HtmlPage): string {
  const keep = contentLines(page);
  const { start, end } = page.lines;
  return keep.flatMap((isContent, line) => (isContent ? [page.text.slice(start[line], end[line])] : [])).join("\n");
}

/** First scores; exported for the fit of the second model. */
export function firstScores(facts: PageFacts): Float64Array {
  const scores = new Float64Array(facts.page.lines.count);
  for (let line = 0; line < scores.length; line++) {
    let sum = W.BIAS;
    fireRules(facts, line, (rule) => {
      sum += RULE_WEIGHTS[rule] ?? 0;
    });
    scores[line] = sum;
  }
  return scores;
}

function secondScores(facts: PageFacts, first: Float64Array): Float64Array {
  return weighSurroundings(facts, surroundingsOf(facts, first));
}

function weighSurroundings(facts: PageFacts, around: Float64Array): Float64Array {
  return facts.prose.map((_, line) => {
    const length = isShort(facts, line);
    let sum = W.SURROUNDING_BIAS[length];
    for (let i = 0; i < AROUND.length; i++) sum += (AROUND[i]?.[length] ?? 0) * (around[line * AROUND.length + i] ?? 0);
    return sum;
  });
}

/** Long lines are content once: of equal ones the first that is kept. */
function dropRepeats(facts: PageFacts, scores: Float64Array): number[] {
  const { page, shapes, repeats } = facts;
  const kept = new Set<string>();
  return Array.from(scores, (score, line) => {
    if (score < BORDER_LOG_ODDS || repeats[line] === 0 || (shapes.words[line] ?? 0) < REPEAT_WORDS) return score;
    const text = page.text.slice(page.lines.start[line], page.lines.end[line]);
    if (kept.has(text)) return score + REPEAT_WEIGHT;
    kept.add(text);
    return score;
  });
}

/** The first score goes into the second with one factor, so each rule does too; where it is clipped, all shrink alike. */
function explain(facts: PageFacts, line: number, first: number, around: Float64Array): Contribution[] {
  const length = isShort(facts, line);
  const own = around[line * AROUND.length] ?? 0;
  const factor = (AROUND[0]?.[length] ?? 0) * (first === 0 ? 1 : own / first);
  const contributions: Contribution[] = [{ rule: "any line", weight: W.SURROUNDING_BIAS[length] + W.BIAS * factor }];
  fireRules(facts, line, (rule) => {
    const weight = (RULE_WEIGHTS[rule] ?? 0) * factor;
    if (weight !== 0) contributions.push({ rule: RULES[rule] ?? "", weight });
  });
  for (let i = 1; i < AROUND.length; i++) {
    const weight = (AROUND[i]?.[length] ?? 0) * (around[line * AROUND.length + i] ?? 0);
    if (weight !== 0) contributions.push({ rule: `around: ${SURROUNDINGS[i]}`, weight });
  }
  return contributions;
}

/** 1 for short lines, 0 for long ones: the place of their weight. */
function isShort(facts: PageFacts, line: number): 0 | 1 {
  return (facts.shapes.words[line] ?? 0) < SHORT_WORDS ? 1 : 0;
}
