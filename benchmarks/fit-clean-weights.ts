/**
 * Fits the shape model of cleaning (src/clean/shape) to pages whose lines are labelled, and prints what it reaches in
 * 5-fold cross-validation, pages of one site in one fold.
 *
 * usage: node .scratch/bench/benchmarks/fit-clean-weights.js FILE.jsonl[.gz]… [--write src/clean/shape/model.ts]
 * A record holds `id`, `text` and `labels`, one label a line of text.split("\n"): 1 content, 0 furniture.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { createNotes } from "../src/clean/evidence.js";
import { compileLexicon } from "../src/clean/lexicon/compile.js";
import { ENGLISH } from "../src/clean/lexicon/en.js";
import { noteLexicon } from "../src/clean/lexicon-notes.js";
import { readPage } from "../src/clean/read-page.js";
import { estimateRegime } from "../src/clean/regime.js";
import { CONTEXT_FEATURES, readingOf } from "../src/clean/shape/context.js";
import { FEATURES, offsetsOf } from "../src/clean/shape/features.js";
import { type Outline, outlineOf } from "../src/clean/shape/outline.js";

const FOLDS = 5;
const EPOCHS = 8;
const RATE = 0.15;
/** Pull of every weight towards zero, per example and example of the set. Ten times more loses a third of what can go safely. */
const DECAY = 2e-9;
/** Small sets count as much as so many words. */
const SET_WORDS = 1_500_000;
/** Weight of the heaviest line. */
const HEAVIEST = 12;
/** Share of content whose loss the report reads the curve at. */
const LOST = 0.005;

interface LabelledPage {
  readonly set: string;
  readonly fold: number;
  readonly weight: number;
  readonly outline: Outline;
  /** 1 where a line is furniture. */
  readonly furniture: Uint8Array;
  readonly raw: boolean;
}

/** Sparse examples: `width` bins each. */
interface Examples {
  readonly width: number;
  readonly size: number;
  readonly bins: Int32Array;
  readonly label: Uint8Array;
  readonly weight: Float64Array;
}

const files = process.argv.slice(2).filter((name, i, all) => !name.startsWith("--") && all[i - 1] !== "--write");
const target = process.argv.includes("--write") ? process.argv[process.argv.indexOf("--write") + 1] : undefined;

const lexicon = compileLexicon([ENGLISH]);
const pages = files.flatMap(loadPages);
const size1 = offsetsOf(FEATURES).at(-1) ?? 0;
const size2 = offsetsOf(CONTEXT_FEATURES).at(-1) ?? 0;
const bins1 = pages.map((page) =>
  binsOf(page.outline.solid.length, FEATURES, (feature, i) => feature.bin(page.outline, i)),
);

const scores1 = crossValidate(bins1, FEATURES.length, size1);
const bins2 = pages.map((page, p) => secondBins(page, scores1[p] as Float64Array));
const scores2 = crossValidate(bins2, CONTEXT_FEATURES.length, size2);
report("first reading", scores1);
report("second reading", scores2);
if (target !== undefined) writeModel(target);

function loadPages(file: string): LabelledPage[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
  const records = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LabelledRecord)
    .filter((r) => (r.gold_recall ?? 1) >= 0.8);
  const set = basename(file).replace(/\..*/, "");
  const words = records.reduce((sum, { text: body }) => sum + body.length / 6, 0);
  return records.map((record) => labelled(record, set, Math.max(1, SET_WORDS / words)));
}

interface LabelledRecord {
  readonly id: string;
  readonly text: string;
  readonly labels: readonly number[];
  readonly gold_recall?: number;
}

function labelled(record: LabelledRecord, set: string, weight: number): LabelledPage {
  const page = readPage(record.text, lexicon.vocabulary);
  const notes = createNotes();
  const landmarks = noteLexicon(page, lexicon, notes);
  const outline = outlineOf(page, notes, landmarks, lexicon.vocabulary.traits);
  const starts: number[] = [];
  let at = 0;
  for (const line of record.text.split("\n")) {
    starts.push(at);
    at += line.length + 1;
  }
  let row = 0;
  const furniture = Uint8Array.from(outline.solid, (line) => {
    while ((starts[row + 1] ?? Number.POSITIVE_INFINITY) <= (page.lines.start[line] ?? 0)) row++;
    return record.labels[row] === 1 ? 0 : 1;
  });
  const site = record.id.replace(/[\d_-]+$/, "") || record.id;
  return {
    set,
    fold: hash(site.length > 2 ? site : record.id) % FOLDS,
    weight,
    outline,
    furniture,
    raw: estimateRegime(page, notes) === "raw",
  };
}

function hash(text: string): number {
  let value = 2166136261;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16777619);
  return (value ^ (value >>> 15)) >>> 0;
}

function binsOf<F extends { readonly bins: number }>(
  lines: number,
  features: readonly F[],
  bin: (feature: F, i: number) => number,
): Int32Array {
  const offsets = offsetsOf(features);
  const out = new Int32Array(lines * features.length);
  for (let i = 0; i < lines; i++) {
    for (const [f, feature] of features.entries()) {
      const value = bin(feature, i);
      if (!(value >= 0 && value < feature.bins)) throw new RangeError(`feature ${f}: bin ${value} of ${feature.bins}`);
      out[i * features.length + f] = (offsets[f] ?? 0) + value;
    }
  }
  return out;
}

function secondBins(page: LabelledPage, scores: Float64Array): Int32Array {
  const reading = readingOf(page.outline, scores);
  return binsOf(scores.length, CONTEXT_FEATURES, (feature, i) => feature.bin(reading, i));
}

/** Scores of every page by a model that never saw its fold. */
function crossValidate(bins: readonly Int32Array[], width: number, size: number): Float64Array[] {
  const out: Float64Array[] = pages.map(() => new Float64Array(0));
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = train(gather(bins, width, size, (page) => page.fold !== fold && page.raw));
    for (const [p, page] of pages.entries())
      if (page.fold === fold) out[p] = scoresOf(bins[p] as Int32Array, width, weights);
  }
  return out;
}

function scoresOf(bins: Int32Array, width: number, weights: Float64Array): Float64Array {
  const scores = new Float64Array(bins.length / width);
  for (let i = 0; i < scores.length; i++) {
    let sum = 0;
    for (let f = 0; f < width; f++) sum += weights[bins[i * width + f] ?? 0] ?? 0;
    scores[i] = sum;
  }
  return scores;
}

function gather(
  bins: readonly Int32Array[],
  width: number,
  size: number,
  wanted: (page: LabelledPage) => boolean,
): Examples {
  const chosen = pages.map((page, p) => ({ page, bins: bins[p] as Int32Array })).filter(({ page }) => wanted(page));
  const lines = chosen.reduce((sum, { page }) => sum + page.outline.solid.length, 0);
  const examples = {
    width,
    size,
    bins: new Int32Array(lines * width),
    label: new Uint8Array(lines),
    weight: new Float64Array(lines),
  };
  let at = 0;
  for (const { page, bins: own } of chosen) {
    examples.bins.set(own, at * width);
    examples.label.set(page.furniture, at);
    for (let i = 0; i < page.furniture.length; i++) examples.weight[at + i] = exampleWeight(page, i);
    at += page.furniture.length;
  }
  return examples;
}

/** Scores are weighted by words, so lines are too; a little for short ones, and never so much that one line rules. */
function exampleWeight(page: LabelledPage, i: number): number {
  return Math.min(HEAVIEST, (page.weight * (2 + (page.outline.words[i] ?? 0))) / 12);
}

/** Logistic regression by AdaGrad over shuffled lines; the shuffle is a fixed permutation. */
function train({ width, size, bins, label, weight }: Examples): Float64Array {
  const weights = new Float64Array(size);
  const seen = new Float64Array(size).fill(1);
  const lines = label.length;
  let stride = Math.floor(lines * 0.6180339887);
  while (lines > 1 && gcd(stride, lines) !== 1) stride++;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let n = 0, i = epoch % Math.max(lines, 1); n < lines; n++, i = (i + stride) % lines) {
      let sum = 0;
      for (let f = 0; f < width; f++) sum += weights[bins[i * width + f] ?? 0] ?? 0;
      const gradient = (1 / (1 + Math.exp(-sum)) - (label[i] ?? 0)) * (weight[i] ?? 0);
      for (let f = 0; f < width; f++) {
        const bin = bins[i * width + f] ?? 0;
        const pulled = gradient + DECAY * lines * (weights[bin] ?? 0);
        seen[bin] = (seen[bin] ?? 0) + pulled * pulled;
        weights[bin] = (weights[bin] ?? 0) - (RATE * pulled) / Math.sqrt(seen[bin] ?? 1);
      }
    }
  }
  return weights;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function report(title: string, scores: readonly Float64Array[]): void {
  console.log(title);
  for (const set of new Set(pages.map((page) => page.set))) {
    const lines: { score: number; words: number; furniture: boolean }[] = [];
    for (const [p, page] of pages.entries()) {
      if (page.set !== set) continue;
      for (let i = 0; i < page.furniture.length; i++) {
        lines.push({
          score: page.raw ? (scores[p]?.[i] ?? 0) : -9,
          words: page.outline.words[i] ?? 0,
          furniture: page.furniture[i] === 1,
        });
      }
    }
    console.log(`  ${set.padEnd(18)} ${describe(lines)}`);
  }
}

function describe(lines: { score: number; words: number; furniture: boolean }[]): string {
  lines.sort((a, b) => b.score - a.score);
  const content = lines.reduce((sum, { words, furniture }) => sum + (furniture ? 0 : words), 0);
  const waste = lines.reduce((sum, { words, furniture }) => sum + (furniture ? words : 0), 0);
  let lost = 0;
  let removed = 0;
  let best = { f1: 0, score: 0, lost: 0, removed: 0 };
  let safe = { removed: 0, score: 0 };
  const at: string[] = [];
  const marks = [4.5, 4, 3.5, 3, 2.5, 2.2, 1.5, 1, 0.5, 0];
  for (const { score, words, furniture } of lines) {
    while (marks.length > 0 && score < (marks[0] ?? 0))
      at.push(`${marks.shift()}: ${((100 * lost) / content).toFixed(2)}/${((100 * removed) / waste).toFixed(0)}`);
    if (furniture) removed += words;
    else lost += words;
    const kept = content - lost;
    const precision = kept / Math.max(kept + waste - removed, 1);
    const recall = kept / content;
    const f1 = (2 * precision * recall) / Math.max(precision + recall, 1e-9);
    if (f1 > best.f1) best = { f1, score, lost: lost / content, removed: removed / waste };
    if (lost <= LOST * content) safe = { removed: removed / waste, score };
  }
  return `best F1 ${best.f1.toFixed(3)} at ${best.score.toFixed(2)}; at 0.5 % lost ${(100 * safe.removed).toFixed(1)} % removed, at ${safe.score.toFixed(2)}\n${" ".repeat(22)}${at.join("  ")}`;
}

function writeModel(path: string): void {
  const first = train(gather(bins1, FEATURES.length, size1, (page) => page.raw));
  const second = train(gather(bins2, CONTEXT_FEATURES.length, size2, (page) => page.raw));
  const sets = [...new Set(pages.map((page) => page.set))].map(
    (set) => `${set} ${pages.filter((page) => page.set === set && page.raw).length}`,
  );
  const table = (weights: Float64Array) => [...weights].map((weight) => Math.round(weight * 100)).join(",");
  writeFileSync(
    path,
    `/**
 * Weights of the shape model, in hundredths of log-odds of being furniture, one per bin of each feature in order.
 * Written by benchmarks/fit-clean-weights.ts; not edited by hand. Fitted on the raw pages of: ${sets.join(", ")}.
 */
// biome-ignore format: a table
export const FIRST_WEIGHTS: Int16Array = Int16Array.of(${table(first)});
// biome-ignore format: a table
export const SECOND_WEIGHTS: Int16Array = Int16Array.of(${table(second)});
`,
  );
}
