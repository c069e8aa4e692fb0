/** What the reading of one text leaves to the reading of the next: room, and of the same article the page before. */
import type { Range } from "../model/span.js";
import { cutPage } from "./cut-page.js";
import { GramTable } from "./gram-table.js";
import type { Page } from "./page.js";
import { createPageBuffer, isKept, type PageBuffer } from "./page-buffer.js";
import { readPage } from "./read-page.js";
import type { Vocabulary } from "./vocabulary.js";

/** Room for the pages of one article at a time. A page ends where the second page after it is read. */
export interface Workspace {
  readonly grams: GramTable;
  /** The last page, and the one that is written next. */
  last: PageBuffer;
  next: PageBuffer;
  /** By which words the last page was read. */
  vocabulary: Vocabulary | undefined;
}

/** A workspace without room yet. */
export function createWorkspace(): Workspace {
  return { grams: new GramTable(), last: createPageBuffer(), next: createPageBuffer(), vocabulary: undefined };
}

/** The workspace for the next article: another one where this grew so far that it should not be kept. */
export function cleared(workspace: Workspace): Workspace {
  return isKept(workspace.last) && isKept(workspace.next) ? workspace : createWorkspace();
}

/** Reads a text, from the last page where the text is what cuts left of it. */
export function readText(workspace: Workspace, text: string, vocabulary: Vocabulary, cuts?: readonly Range[]): Page {
  const { last, next } = workspace;
  const isCut =
    cuts !== undefined && workspace.vocabulary === vocabulary && cutPage(last, cuts, text, vocabulary, next);
  if (!isCut) readPage(text, vocabulary, next);
  workspace.last = next;
  workspace.next = last;
  workspace.vocabulary = vocabulary;
  return next;
}
