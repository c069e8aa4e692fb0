/** Turns the shape model's judgements of a raw page into findings. */
import type { SpanClass } from "../../model/span.js";
import { classOf, type Finding, type Notes, note, weigh } from "../evidence.js";
import type { Landmarks } from "../lexicon-notes.js";
import { isProse, type Page } from "../page.js";
import { treatmentOf } from "../taxonomy.js";
import { WEIGHTS } from "../weights.js";
import { type Judgement, judgeShapes } from "./score.js";

/**
 * The model's own log-odds at which a line is as likely furniture as not, and those that count as .9, by place: the
 * levels at which the cross-validated pages lose half a percent of their content in all. Lines inside the main block
 * are the dangerous ones, short lines among comment buttons the safe ones.
 */
const EVEN = 0.5;
const SURE = { block: 7, comments: 4, prose: 4.5, line: 4.15 } as const;
/** Log-odds of .9. */
const NINE_IN_TEN = 2.2;
/** Log-odds from which shape overrules a rule that would keep a date or a caption. */
const OVERRULES = NINE_IN_TEN;
/** Words from which a line of furniture is a headline of another story, not a button. */
const HEADLINE_WORDS = 5;

/** Judges a raw page and notes what looks like furniture. */
export function noteShapes(page: Page, notes: Notes, landmarks: Landmarks, traits: Uint16Array): void {
  const judgements = judgeShapes(page, notes, landmarks, traits);
  forgetCopiesOfFurniture(notes, judgements);
  doubtPageTitles(page, notes);
  for (const [line, judgement] of judgements) noteShape(page, notes, line, judgement);
}

/** A headline stands in the menu first, and later above its article: that later copy is the one to keep. */
function forgetCopiesOfFurniture(notes: Notes, judgements: ReadonlyMap<number, Judgement>): void {
  for (const [line, first] of notes.firstCopies) {
    if (!judgements.has(first)) continue;
    notes.firstCopies.delete(line);
    const left = (notes.findings.get(line) ?? []).filter(({ ground }) => ground !== "repeat");
    if (left.length === 0) notes.findings.delete(line);
    else notes.findings.set(line, left);
  }
}

/**
 * The first copy of a headline in a raw page is often the window's title or a path through the site, and the later one
 * heads the article (four of ten on labelled pages): unless an article begins between them, the later one is flagged.
 */
function doubtPageTitles(page: Page, notes: Notes): void {
  for (const [line, first] of notes.firstCopies) {
    const findings = notes.findings.get(line) ?? [];
    if (!findings.some(isHeadline) || proseBetween(page, first, line)) continue;
    notes.findings.set(
      line,
      findings.map((finding) => (isHeadline(finding) ? { ...finding, weight: WEIGHTS.pageTitle } : finding)),
    );
  }
}

const isHeadline = (finding: Finding): boolean => finding.class === "repeated_headline";

function proseBetween(page: Page, from: number, to: number): boolean {
  for (let line = from + 1; line < to; line++) if (isProse(page, line)) return true;
  return false;
}

function noteShape(page: Page, notes: Notes, line: number, judgement: Judgement): void {
  const logOdds = ((judgement.logOdds - EVEN) * NINE_IN_TEN) / (sureAt(page, line, judgement) - EVEN);
  const findings = notes.findings.get(line) ?? [];
  const known = weigh(findings);
  const stays = findings.length > 0 && treatmentOf(classOf(findings)) === "aside" && logOdds >= OVERRULES;
  const weight = stays ? known + 1 : logOdds - WEIGHTS.prior.raw - known;
  if (weight <= 0) return;
  note(notes, line, {
    rule: judgement.inRun ? "shape/run" : "shape/line",
    class: stays || findings.length === 0 ? classByShape(page, line, judgement) : classOf(findings),
    ground: judgement.inRun ? "run" : "shape",
    weight,
    note: judgement.note,
  });
}

function sureAt(page: Page, line: number, { inBlock, amongComments }: Judgement): number {
  if (inBlock) return SURE.block;
  if (isProse(page, line)) return SURE.prose;
  return amongComments ? SURE.comments : SURE.line;
}

function classByShape(page: Page, line: number, judgement: Judgement): SpanClass {
  if (judgement.amongComments) return "reader_comments";
  return isProse(page, line) || (page.wordCount[line] ?? 0) >= HEADLINE_WORDS ? "link_list" : "navigation";
}
