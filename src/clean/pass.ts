/** One reading of a text: what it is made of, what is known of it, what to do. Reads like the pipeline it is. */
import type { Range, Regime } from "../model/span.js";
import type { Options } from "../options.js";
import { noteAppended } from "./appended.js";
import { type Decision, decide } from "./decide.js";
import { createNotes } from "./evidence.js";
import { noteGalleries } from "./galleries.js";
import { noteLeads } from "./leads.js";
import type { CompiledLexicon } from "./lexicon/compile.js";
import { noteLexicon } from "./lexicon-notes.js";
import { type MarkupLookup, noteMarkup } from "./markup.js";
import { noteNearRepeats } from "./near-repeats.js";
import type { Page } from "./page.js";
import { isQuiet, isRestQuiet } from "./quiet.js";
import { estimateRegime } from "./regime.js";
import { noteRepeats } from "./repeats.js";
import { noteRuns } from "./runs.js";
import { noteShapes } from "./shape/notes.js";
import type { TemplateLookup } from "./templates/match.js";
import { noteTemplates } from "./templates/notes.js";
import type { Found } from "./unchanged.js";
import { readText, type Workspace } from "./workspace.js";

/** What one pass over a text found. */
export interface Pass {
  readonly page: Page;
  readonly regime: Regime;
  readonly decisions: readonly Decision[];
}

/** What a text is read with: the rules, and what is known of its source and of its markup. */
export interface Knowledge {
  readonly lexicon: CompiledLexicon;
  readonly templates: TemplateLookup | undefined;
  readonly markup: MarkupLookup | undefined;
}

/**
 * Reads a text and decides about its lines, or about its sentences where it lost its line ends. `cuts` say
 * what was taken from the text read last, where this is what they left.
 */
export function passOver(
  text: string,
  { lexicon, templates, markup }: Knowledge,
  options: Options,
  workspace: Workspace,
  cuts?: readonly Range[],
): Pass {
  const isPlain = markup === undefined;
  const found = workspace.found;
  workspace.found = undefined;
  if (isPlain && templates === undefined && isRestKnown(workspace, text, lexicon, cuts, found))
    return quiet(workspace.last);
  const page = readText(workspace, text, lexicon, cuts);
  if (isPlain && isQuiet(page, lexicon, templates)) return quiet(page);
  const notes = createNotes();
  const landmarks = noteLexicon(page, lexicon, notes, workspace.knownLines);
  noteLeads(page, lexicon, notes);
  const regime = markup === undefined ? estimateRegime(page, notes) : "raw";
  if (templates !== undefined) noteTemplates(page, templates, notes);
  noteGalleries(page, notes);
  noteRepeats(page, notes, regime);
  noteNearRepeats(page, notes, workspace.grams);
  if (markup !== undefined) noteMarkup(page, markup, notes);
  else if (regime === "raw") noteShapes(page, notes, landmarks, lexicon.vocabulary.traits);
  else if (page.mode === "lines") noteRuns(page, landmarks, notes);
  if (regime !== "raw") noteAppended(page, lexicon, landmarks, regime, notes);
  if (isPlain && templates === undefined && regime === "extracted") workspace.found = { notes, landmarks };
  return { page, regime, decisions: decide(page, notes, regime, options) };
}

/** Whether the page before, and what was found in it, tell that nothing new is found in what the cuts left of it. */
function isRestKnown(
  { last, vocabulary }: Workspace,
  text: string,
  lexicon: CompiledLexicon,
  cuts: readonly Range[] | undefined,
  found: Found | undefined,
): boolean {
  return (
    cuts !== undefined && vocabulary === lexicon.vocabulary && isRestQuiet(last, cuts, text.length, lexicon, found)
  );
}

function quiet(page: Page): Pass {
  return { page, regime: "clean", decisions: [] };
}
