/** What the markup of a web page says of the lines of its text, as evidence beside all other. */
import type { Article, MarkupEvidence } from "../model/article.js";
import { type Finding, type Notes, note } from "./evidence.js";
import { type Kept, toOriginal } from "./kept.js";
import type { Page } from "./page.js";
import { treatmentOf } from "./taxonomy.js";
import { WEIGHTS } from "./weights.js";

/** The evidence of the line that holds an offset of a text, whole or cut. */
export type MarkupLookup = (offset: number) => MarkupEvidence | undefined;

/** Log-odds of .9. */
const NINE_IN_TEN = 2.2;
/** Weight that makes .9 of the prior of a raw page. */
const BASE = NINE_IN_TEN - WEIGHTS.prior.raw;

/** Looks the markup of an article up from what is left of its text; undefined where it was no web page. */
export function markupIn({ markup }: Pick<Article, "markup">, kept: Kept): MarkupLookup | undefined {
  if (markup === undefined) return undefined;
  return (offset) => holding(markup, toOriginal(kept, { start: offset, end: offset + 1 }).start);
}

/** Notes what the markup says of each line, for or against. */
export function noteMarkup(page: Page, markup: MarkupLookup, notes: Notes): void {
  const { nineInTen, scale, overrules } = WEIGHTS.markup;
  const doubted = new Set<number>();
  for (let line = 0; line < page.lines.count; line++) {
    const found = (page.length[line] ?? 0) > 0 ? markup(page.lines.start[line] ?? 0) : undefined;
    if (found === undefined) continue;
    const { rule, class: name, note: detail } = found;
    const weight = BASE + scale * (found.weight - nineInTen);
    if (weight >= BASE) doubted.add(line);
    if (found.weight >= overrules) forgetAsides(notes, line);
    note(notes, line, { rule, class: name, ground: "markup", weight, ...(detail !== undefined && { note: detail }) });
  }
  forgetCopies(notes, doubted);
}

/** Whether the markup alone makes furniture of a line. */
export function isByMarkup(findings: readonly Finding[]): boolean {
  return findings.some(({ ground, weight }) => ground === "markup" && weight >= BASE);
}

/** The range that holds an offset, by bisection; they are sorted and disjoint. */
function holding(markup: readonly MarkupEvidence[], offset: number): MarkupEvidence | undefined {
  let low = 0;
  let high = markup.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((markup[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = markup[low];
  return found !== undefined && found.start <= offset && offset < found.end ? found : undefined;
}

/** A date or a caption among furniture is that of another story: what would keep it is forgotten. */
function forgetAsides(notes: Notes, line: number): void {
  forget(notes, line, ({ class: name }) => treatmentOf(name) === "aside");
}

/** A headline stands in the menu first, and later above its article: that later copy is the one to keep. */
function forgetCopies(notes: Notes, doubted: ReadonlySet<number>): void {
  for (const [line, first] of notes.firstCopies) {
    if (!doubted.has(first)) continue;
    notes.firstCopies.delete(line);
    forget(notes, line, ({ ground }) => ground === "repeat");
  }
}

function forget(notes: Notes, line: number, which: (finding: Finding) => boolean): void {
  const left = (notes.findings.get(line) ?? []).filter((finding) => !which(finding));
  if (left.length === 0) notes.findings.delete(line);
  else notes.findings.set(line, left);
}
