/**
 * Lines whose rules are known from an earlier line of the same letters. The furniture of a source stands below all of its
 * articles, and a line that is only flagged is read again with what is left: three in four lines were asked before.
 */
import type * as P from "../page.js";
import type { CompiledLexicon } from "./compile.js";
import { type Hit, matchLine, type SlotValue } from "./match.js";

/** Longer lines seldom come again. */
const MOST_UNITS = 200;
/** Lines that are kept; where there are more, all are forgotten. */
const MOST_LINES = 4096;

/** A line, and what fired in it; words count from its first. */
interface KnownLine {
  readonly text: string;
  readonly hits: readonly Hit[];
}

/** What fires in lines, kept by their letters. */
export class KnownLines {
  readonly #lines = new Map<number, KnownLine>();
  #lexicon: CompiledLexicon | undefined;

  /** As `matchLine`: fills `out` with the rules that fire in a line. */
  match(page: P.Page, lexicon: CompiledLexicon, line: number, out: Hit[]): Hit[] {
    const start = page.lines.start[line] ?? 0;
    const end = page.lines.end[line] ?? 0;
    // What stands before a sentence of a line may be glued to it.
    if (end - start > MOST_UNITS || page.mode !== "lines") return matchLine(page, lexicon, line, out);
    if (this.#lexicon !== lexicon) this.#lines.clear();
    this.#lexicon = lexicon;
    const first = page.firstWord[line] ?? 0;
    const text = page.text.slice(start, end);
    const known = this.#lines.get(page.hashA[line] ?? 0);
    if (known?.text === text) {
      for (const hit of known.hits) out.push(moved(hit, first));
      return out;
    }
    matchLine(page, lexicon, line, out);
    if (this.#lines.size >= MOST_LINES) this.#lines.clear();
    this.#lines.set(page.hashA[line] ?? 0, { text: copied(text), hits: allMoved(out, -first) });
    return out;
  }
}

function allMoved(hits: readonly Hit[], by: number): readonly Hit[] {
  const all: Hit[] = [];
  for (const hit of hits) all.push(moved(hit, by));
  return all;
}

function moved({ rule, firstWord, endWord, values }: Hit, by: number): Hit {
  const words: SlotValue[] = [];
  for (const { slot, from, end } of values) words.push({ slot, from: from + by, end: end + by });
  return { rule, firstWord: firstWord + by, endWord: endWord + by, values: words };
}

/** A string of its own: a part of a text holds all of the text in memory. */
function copied(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
