/** Articles in which nothing is found, told by a few questions to the kernel instead of by every stage of a pass. */
import type { Range } from "../model/span.js";
import { createNotes } from "./evidence.js";
import { mayHaveLeads, noteLeads } from "./leads.js";
import type { CompiledLexicon } from "./lexicon/compile.js";
import type { Page } from "./page.js";
import { lostLineEnds } from "./sentences.js";
import type { TemplateLookup } from "./templates/match.js";
import { noteTemplates } from "./templates/notes.js";
import { type Found, isUnchanged } from "./unchanged.js";

/** Whether a pass over a page without markup would note nothing; false also where only the stages themselves can tell. */
export function isQuiet(page: Page, lexicon: CompiledLexicon, templates?: TemplateLookup): boolean {
  if (page.reader?.isQuiet(page.lines.count, page.isApart ? 0 : page.words.count) !== true) return false;
  return hasNoLeads(page, lexicon, templates);
}

function hasNoLeads(page: Page, lexicon: CompiledLexicon, templates?: TemplateLookup): boolean {
  if (templates === undefined && !mayHaveLeads(page, lexicon)) return true;
  const notes = createNotes();
  noteLeads(page, lexicon, notes);
  if (templates !== undefined) noteTemplates(page, templates, notes);
  return notes.parts.length === 0 && notes.findings.size === 0;
}

/**
 * Whether nothing would be found in what cuts leave of a page but what was `found` in it: then it need not be made. Ends the
 * page, as the lines that go are emptied. Only for whole lines, as others must be read again.
 * @param units of the text that is left.
 */
export function isRestQuiet(
  page: Page,
  cuts: readonly Range[],
  units: number,
  lexicon: CompiledLexicon,
  found?: Found,
): boolean {
  if (page.reader === undefined || page.mode !== "lines") return false;
  const gone = emptyLines(page, cuts);
  if (gone <= 0 || lostLineEnds(units, page.lines.count - gone)) return false;
  if (found === undefined || !isUnchanged(page, found)) return isQuiet(page, lexicon);
  return !page.reader.hasEqualLines(page.lines.count) && hasNoLeads(page, lexicon);
}

const CR = 0x0d;

/** Empties the lines that go. @returns how many; −1 where others lose a part, or a line end may meet half of another. */
function emptyLines(page: Page, cuts: readonly Range[]): number {
  const { count, start, next } = page.lines;
  let line = 0;
  let gone = 0;
  for (const cut of cuts) {
    while (line < count && (start[line] as number) < cut.start) line++;
    if (line === count || start[line] !== cut.start || page.units[cut.start - 1] === CR) return -1;
    const first = line;
    while (line < count && (next[line] as number) <= cut.end) line++;
    if (line === first || next[line - 1] !== cut.end) return -1;
    page.length.fill(0, first, line);
    page.wordCount.fill(0, first, line);
    gone += line - first;
  }
  return gone;
}
