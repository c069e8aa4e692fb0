/** What the reading of one text leaves to the reading of the next: room, and of the same article the page before. */
import type { Kernel } from "../model/kernel.js";
import type { Range } from "../model/span.js";
import { cutPage } from "./cut-page.js";
import { GramTable } from "./gram-table.js";
import type { CompiledLexicon } from "./lexicon/compile.js";
import { KnownLines } from "./lexicon/known-lines.js";
import { createEdges } from "./line-edges.js";
import type { Page } from "./page.js";
import { createPageBuffer, isKept, type PageBuffer } from "./page-buffer.js";
import { readCompiled } from "./read-compiled.js";
import { readPage } from "./read-page.js";
import { MARKS } from "./signs.js";
import type { Found } from "./unchanged.js";
import type { Vocabulary } from "./vocabulary.js";

type Pair = readonly [PageBuffer, PageBuffer];

/** Room for the pages of one article at a time. A page ends where the second page after it is read. */
export interface Workspace {
  readonly grams: GramTable;
  readonly knownLines: KnownLines;
  readonly plain: Pair;
  /** Pages in the memory of a kernel, for texts that have room there. */
  readonly compiled: Pair | undefined;
  last: PageBuffer;
  /** By which words the last page was read. */
  vocabulary: Vocabulary | undefined;
  /** What was found in the last page, where the rest of it may be told by that. */
  found: Found | undefined;
}

/** A workspace without room yet, beside that of the kernel. */
export function createWorkspace(kernel?: Kernel): Workspace {
  const readers = kernel?.pages({ marks: MARKS, edges: createEdges() });
  const plain: Pair = [createPageBuffer(), createPageBuffer()];
  const compiled: Pair | undefined = readers && [createPageBuffer(readers[0]), createPageBuffer(readers[1])];
  return {
    grams: new GramTable(),
    knownLines: new KnownLines(),
    plain,
    compiled,
    last: plain[0],
    vocabulary: undefined,
    found: undefined,
  };
}

/** The workspace for the next article: another one where this grew so far that it should not be kept. */
export function cleared(workspace: Workspace, kernel?: Kernel): Workspace {
  return workspace.plain.every(isKept) ? workspace : createWorkspace(kernel);
}

/** Reads a text, from the last page where the text is what cuts left of it. */
export function readText(workspace: Workspace, text: string, lexicon: CompiledLexicon, cuts?: readonly Range[]): Page {
  const page = nextPage(workspace, text, lexicon, cuts);
  workspace.last = page;
  workspace.vocabulary = lexicon.vocabulary;
  return page;
}

function nextPage(workspace: Workspace, text: string, lexicon: CompiledLexicon, cuts?: readonly Range[]): PageBuffer {
  const { last, plain, compiled } = workspace;
  if (cuts !== undefined && workspace.vocabulary === lexicon.vocabulary) {
    const out = other(last.reader === undefined ? plain : (compiled ?? plain), last);
    if (cutPage(last, cuts, text, lexicon.vocabulary, out)) return out;
  }
  if (compiled !== undefined) {
    const out = other(compiled, last);
    if (readCompiled(text, lexicon, out)) return out;
  }
  const out = other(plain, last);
  readPage(text, lexicon.vocabulary, out);
  return out;
}

function other([first, second]: Pair, last: PageBuffer): PageBuffer {
  return first === last ? second : first;
}
