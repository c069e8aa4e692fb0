/**
 * The second reading: what the first one made of a line's surroundings. Furniture stands in runs and articles in
 * blocks, so a line is judged again by the scores around it.
 */
import { binOf } from "./features.js";
import { heaviestStretch, type Outline } from "./outline.js";

/** Scores of the first reading, with the sums the second one asks for. */
export interface FirstReading {
  readonly outline: Outline;
  /** Log-odds of being furniture. */
  readonly scores: Float64Array;
  /** Probability-weighted words of content, and words, up to each line. */
  readonly contentUpTo: Float64Array;
  readonly block: readonly [number, number];
}

/** A feature of the second reading. */
export interface ContextFeature {
  readonly name: string;
  readonly bins: number;
  readonly bin: (reading: FirstReading, i: number) => number;
}

/** Sums up a first reading. */
export function readingOf(outline: Outline, scores: Float64Array): FirstReading {
  const contentUpTo = new Float64Array(scores.length + 1);
  const pull = new Float64Array(scores.length);
  for (let i = 0; i < scores.length; i++) {
    const content = 1 / (1 + Math.exp(scores[i] ?? 0));
    const words = Math.max(outline.words[i] ?? 0, 1);
    contentUpTo[i + 1] = (contentUpTo[i] ?? 0) + content * words;
    pull[i] = (content - 0.5) * Math.sqrt(words);
  }
  return { outline, scores, contentUpTo, block: heaviestStretch(pull) };
}

const SCORES = [-6, -5, -4, -3, -2.25, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2.25, 3, 4, 5, 6] as const;
const CONTENT = [0.01, 0.03, 0.07, 0.15, 0.25, 0.4, 0.55, 0.7, 0.8, 0.9, 0.95, 0.98] as const;
const NONE = CONTENT.length + 1;
const STEPS = [1, 2, 3, 5, 9, 20] as const;

/** Share of words that are content, from line `from` up to `to`. */
function contentShare({ outline, contentUpTo }: FirstReading, from: number, to: number): number {
  const start = Math.max(0, from);
  const stop = Math.min(outline.solid.length, to);
  if (stop <= start) return NONE;
  let words = (outline.wordsUpTo[stop] ?? 0) - (outline.wordsUpTo[start] ?? 0);
  if (words < 1) words = 1;
  return binOf(((contentUpTo[stop] ?? 0) - (contentUpTo[start] ?? 0)) / words, CONTENT);
}

function ownScore({ scores }: FirstReading, i: number): number {
  return binOf(scores[i] ?? 0, SCORES);
}

function neighbourScore(reading: FirstReading, i: number): number {
  return i < 0 || i >= reading.scores.length ? 7 : binOf(reading.scores[i] ?? 0, [-3, -1.5, -0.5, 0.5, 1.5, 3]);
}

function toBlock({ block: [first, last] }: FirstReading, i: number): number {
  if (last < first) return 0;
  if (i < first) return 1 + binOf(first - i, STEPS);
  if (i > last) return 8 + binOf(i - last, STEPS);
  return 15 + Math.min(binOf(i - first, [1, 3]), 2) * 3 + Math.min(binOf(last - i, [1, 3]), 2);
}

const length = ({ outline }: FirstReading, i: number): number => binOf(outline.words[i] ?? 0, [3, 6, 12, 25]);

/** Features of the second reading. Their order is part of the model. */
export const CONTEXT_FEATURES: readonly ContextFeature[] = [
  { name: "first score", bins: 18 * 5, bin: (r, i) => ownScore(r, i) * 5 + length(r, i) },
  { name: "score before and behind", bins: 64, bin: (r, i) => neighbourScore(r, i - 1) * 8 + neighbourScore(r, i + 1) },
  { name: "second scores", bins: 64, bin: (r, i) => neighbourScore(r, i - 2) * 8 + neighbourScore(r, i + 2) },
  { name: "content in 3 before", bins: 14, bin: (r, i) => contentShare(r, i - 3, i) },
  { name: "content in 3 behind", bins: 14, bin: (r, i) => contentShare(r, i + 1, i + 4) },
  {
    name: "content in 8",
    bins: 14 * 14,
    bin: (r, i) => contentShare(r, i - 8, i) * 14 + contentShare(r, i + 1, i + 9),
  },
  {
    name: "content in 25",
    bins: 14 * 14,
    bin: (r, i) => contentShare(r, i - 25, i) * 14 + contentShare(r, i + 1, i + 26),
  },
  { name: "scored block", bins: 24 * 5, bin: (r, i) => toBlock(r, i) * 5 + length(r, i) },
  { name: "content of the page", bins: 14 * 5, bin: (r, i) => contentShare(r, 0, r.scores.length) * 5 + length(r, i) },
  {
    name: "content before",
    bins: 11,
    bin: (r, i) => Math.floor((10 * (r.contentUpTo[i] ?? 0)) / Math.max(r.contentUpTo[r.scores.length] ?? 0, 1e-9)),
  },
  {
    name: "shared words again",
    bins: 5 * 8,
    bin: (r, i) => length(r, i) * 8 + binOf(r.outline.overlap[i] ?? 0, [1, 15, 25, 35, 50, 65, 80]),
  },
];
