/**
 * Picture galleries that an extractor fused into one long line: `Photos: Storm at sea Photos: Storm at sea A boat
 * leaves … Hide Caption 1 of 9 …`. The heading stands twice at the start. They stay, and do not feed the fingerprint:
 * one gallery hangs below many articles.
 */
import { type Notes, note } from "./evidence.js";
import * as P from "./page.js";

/** A gallery has captions behind its heading. */
const LEAST_WORDS = 40;
/** Words of the heading. Two words in a row are a figure of speech. */
const HEADING_MIN = 3;
const HEADING_MAX = 16;
/** Enough to flag the line in any regime, too little to cut it. */
const WEIGHT = 4.2;

/** Notes fused galleries. */
export function noteGalleries(page: P.Page, notes: Notes): void {
  if (page.reader?.hasGallery(page.lines.count) === false) return;
  for (let line = 0; line < page.lines.count; line++) {
    if ((page.wordCount[line] ?? 0) < LEAST_WORDS || ((page.bits[line] ?? 0) & P.OPEN_QUOTE) !== 0) continue;
    const heading = opensAgain(page, line) ? doubledHeading(page, line) : 0;
    if (heading === 0) continue;
    const detail = `its first ${heading} words stand twice`;
    note(notes, line, {
      rule: "caption/gallery",
      class: "image_caption",
      ground: "shape",
      weight: WEIGHT,
      note: detail,
    });
  }
}

/** Whether the first word of a line stands in it again so soon that it may open a heading twice: it seldom does. */
function opensAgain(page: P.Page, line: number): boolean {
  const { hash, bits } = page.words;
  const stop = page.firstWord[line + 1] as number;
  let word = page.firstWord[line] as number;
  while (word < stop && ((bits[word] as number) & P.SYMBOL) !== 0) word++;
  const first = hash[word] as number;
  let words = 1;
  for (word++; word < stop && words <= HEADING_MAX; word++) {
    if (((bits[word] as number) & P.SYMBOL) !== 0) continue;
    if (hash[word] === first && words >= HEADING_MIN) return true;
    words++;
  }
  return false;
}

/** Words of the heading that stands twice in a row at the start of a line, or 0. */
function doubledHeading(page: P.Page, line: number): number {
  const hashes: number[] = [];
  for (let word = page.firstWord[line] ?? 0; hashes.length < 2 * HEADING_MAX; word++) {
    if (word >= (page.firstWord[line + 1] ?? 0)) break;
    if (((page.words.bits[word] ?? 0) & P.SYMBOL) === 0) hashes.push(page.words.hash[word] ?? 0);
  }
  for (let words = HEADING_MIN; 2 * words <= hashes.length; words++) if (standsTwice(hashes, words)) return words;
  return 0;
}

function standsTwice(hashes: readonly number[], words: number): boolean {
  for (let at = 0; at < words; at++) if (hashes[at] !== hashes[words + at]) return false;
  return true;
}
