import { splitInto } from "../text/lines.js";
import type { Page } from "./page.js";
import { createPageBuffer, holdText, type PageBuffer } from "./page-buffer.js";
import { scanLines } from "./scan.js";
import { lostLineEnds, splitSentences } from "./sentences.js";
import type { Vocabulary } from "./vocabulary.js";

/**
 * Reads a text line by line, or sentence by sentence where it lost its line ends. The page is `out`, where one is
 * given: the next text read into it ends the page.
 */
export function readPage(text: string, vocabulary: Vocabulary, out: PageBuffer = createPageBuffer()): Page {
  readLines(text, out);
  if (!lostLineEnds(text.length, out.lines.count)) return scanLines(out, vocabulary);
  out.mode = "sentences";
  out.lines = splitSentences(text);
  return scanLines(out, vocabulary);
}

/** Reads one line, however long it is. */
export function readLine(text: string, vocabulary: Vocabulary): Page {
  const out = createPageBuffer();
  readLines(text, out);
  return scanLines(out, vocabulary);
}

function readLines(text: string, out: PageBuffer): void {
  holdText(out, text);
  splitInto(text, out.ownLines);
  out.mode = "lines";
  out.lines = out.ownLines;
}
