import { splitLines } from "../text/lines.js";
import type { Page } from "./page.js";
import { scanPage } from "./scan.js";
import { lostLineEnds, splitSentences } from "./sentences.js";
import type { Vocabulary } from "./vocabulary.js";

/** Reads a text line by line, or sentence by sentence where it lost its line ends. */
export function readPage(text: string, vocabulary: Vocabulary): Page {
  const lines = splitLines(text);
  if (!lostLineEnds(text, lines)) return scanPage(text, "lines", lines, vocabulary);
  return scanPage(text, "sentences", splitSentences(text), vocabulary);
}

/** Reads one line, however long it is. */
export function readLine(text: string, vocabulary: Vocabulary): Page {
  return scanPage(text, "lines", splitLines(text), vocabulary);
}
