/** Labelled web pages: read, split into lines with evidence, each line labelled by the gold text; and the score of a choice of lines. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { extractHtml } from "../src/read/html/extract.js";
import { gatherFacts, type PageFacts } from "../src/read/html/facts.js";
import { fireRules } from "../src/read/html/rules.js";
import { bagOf, type Figures, figuresOf, type PageScore, SHINGLE, scoreBag, tokensOf } from "./shingle-scores.js";

export interface LabelledPage {
  /** Name of the file without extension. */
  readonly set: string;
  readonly id: string;
  readonly site: string;
  readonly html: string;
  readonly facts: PageFacts;
  /** Rules that fire, line by line. */
  readonly rules: readonly (readonly number[])[];
  readonly tokens: readonly (readonly string[])[];
  /** Share of a line's 4-token shingles that the gold text has; of equal lines only as many as it has. */
  readonly labels: Float64Array;
  /** Weight of a line in the fit: its tokens by those of the gold text, so that pages count alike. */
  readonly weights: Float64Array;
  readonly gold: ReadonlyMap<string, number>;
}

/** What all lines of a page that are no content weigh at most, the gold text being 1. */
const FURNITURE_MAX = 3;
/** Weight of a page; with it goes the strength of the ridge. */
const PAGE_WEIGHT = 100;
/** Lines around a copy by which it is judged the right one. */
const NEAR = 6;
/** Shares from which a line counts as content. */
const CONTENT = 0.5;

/** Reads JSONL (perhaps gzip) of {id, html, gold}. */
export function readPages(file: string): LabelledPage[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const set = file.replace(/^.*\//, "").replace(/\..*$/, "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => labelPage(set, JSON.parse(line) as { id: string; html: string; gold: string }));
}

/** Figures of a choice of lines, a set and all together. */
export function figuresBySet(
  pages: readonly LabelledPage[],
  choose: (page: LabelledPage) => readonly boolean[],
): Map<string, Figures> {
  const scores = new Map<string, PageScore[]>();
  for (const page of pages) {
    const keep = choose(page);
    const kept = page.tokens.flatMap((tokens, line) => (keep[line] === true ? tokens : []));
    for (const name of [page.set, "pooled"])
      scores.set(name, [...(scores.get(name) ?? []), scoreBag(bagOf(kept), page.gold)]);
  }
  return new Map([...scores].map(([name, each]) => [name, figuresOf(each)]));
}

function labelPage(
  set: string,
  record: { readonly id: string; readonly html: string; readonly gold: string },
): LabelledPage {
  const page = extractHtml(record.html);
  const facts = gatherFacts(page);
  const texts = Array.from(page.lines.start, (start, line) => page.text.slice(start, page.lines.end[line]));
  const tokens = texts.map(tokensOf);
  const gold = tokensOf(decodeReferences(record.gold));
  const labels = labelLines(texts, tokens, gold);
  return {
    set,
    id: record.id,
    site: record.id.replace(/_.*$/, "").replace(/\d+$/, ""),
    html: record.html,
    facts,
    rules: texts.map((_, line) => rulesOf(facts, line)),
    tokens,
    labels,
    weights: weighLines(tokens, labels, gold.length),
    gold: bagOf(tokensOf(record.gold)),
  };
}

function rulesOf(facts: PageFacts, line: number): number[] {
  const rules: number[] = [];
  fireRules(facts, line, (rule) => rules.push(rule));
  return rules;
}

function labelLines(
  texts: readonly string[],
  tokens: readonly (readonly string[])[],
  gold: readonly string[],
): Float64Array {
  const bags = Array.from({ length: SHINGLE }, (_, n) => bagOf(gold, n + 1));
  const counts = tokens.map((line) => {
    const size = Math.min(SHINGLE, line.length);
    return [...bagOf(line, size)].map(([key, count]) => ({ count, known: bags[size - 1]?.get(key) ?? 0 }));
  });
  const labels = Float64Array.from(counts, (keys) => {
    const all = keys.reduce((sum, { count }) => sum + count, 0);
    return keys.reduce((sum, { count, known }) => sum + (known > 0 ? count : 0), 0) / Math.max(1, all);
  });
  const places = new Map<string, number[]>();
  texts.forEach((text, line) => {
    const known = places.get(text);
    if (known === undefined) places.set(text, [line]);
    else known.push(line);
  });
  for (const copies of places.values()) {
    if (copies.length > 1) keepBestCopies(copies, counts[copies[0] as number]?.[0]?.known ?? 0, tokens, labels);
  }
  return labels;
}

/** Of lines that stand more often in the page than in the gold text, those are content that stand among content. */
function keepBestCopies(
  copies: readonly number[],
  wanted: number,
  tokens: readonly (readonly string[])[],
  labels: Float64Array,
): void {
  const around = (line: number): number => {
    let sum = 0;
    for (let at = line - NEAR; at <= line + NEAR; at++)
      if (at !== line && (labels[at] ?? 0) > CONTENT) sum += tokens[at]?.length ?? 0;
    return sum;
  };
  const ranked = [...copies].sort((a, b) => around(b) - around(a));
  for (const line of ranked.slice(Math.max(1, wanted))) labels[line] = 0;
}

function weighLines(tokens: readonly (readonly string[])[], labels: Float64Array, goldTokens: number): Float64Array {
  const furniture = tokens.reduce((sum, line, i) => sum + line.length * (1 - (labels[i] ?? 0)), 0);
  const content = 1 / Math.max(1, goldTokens);
  const other = Math.min(content, FURNITURE_MAX / Math.max(1e-9, furniture));
  return Float64Array.from(tokens, (line, i) => {
    const label = labels[i] ?? 0;
    return PAGE_WEIGHT * line.length * (label * content + (1 - label) * other);
  });
}

/** Gold texts made of source code still hold character references; for labels they are decoded. */
function decodeReferences(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", quot: '"', nbsp: " ", lt: "<", gt: ">" };
  return text
    .replace(/&#(\d{1,6});/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replace(/&(amp|quot|nbsp|lt|gt);/g, (_, name: string) => named[name] ?? "");
}
