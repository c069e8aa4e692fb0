/** Lines by their words: which have any, and which have the same. */
import { fold } from "../text/fold.js";
import * as P from "./page.js";

/** Lines with words, in order; lags count these alone. */
export function solidLines(page: P.Page): Int32Array {
  const solid = new Int32Array(page.lines.count);
  let count = 0;
  for (let line = 0; line < page.lines.count; line++) if ((page.wordCount[line] as number) > 0) solid[count++] = line;
  return solid.subarray(0, count);
}

/** Whether two lines have the same folded words. */
export function sameWords(page: P.Page, a: number, b: number): boolean {
  return (
    page.hashA[a] === page.hashA[b] &&
    page.hashB[a] === page.hashB[b] &&
    page.wordCount[a] === page.wordCount[b] &&
    spelledAlike(page, a, b)
  );
}

/** Compares letter by letter: equal hashes are not yet equal words. */
function spelledAlike(page: P.Page, a: number, b: number): boolean {
  const { start, end, bits } = page.words;
  const stopB = page.firstWord[b + 1] ?? 0;
  let other = page.firstWord[b] ?? 0;
  for (let word = page.firstWord[a] ?? 0; word < (page.firstWord[a + 1] ?? 0); word++) {
    if (((bits[word] ?? 0) & P.SYMBOL) !== 0) continue;
    while (other < stopB && ((bits[other] ?? 0) & P.SYMBOL) !== 0) other++;
    if (other >= stopB || !sameFolded(page.text, start[word] ?? 0, end[word] ?? 0, start[other] ?? 0, end[other] ?? 0))
      return false;
    other++;
  }
  return true;
}

function sameFolded(text: string, a: number, endA: number, b: number, endB: number): boolean {
  const first = text.slice(a, endA);
  const second = text.slice(b, endB);
  return first === second || fold(first).text === fold(second).text;
}
