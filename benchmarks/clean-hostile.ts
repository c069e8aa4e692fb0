import type { createCleaner } from "../src/clean/clean.js";
import { LEXICONS } from "../src/clean/lexicon/all.js";
import type { LexiconRule } from "../src/clean/lexicon/rule.js";
import { interleave, spreadOf, timed } from "./measure.js";

/** What a text cost that is made to hurt. */
export interface TextCost {
  readonly name: string;
  readonly bytes: number;
  /** Nanoseconds a byte. */
  readonly nanoseconds: number;
  /** The cost a byte over that of half the text. */
  readonly growth: number;
}

export interface HostileCost {
  /** Nanoseconds a byte of prose in articles of common length. */
  readonly normal: number;
  readonly texts: readonly TextCost[];
  /** Two texts a rule; those that cost most, and those that grow most. */
  readonly rules: readonly TextCost[];
  /** How many texts of rules were measured. */
  readonly ruleTexts: number;
}

type Cleaner = ReturnType<typeof createCleaner>;

/** How often a text is measured; of the rules' examples only the worst are, the others once. */
const TIMES = 3;
const WORST_RULES = 15;
const SENTENCES = [
  "The harbour master said on Tuesday that the old crane would stay where it is until the council has voted.",
  "Nobody on the quay had seen the ferry turn back, and its owner did not answer questions.",
  "Two days later the same boat lay at its berth, freshly painted, with 40 crates of apples on deck.",
];

/**
 * Measures long and repeated texts, and of every rule its own example `repeats` times, in one line and in lines. 100 000
 * repeats take an hour.
 */
export function measureHostile(clean: Cleaner, repeats: number): HostileCost {
  const costs = (texts: readonly HostileText[], times: number) => texts.map((text) => costOf(clean, text, times));
  const normal = normalCost(clean);
  const rules = ruleTexts(repeats);
  const once = costs(rules, 1).map((cost, i) => ({ cost, text: rules[i] as HostileText }));
  const worst = [
    ...[...once].sort((a, b) => b.cost.nanoseconds - a.cost.nanoseconds).slice(0, WORST_RULES),
    ...[...once].sort((a, b) => b.cost.growth - a.cost.growth).slice(0, WORST_RULES),
  ];
  const again = costs([...new Set(worst.map(({ text }) => text))], TIMES);
  return { normal, texts: costs(TEXTS, TIMES), rules: again, ruleTexts: rules.length };
}

/** A text that is made of `count` equal parts. */
interface HostileText {
  readonly name: string;
  readonly part: string;
  readonly count: number;
  readonly language?: string;
}

const TEXTS: readonly HostileText[] = [
  { name: "one line of 10 MB", part: `${SENTENCES.join(" ")} `, count: 35_000 },
  { name: "200 000 equal lines", part: `${SENTENCES[0]}\n`, count: 200_000 },
  { name: "200 000 equal short lines", part: "Home page\n", count: 200_000 },
  { name: "one word of 10 MB", part: "x", count: 10_000_000 },
  { name: "quotation marks", part: '"', count: 2_000_000 },
  { name: "numbers and slashes", part: "1/2/", count: 500_000 },
  { name: "names in a row", part: "John Roe and ", count: 200_000 },
];

function ruleTexts(count: number): HostileText[] {
  const one = (rule: LexiconRule, language: string) => [
    { name: `${rule.id}, in one line`, part: `${rule.examples[0]} `, count, language },
    { name: `${rule.id}, in lines`, part: `${rule.examples[0]}\n`, count, language },
  ];
  return LEXICONS.flatMap(({ rules, language }) => rules.flatMap((rule) => one(rule, language)));
}

/** Nanoseconds a byte of prose, once the engine has seen it. */
function normalCost(clean: Cleaner): number {
  const article = `${SENTENCES.join(" ")}\n`;
  const prose = Array.from(
    { length: 5000 },
    (_, i) => `${article}Paragraph ${i} ends.\n${article.replaceAll("the", `${i}`)}`,
  );
  const bytes = prose.reduce((sum, text) => sum + text.length, 0);
  const seconds = Array.from(
    { length: TIMES },
    () => timed(() => prose.forEach((text) => void run(clean, text))).seconds,
  );
  return (1e9 * spreadOf(seconds).min) / bytes;
}

function run(clean: Cleaner, text: string, language?: string): void {
  clean({ id: "a", source: "", text, ...(language !== undefined && { language }) });
}

/** Costs of a text and of one of half as many parts, by turns. */
function costOf(clean: Cleaner, { name, part, count, language }: HostileText, times: number): TextCost {
  const texts = [part.repeat(count), part.repeat(count >> 1)];
  const all = interleave(
    texts.map((text) => () => timed(() => run(clean, text, language)).seconds),
    times,
  );
  const [whole = 0, half = 0] = all.map((seconds, i) => spreadOf(seconds).min / Buffer.byteLength(texts[i] ?? ""));
  return { name, bytes: Buffer.byteLength(part) * count, nanoseconds: whole * 1e9, growth: whole / half };
}
