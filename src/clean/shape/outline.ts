/** A page's lines as the shape model sees them: columns over the lines that hold words, in order. */

import { SPAN_CLASSES } from "../../model/span.js";
import { classOf, type Notes, weigh } from "../evidence.js";
import type { Landmarks } from "../lexicon-notes.js";
import { solidLines } from "../line-words.js";
import { isProse, type Page, SYMBOL } from "../page.js";
import { STOP } from "../vocabulary.js";

export interface Outline {
  readonly page: Page;
  /** Line numbers of the lines with words. */
  readonly solid: Int32Array;
  readonly words: Int32Array;
  readonly prose: Uint8Array;
  /** Words, and words of prose, up to each line; one entry more than lines. */
  readonly wordsUpTo: Int32Array;
  readonly proseUpTo: Int32Array;
  /** Lines to the next prose line before and behind; the number of lines where there is none. */
  readonly proseBefore: Int32Array;
  readonly proseBehind: Int32Array;
  /** Lexicon evidence in log-odds, and its class as a number from 1; 0 without a hit. */
  readonly lexicon: Float64Array;
  readonly class: Uint8Array;
  /** Lines with strong lexicon evidence up to each line. */
  readonly knownUpTo: Int32Array;
  /** Comment buttons up to each line. */
  readonly buttonsUpTo: Int32Array;
  /** Words of prose before the comments marker in force, 0 without one. */
  readonly markerAfter: Int32Array;
  /** Share of a line's content words that the main block holds, in percent. */
  readonly overlap: Uint8Array;
  /** 1: an equal line stands earlier, 2: later, 3: both. */
  readonly copies: Uint8Array;
  /** First and last position of the main block. */
  readonly block: readonly [number, number];
}

/** Evidence from which a line counts as known furniture. */
const KNOWN = 4;
/** What a line without prose costs the main block, in words. */
const GAP_COST = 6;

/** Draws the outline of a page. Linear in its words. */
export function outlineOf(page: Page, notes: Notes, landmarks: Landmarks, traits: Uint16Array): Outline {
  const solid = solidLines(page);
  const count = solid.length;
  const outline = {
    ...{ page, solid },
    words: new Int32Array(count),
    prose: new Uint8Array(count),
    wordsUpTo: new Int32Array(count + 1),
    proseUpTo: new Int32Array(count + 1),
    proseBefore: new Int32Array(count),
    proseBehind: new Int32Array(count),
    lexicon: new Float64Array(count),
    class: new Uint8Array(count),
    knownUpTo: new Int32Array(count + 1),
    buttonsUpTo: new Int32Array(count + 1),
    markerAfter: new Int32Array(count),
    overlap: new Uint8Array(count),
    copies: new Uint8Array(count),
  };
  fillColumns(outline, notes, landmarks);
  fillDistances(outline);
  fillCopies(outline);
  const scores = Float64Array.from(outline.words, (words, i) => (outline.prose[i] === 1 ? words : -GAP_COST));
  const block = heaviestStretch(scores);
  fillOverlap(outline, traits, block);
  return { ...outline, block };
}

type Draft = Omit<Outline, "block">;

function fillColumns(draft: Draft, notes: Notes, landmarks: Landmarks): void {
  const { page, solid } = draft;
  const markers = new Set(landmarks.markers);
  const buttons = new Set(landmarks.comments);
  let marker = 0;
  for (let i = 0; i < solid.length; i++) {
    const line = solid[i] ?? 0;
    const words = page.wordCount[line] ?? 0;
    const prose = isProse(page, line);
    const findings = (notes.findings.get(line) ?? []).filter(
      ({ ground }) => ground === "lexicon" || ground === "guard",
    );
    draft.words[i] = words;
    draft.prose[i] = prose ? 1 : 0;
    draft.lexicon[i] = weigh(findings);
    draft.class[i] = findings.length === 0 ? 0 : SPAN_CLASSES.indexOf(classOf(findings)) + 1;
    draft.wordsUpTo[i + 1] = (draft.wordsUpTo[i] ?? 0) + words;
    draft.proseUpTo[i + 1] = (draft.proseUpTo[i] ?? 0) + (prose ? words : 0);
    draft.knownUpTo[i + 1] = (draft.knownUpTo[i] ?? 0) + ((draft.lexicon[i] ?? 0) >= KNOWN ? 1 : 0);
    draft.buttonsUpTo[i + 1] = (draft.buttonsUpTo[i] ?? 0) + (buttons.has(line) ? 1 : 0);
    if (markers.has(line) && marker === 0 && (draft.proseUpTo[i] ?? 0) >= MARKER_WORDS)
      marker = draft.proseUpTo[i] ?? 0;
    draft.markerAfter[i] = marker;
  }
}

/** Words of content before a comments marker is believed (boilerpipe: 60). */
const MARKER_WORDS = 60;

function fillDistances({ solid, prose, proseBefore, proseBehind }: Draft): void {
  let distance = solid.length;
  for (let i = 0; i < solid.length; i++) {
    proseBefore[i] = distance;
    distance = prose[i] === 1 ? 1 : Math.min(distance + 1, solid.length);
  }
  distance = solid.length;
  for (let i = solid.length - 1; i >= 0; i--) {
    proseBehind[i] = distance;
    distance = prose[i] === 1 ? 1 : Math.min(distance + 1, solid.length);
  }
}

function fillCopies({ page, solid, copies }: Draft): void {
  const last = new Map<number, number>();
  for (let i = 0; i < solid.length; i++) {
    const key = page.hashA[solid[i] ?? 0] ?? 0;
    const before = last.get(key);
    if (before !== undefined) {
      copies[i] = 1;
      copies[before] = (copies[before] ?? 0) | 2;
    }
    last.set(key, i);
  }
}

/** First and last position of the stretch with the greatest sum; [0, −1] where none is above zero (Kadane). */
export function heaviestStretch(scores: Float64Array): readonly [number, number] {
  let best: readonly [number, number] = [0, -1];
  let most = 0;
  let from = 0;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    if (sum <= 0) {
      sum = 0;
      from = i;
    }
    sum += scores[i] ?? 0;
    if (sum > most) {
      most = sum;
      best = [from, i];
    }
  }
  return best;
}

/** Content words of the block's prose against those of each line. */
function fillOverlap(draft: Draft, traits: Uint16Array, [first, last]: readonly [number, number]): void {
  const { page, solid, prose, overlap } = draft;
  const known = new Map<number, number>();
  for (let i = first; i <= last; i++) {
    if (prose[i] === 1)
      eachContentWord(page, traits, solid[i] ?? 0, (hash) => known.set(hash, (known.get(hash) ?? 0) + 1));
  }
  for (let i = 0; i < solid.length; i++) {
    const own = prose[i] === 1 && i >= first && i <= last ? 1 : 0;
    let words = 0;
    let shared = 0;
    eachContentWord(page, traits, solid[i] ?? 0, (hash) => {
      words++;
      if ((known.get(hash) ?? 0) > own) shared++;
    });
    overlap[i] = words === 0 ? 0 : Math.round((100 * shared) / words);
  }
}

function eachContentWord(page: Page, traits: Uint16Array, line: number, visit: (hash: number) => void): void {
  for (let word = page.firstWord[line] ?? 0; word < (page.firstWord[line + 1] ?? 0); word++) {
    if (
      ((page.words.bits[word] ?? 0) & SYMBOL) !== 0 ||
      (page.words.end[word] ?? 0) - (page.words.start[word] ?? 0) < 4
    )
      continue;
    if (((traits[page.words.id[word] ?? 0] ?? 0) & STOP) === 0) visit(page.words.hash[word] ?? 0);
  }
}
