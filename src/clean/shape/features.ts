/**
 * What the shape model looks at. Every feature is a small number (a bin); the model holds one weight per bin, so a
 * line's score is a sum of table entries and each part of it can be shown. Neighbours count as much as the line.
 */
import * as P from "../page.js";
import type { Outline } from "./outline.js";

/** A named feature and how many bins it has. */
export interface Feature {
  readonly name: string;
  readonly bins: number;
  readonly bin: (outline: Outline, i: number) => number;
}

/** Bin of a value: how many of the ascending bounds it reaches. */
export function binOf(value: number, bounds: readonly number[]): number {
  let bin = 0;
  while (bin < bounds.length && value >= (bounds[bin] ?? 0)) bin++;
  return bin;
}

const WORDS = [1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 50] as const;
const COARSE = [4, 8, 15, 30] as const;
const STEPS = [1, 2, 3, 4, 6, 10, 20, 40] as const;
const SHARES = [0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 0.95] as const;
const PLACES = [1, 2, 3, 5, 9, 17, 33, 65, 129, 257] as const;
const LOG_ODDS = [-1, 0.5, 2, 4, 6, 7.4] as const;
const CLASSES = 48;

const wordsAt = ({ words }: Outline, i: number): number => words[i] ?? 0;
const bitsAt = ({ page, solid }: Outline, i: number): number => page.bits[solid[i] ?? 0] ?? 0;
const has = (outline: Outline, i: number, bit: number): number => ((bitsAt(outline, i) & bit) === 0 ? 0 : 1);
const column = (outline: Outline, i: number, values: Int32Array): number => values[outline.solid[i] ?? 0] ?? 0;
const share = (part: number, whole: number): number => part / Math.max(whole, 1);

/** How a line ends: not at all, full stop, question, exclamation, colon, dots. */
function ending(outline: Outline, i: number): number {
  const bits = bitsAt(outline, i);
  if ((bits & P.QUESTION_END) !== 0) return 2;
  if ((bits & P.EXCLAMATION_END) !== 0) return 3;
  if ((bits & P.TERMINAL) !== 0) return 1;
  if ((bits & P.COLON_END) !== 0) return 4;
  return (bits & P.ELLIPSIS_END) !== 0 ? 5 : 0;
}

/** Length and ending of a neighbour; the last bin where there is none. */
function neighbour(outline: Outline, i: number): number {
  if (i < 0 || i >= outline.solid.length) return 10;
  return binOf(wordsAt(outline, i), COARSE) * 2 + (has(outline, i, P.TERMINAL) === 1 ? 1 : 0);
}

/** Share of words that stand in prose, among `span` lines before (negative) or behind. */
function proseShare(outline: Outline, i: number, span: number): number {
  const from = Math.max(0, span < 0 ? i + span : i + 1);
  const to = Math.min(outline.solid.length, span < 0 ? i : i + 1 + span);
  if (to <= from) return SHARES.length + 1;
  const prose = (outline.proseUpTo[to] ?? 0) - (outline.proseUpTo[from] ?? 0);
  return binOf(share(prose, (outline.wordsUpTo[to] ?? 0) - (outline.wordsUpTo[from] ?? 0)), SHARES);
}

/** Lines of known furniture among `span` lines before or behind. */
function knownAround(outline: Outline, i: number, span: number): number {
  const from = Math.max(0, span < 0 ? i + span : i + 1);
  const to = Math.min(outline.solid.length, span < 0 ? i : i + 1 + span);
  return binOf((outline.knownUpTo[Math.max(to, from)] ?? 0) - (outline.knownUpTo[from] ?? 0), [1, 2, 3, 5]);
}

function buttonsAround(outline: Outline, i: number): number {
  const from = Math.max(0, i - 8);
  const to = Math.min(outline.solid.length, i + 9);
  return binOf((outline.buttonsUpTo[to] ?? 0) - (outline.buttonsUpTo[from] ?? 0), [1, 2, 4]);
}

/** Where a line stands to the main block: before, inside or behind it, and how far. */
function toBlock({ block: [first, last] }: Outline, i: number): number {
  if (last < first) return 0;
  if (i < first) return 1 + binOf(first - i, STEPS);
  if (i > last) return 11 + binOf(i - last, STEPS);
  return 21 + Math.min(binOf(i - first, [1, 3]), 2) * 3 + Math.min(binOf(last - i, [1, 3]), 2);
}

/** Features of the first reading. Their order is part of the model. */
export const FEATURES: readonly Feature[] = [
  { name: "length/ending", bins: 72, bin: (o, i) => binOf(wordsAt(o, i), WORDS) * 6 + ending(o, i) },
  {
    name: "stop words",
    bins: 24,
    bin: (o, i) =>
      binOf(share(column(o, i, o.page.stopCount), wordsAt(o, i)), [0.01, 0.1, 0.2, 0.3, 0.4]) * 4 +
      binOf(wordsAt(o, i), [4, 10, 25]),
  },
  {
    name: "capitals",
    bins: 24,
    bin: (o, i) =>
      binOf(share(column(o, i, o.page.capitalCount), wordsAt(o, i)), [0.01, 0.15, 0.35, 0.6, 0.9]) * 4 +
      binOf(wordsAt(o, i), [3, 7, 15]),
  },
  {
    name: "all capitals",
    bins: 4,
    bin: (o, i) => binOf(share(column(o, i, o.page.capsCount), wordsAt(o, i)), [0.01, 0.4, 0.9]),
  },
  {
    name: "numbers",
    bins: 12,
    bin: (o, i) => binOf(column(o, i, o.page.numberCount), [1, 2, 4]) * 3 + binOf(wordsAt(o, i), [6, 15]),
  },
  {
    name: "commas",
    bins: 12,
    bin: (o, i) => binOf(column(o, i, o.page.commas), [1, 2, 4]) * 3 + binOf(wordsAt(o, i), [10, 25]),
  },
  { name: "bullet", bins: 2, bin: (o, i) => has(o, i, P.BULLET) },
  { name: "quotation", bins: 4, bin: (o, i) => has(o, i, P.OPEN_QUOTE) * 2 + has(o, i, P.UNCLOSED_QUOTE) },
  { name: "address", bins: 2, bin: (o, i) => has(o, i, P.ADDRESS) },
  { name: "reported speech", bins: 2, bin: (o, i) => has(o, i, P.SAYS) },
  { name: "small start", bins: 2, bin: (o, i) => has(o, i, P.LOWER_START) },
  { name: "reader addressed", bins: 6, bin: (o, i) => has(o, i, P.READER_TOLD) * 3 + binOf(wordsAt(o, i), [8, 25]) },
  { name: "bar", bins: 2, bin: (o, i) => has(o, i, P.HAS_PIPE) },
  { name: "copyright sign", bins: 2, bin: (o, i) => has(o, i, P.HAS_SYMBOL_C) },
  {
    name: "interface words",
    bins: 12,
    bin: (o, i) =>
      binOf(share(column(o, i, o.page.interfaceCount), wordsAt(o, i)), [0.001, 0.2, 0.5]) * 3 +
      binOf(wordsAt(o, i), [4, 12]),
  },
  {
    name: "lexicon",
    bins: CLASSES * 7,
    bin: (o, i) => Math.min(o.class[i] ?? 0, CLASSES - 1) * 7 + binOf(o.lexicon[i] ?? 0, LOG_ODDS),
  },
  { name: "place from the start", bins: 11, bin: (_o, i) => binOf(i, PLACES) },
  { name: "place from the end", bins: 11, bin: (o, i) => binOf(o.solid.length - 1 - i, PLACES) },
  {
    name: "words before",
    bins: 21,
    bin: (o, i) => Math.floor(20 * share(o.wordsUpTo[i] ?? 0, o.wordsUpTo[o.solid.length] ?? 0)),
  },
  {
    name: "prose before",
    bins: 21,
    bin: (o, i) => Math.floor(20 * share(o.proseUpTo[i] ?? 0, o.proseUpTo[o.solid.length] ?? 0)),
  },
  { name: "copies", bins: 16, bin: (o, i) => (o.copies[i] ?? 0) * 4 + binOf(wordsAt(o, i), [4, 10, 25]) },
  { name: "line before", bins: 11, bin: (o, i) => neighbour(o, i - 1) },
  { name: "second before", bins: 11, bin: (o, i) => neighbour(o, i - 2) },
  { name: "line behind", bins: 11, bin: (o, i) => neighbour(o, i + 1) },
  { name: "second behind", bins: 11, bin: (o, i) => neighbour(o, i + 2) },
  {
    name: "between neighbours",
    bins: 11 * 11 * 5,
    bin: (o, i) => (neighbour(o, i - 1) * 11 + neighbour(o, i + 1)) * 5 + binOf(wordsAt(o, i), COARSE),
  },
  { name: "prose in 4 before", bins: 11, bin: (o, i) => proseShare(o, i, -4) },
  { name: "prose in 4 behind", bins: 11, bin: (o, i) => proseShare(o, i, 4) },
  { name: "prose in 12 before", bins: 11, bin: (o, i) => proseShare(o, i, -12) },
  { name: "prose in 12 behind", bins: 11, bin: (o, i) => proseShare(o, i, 12) },
  {
    name: "way to prose",
    bins: 9 * 9 * 3,
    bin: (o, i) =>
      (binOf(o.proseBefore[i] ?? 0, STEPS) * 9 + binOf(o.proseBehind[i] ?? 0, STEPS)) * 3 +
      binOf(wordsAt(o, i), [5, 13]),
  },
  { name: "furniture before", bins: 5, bin: (o, i) => knownAround(o, i, -3) },
  { name: "furniture behind", bins: 5, bin: (o, i) => knownAround(o, i, 3) },
  { name: "furniture in 12 before", bins: 5, bin: (o, i) => knownAround(o, i, -12) },
  { name: "furniture in 12 behind", bins: 5, bin: (o, i) => knownAround(o, i, 12) },
  { name: "comment buttons", bins: 12, bin: (o, i) => buttonsAround(o, i) * 3 + binOf(wordsAt(o, i), [6, 15]) },
  {
    name: "behind the marker",
    bins: 12,
    bin: (o, i) => binOf(o.markerAfter[i] ?? 0, [1, 150, 400]) * 3 + binOf(wordsAt(o, i), [6, 15]),
  },
  { name: "main block", bins: 90, bin: (o, i) => toBlock(o, i) * 3 + binOf(wordsAt(o, i), [5, 13]) },
  {
    name: "shared words",
    bins: 24,
    bin: (o, i) => binOf(o.overlap[i] ?? 0, [1, 20, 35, 50, 75]) * 4 + binOf(wordsAt(o, i), [4, 8, 15]),
  },
  {
    name: "prose of the page",
    bins: 24,
    bin: (o, i) =>
      binOf(o.proseUpTo[o.solid.length] ?? 0, [50, 100, 200, 400, 800, 1600, 3200]) * 3 + binOf(wordsAt(o, i), [5, 13]),
  },
];

/** Where each feature's bins start in a weight table; the last entry is the table's length. */
export function offsetsOf(features: readonly { readonly bins: number }[]): readonly number[] {
  const offsets = [0];
  for (const { bins } of features) offsets.push((offsets.at(-1) ?? 0) + bins);
  return offsets;
}
