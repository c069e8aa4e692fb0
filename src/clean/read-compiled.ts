import type { CompiledLexicon } from "./lexicon/compile.js";
import { holdText, type PageBuffer } from "./page-buffer.js";
import { addCompounds } from "./scan.js";
import { lostLineEnds, splitSentences } from "./sentences.js";

/** Reads a text into a page of a kernel as `readPage` would; false where it has no room there, or is not the kernel's. */
export function readCompiled(text: string, lexicon: CompiledLexicon, out: PageBuffer): boolean {
  const { reader } = out;
  if (reader === undefined || text.length > reader.mostUnits) return false;
  holdText(out, text);
  const lines = reader.split(text.length);
  if (lines < 0) return false;
  out.mode = "lines";
  out.ownLines.count = lines;
  if (lostLineEnds(text.length, lines) && !takeSentences(text, out, reader.mostLines)) return false;
  const { count } = out.lines;
  const words = reader.scan(count, lexicon.lexis);
  if (words < 0) return false;
  out.words.count = words;
  out.hasStarts = true;
  out.isApart = false;
  if (lexicon.vocabulary.compounds.size > 0)
    for (let line = 0; line < count; line++) addCompounds(out, line, lexicon.vocabulary);
  return true;
}

/** Writes sentences where the lines stand. */
function takeSentences(text: string, out: PageBuffer, most: number): boolean {
  const { count, start, end, next } = splitSentences(text);
  if (count > most) return false;
  out.mode = "sentences";
  out.ownLines.start.set(start);
  out.ownLines.end.set(end);
  out.ownLines.next.set(next);
  out.ownLines.count = count;
  return true;
}
