/** Whether a text is raw page text, an extractor's output or clean, judged from the text itself. */
import type { Regime } from "../model/span.js";
import type { Notes } from "./evidence.js";
import { isBlank, isProse, type Page, TERMINAL } from "./page.js";

/** Raw pages have at least so many lines, … */
const RAW_LINES = 20;
/** … so large a share of them short and without an end of sentence, … */
const RAW_SHORT_SHARE = 0.4;
const SHORT_WORDS = 8;
/** … and so many different rules of furniture, or lines of interface words, among them. */
const RAW_RULES = 4;
const RAW_INTERFACE_LINES = 5;

/** Estimates the regime. Shape alone does not make a page raw: a recipe or a score table has no menu. */
export function estimateRegime(page: Page, notes: Notes): Regime {
  const { lines, short, interfaces } = countShapes(page);
  const rules = new Set<string>();
  for (const findings of notes.findings.values())
    for (const { rule, ground } of findings) if (ground === "lexicon") rules.add(rule);
  const shortShare = short / Math.max(lines, 1);
  if (
    page.mode === "lines" &&
    lines >= RAW_LINES &&
    shortShare >= RAW_SHORT_SHARE &&
    rules.size + interfaces >= RAW_RULES + RAW_INTERFACE_LINES &&
    rules.size >= 2
  ) {
    return "raw";
  }
  return rules.size > 0 ? "extracted" : "clean";
}

function countShapes(page: Page): { lines: number; short: number; interfaces: number } {
  const counts = { lines: 0, short: 0, interfaces: 0 };
  for (let line = 0; line < page.lines.count; line++) {
    if (isBlank(page, line)) continue;
    const words = page.wordCount[line] ?? 0;
    counts.lines++;
    if (words <= SHORT_WORDS && ((page.bits[line] ?? 0) & TERMINAL) === 0) counts.short++;
    if (!isProse(page, line) && (page.interfaceCount[line] ?? 0) * 2 >= words && words > 0) counts.interfaces++;
  }
  return counts;
}
