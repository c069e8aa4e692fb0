/** Turns the shape model's judgements of a raw page into findings. */
import type { SpanClass } from "../../model/span.js";
import { classOf, type Notes, note, weigh } from "../evidence.js";
import type { Landmarks } from "../lexicon-notes.js";
import { isProse, type Page } from "../page.js";
import { treatmentOf } from "../taxonomy.js";
import { WEIGHTS } from "../weights.js";
import { type Judgement, judgeShapes } from "./score.js";

/**
 * Log-odds as decided on: pages of sites that the model was not fitted to are judged less well, so its own log-odds
 * are shifted and halved. At .9 confidence the cross-validated pages lose half a percent of their content.
 */
const SHIFT = 0.5;
const TEMPER = 0.49;
/** Log-odds from which shape overrules a rule that would keep a date or a caption. */
const OVERRULES = 2.2;
/** Words from which a line of furniture is a headline of another story, not a button. */
const HEADLINE_WORDS = 5;

/** Judges a raw page and notes what looks like furniture. */
export function noteShapes(page: Page, notes: Notes, landmarks: Landmarks, traits: Uint16Array): void {
  const judgements = judgeShapes(page, notes, landmarks, traits);
  forgetCopiesOfFurniture(notes, judgements);
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

function noteShape(page: Page, notes: Notes, line: number, judgement: Judgement): void {
  const logOdds = (judgement.logOdds - SHIFT) * TEMPER;
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

function classByShape(page: Page, line: number, judgement: Judgement): SpanClass {
  if (judgement.amongComments) return "reader_comments";
  return isProse(page, line) || (page.wordCount[line] ?? 0) >= HEADLINE_WORDS ? "link_list" : "navigation";
}
