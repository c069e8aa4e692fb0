/**
 * Judges the lines of a raw page by shape, place and surroundings: an additive model read twice, first on the lines
 * themselves, then on what the first reading made of their neighbours. Only raw pages are judged so; in an
 * extractor's output shape says nothing.
 */
import type { Notes } from "../evidence.js";
import type { Landmarks } from "../lexicon-notes.js";
import type { Page } from "../page.js";
import { CONTEXT_FEATURES, type FirstReading, readingOf } from "./context.js";
import { FEATURES, offsetsOf } from "./features.js";
import { FIRST_WEIGHTS, SECOND_WEIGHTS } from "./model.js";
import { type Outline, outlineOf } from "./outline.js";

/** What the model makes of one line. */
export interface Judgement {
  /** Log-odds of being furniture. */
  readonly logOdds: number;
  /** A neighbour is furniture too: the line stands in a run. */
  readonly inRun: boolean;
  /** The features that weigh most, for the reader. */
  readonly note: string;
  /** A comments marker stands before, or comment buttons near. */
  readonly amongComments: boolean;
  /** Inside the main block of prose. */
  readonly inBlock: boolean;
}

const FIRST_OFFSETS = offsetsOf(FEATURES);
const SECOND_OFFSETS = offsetsOf(CONTEXT_FEATURES);

/** Log-odds from which a neighbour makes a run. */
const RUN_FROM = 1;

/** Judges the lines of a raw page that hold words; lines more likely content than furniture are left out. */
export function judgeShapes(
  page: Page,
  notes: Notes,
  landmarks: Landmarks,
  traits: Uint16Array,
): ReadonlyMap<number, Judgement> {
  const outline = outlineOf(page, notes, landmarks, traits);
  const lines = outline.solid.length;
  const reading = readingOf(
    outline,
    scoreLines(lines, FEATURES, FIRST_OFFSETS, FIRST_WEIGHTS, (feature, i) => feature.bin(outline, i)),
  );
  const scores = scoreLines(lines, CONTEXT_FEATURES, SECOND_OFFSETS, SECOND_WEIGHTS, (feature, i) =>
    feature.bin(reading, i),
  );
  return judge(outline, reading, scores);
}

function scoreLines<F extends { readonly bins: number }>(
  lines: number,
  features: readonly F[],
  offsets: readonly number[],
  weights: Int16Array,
  bin: (feature: F, i: number) => number,
): Float64Array {
  const scores = new Float64Array(lines);
  for (let f = 0; f < features.length; f++) {
    const feature = features[f] as F;
    const offset = offsets[f] ?? 0;
    for (let i = 0; i < lines; i++) scores[i] = (scores[i] ?? 0) + (weights[offset + bin(feature, i)] ?? 0);
  }
  return scores.map((hundredths) => hundredths / 100);
}

function judge(outline: Outline, reading: FirstReading, scores: Float64Array): ReadonlyMap<number, Judgement> {
  const judgements = new Map<number, Judgement>();
  for (let i = 0; i < scores.length; i++) {
    const logOdds = scores[i] ?? 0;
    if (logOdds <= 0) continue;
    judgements.set(outline.solid[i] ?? 0, {
      logOdds,
      inRun: (scores[i - 1] ?? RUN_FROM) >= RUN_FROM || (scores[i + 1] ?? RUN_FROM) >= RUN_FROM,
      note: heaviest(reading, i),
      inBlock: i >= outline.block[0] && i <= outline.block[1],
      amongComments:
        (outline.markerAfter[i] ?? 0) > 0 ||
        (outline.buttonsUpTo[Math.min(i + 6, scores.length)] ?? 0) > (outline.buttonsUpTo[Math.max(i - 5, 0)] ?? 0),
    });
  }
  return judgements;
}

/** The three features of the second reading that weigh most towards furniture. */
function heaviest(reading: FirstReading, i: number): string {
  const most: { readonly name: string; readonly weight: number }[] = [];
  for (const [f, { name, bin }] of CONTEXT_FEATURES.entries()) {
    const weight = (SECOND_WEIGHTS[(SECOND_OFFSETS[f] ?? 0) + bin(reading, i)] ?? 0) / 100;
    if (weight > 0) most.push({ name, weight });
  }
  most.sort((a, b) => b.weight - a.weight);
  return most
    .slice(0, 3)
    .map(({ name, weight }) => `${name} +${weight.toFixed(1)}`)
    .join(", ");
}
