/**
 * Whether a page says the same of itself when some of its lines are gone. Most texts that lose lines keep others that are only
 * flagged, a caption or a credit: what was found in those is found again, and nothing else, unless something tells of their
 * place, of what stands around them, or of the kind of page.
 */
import { type Finding, type Notes, weigh } from "./evidence.js";
import type { Landmarks } from "./lexicon-notes.js";
import type { Page } from "./page.js";
import { isSurelyExtracted } from "./regime.js";
import { CERTAIN } from "./runs.js";

/** What a pass found in the page it read last. */
export interface Found {
  readonly notes: Notes;
  readonly landmarks: Landmarks;
}

/** What is found in a line whatever stands around it. */
const isOfLine = ({ ground, rule }: Finding): boolean => ground === "lexicon" || rule === "caption/gallery";

/**
 * Whether the lines that are left, those with a length, would be found the same and nothing else. The page was read as an
 * extractor's output, no line repeats another, and what opens its first lines was asked already.
 */
export function isUnchanged(page: Page, { notes, landmarks }: Found): boolean {
  const isLeft = (line: number): boolean => (page.length[line] ?? 0) > 0;
  if (notes.parts.length > 0 || notes.firstCopies.size > 0 || !page.isApart) return false;
  if (landmarks.misplaced.some(isLeft) || landmarks.markers.some(isLeft)) return false;
  for (const line of landmarks.headers.keys()) if (isLeft(line)) return false;
  for (const line of landmarks.leads.keys()) if (isLeft(line)) return false;
  let rules = 0;
  let certain = 0;
  for (const [line, findings] of notes.findings) {
    if (!isLeft(line)) continue;
    if (!findings.every(isOfLine)) return false;
    if (findings.some(({ ground }) => ground === "lexicon")) rules++;
    if (weigh(findings) >= CERTAIN) certain++;
  }
  return rules > 0 && certain < 2 && isSurelyExtracted(page, rules);
}
