/** Whether a text is raw page text, an extractor's output or clean, judged from the text itself. */
import type { Regime } from "../model/span.js";
import type { Notes } from "./evidence.js";
import { isProse, type Page, TERMINAL } from "./page.js";

/** Lines shorter than this, without an end of sentence, are what menus and link lists are made of. */
const SHORT_WORDS = 8;

/** What tells a raw page: distinct lines of furniture, distinct lines of interface words, and what frames the prose. */
interface Signs {
  readonly furniture: number;
  readonly interfaces: number;
  readonly rules: number;
  /** Lines before the first paragraph and behind the last one. */
  readonly head: number;
  readonly tail: number;
  readonly shortShare: number;
  readonly hasProse: boolean;
}

/**
 * Estimates the regime. Shape alone does not make a page raw: a recipe or a score table has no menu. The bounds were
 * read off 1,585 raw pages, their hand-cleaned texts and 8,000 extracted articles: 99 % of the first, 0.2 % of the
 * second and none of the last pass as raw.
 */
export function estimateRegime(page: Page, notes: Notes): Regime {
  const { rules, furniture } = readFindings(page, notes);
  // No page is raw without a rule that fires.
  if (rules.size === 0) return "clean";
  if (page.mode !== "lines" || (furniture.size < LEAST_FURNITURE && !isFramed(page))) return "extracted";
  return isRaw(readSigns(page, rules.size, furniture.size)) ? "raw" : "extracted";
}

/** Whether a page in which rules fire in so many lines is an extractor's output, by its lines alone. */
export function isSurelyExtracted(page: Page, lines: number): boolean {
  return page.mode === "lines" && lines < LEAST_FURNITURE && !isFramed(page);
}

/** Distinct lines of furniture of which some make a page raw, whatever frames its paragraphs. */
const LEAST_FURNITURE = 5;
/** Least lines before the first paragraph, behind the last one, and both, of a page that is raw by what frames it. */
const FRAME = { each: 3, both: 30 } as const;
/** Lines of furniture or of interface words, or lines before the first paragraph, without one of which a frame is a table or a list. */
const MENU = { furniture: 3, interfaces: 3, head: 5 } as const;

/** Whether so much stands around the paragraphs as around those of a raw page: most texts are told by their first and last lines. */
function isFramed(page: Page): boolean {
  const { count } = page.lines;
  if (count < FRAME.both) return false;
  let head = 0;
  let first = 0;
  for (; first < count && !isProse(page, first); first++) if ((page.wordCount[first] as number) > 0) head++;
  if (first === count || head < FRAME.each) return false;
  let tail = 0;
  for (let last = count - 1; !isProse(page, last); last--) if ((page.wordCount[last] as number) > 0) tail++;
  return isFrame(head, tail);
}

function isFrame(head: number, tail: number): boolean {
  return head >= FRAME.each && tail >= FRAME.each && head + tail >= FRAME.both;
}

function isRaw({ furniture, interfaces, rules, head, tail, shortShare, hasProse }: Signs): boolean {
  if (furniture >= 8 && interfaces >= 4) return true;
  if (furniture >= LEAST_FURNITURE && interfaces >= 2 && head + tail >= 8) return true;
  const hasMenu = furniture >= MENU.furniture || interfaces >= MENU.interfaces || head >= MENU.head;
  return hasMenu && hasProse && isFrame(head, tail) && rules >= 1 && shortShare >= 0.5;
}

/** The rules that fired, and the lines they fired in by their words. */
function readFindings(page: Page, notes: Notes): { readonly rules: Set<string>; readonly furniture: Set<number> } {
  const furniture = new Set<number>();
  const rules = new Set<string>();
  for (const [line, findings] of notes.findings) {
    for (const { rule, ground } of findings) {
      if (ground !== "lexicon") continue;
      rules.add(rule);
      furniture.add(page.hashA[line] ?? 0);
    }
  }
  return { rules, furniture };
}

function readSigns(page: Page, rules: number, furniture: number): Signs {
  const interfaces = new Set<number>();
  let lines = 0;
  let short = 0;
  let head = -1;
  let last = -1;
  for (let line = 0; line < page.lines.count; line++) {
    const words = page.wordCount[line] ?? 0;
    if (words === 0) continue;
    if (isProse(page, line)) {
      if (head < 0) head = lines;
      last = lines;
    } else if ((page.interfaceCount[line] ?? 0) * 2 >= words) interfaces.add(page.hashA[line] ?? 0);
    if (words <= SHORT_WORDS && ((page.bits[line] ?? 0) & TERMINAL) === 0) short++;
    lines++;
  }
  return {
    ...{ furniture, interfaces: interfaces.size, rules },
    head: head < 0 ? lines : head,
    tail: lines - 1 - last,
    shortShare: short / Math.max(lines, 1),
    hasProse: last >= 0,
  };
}
