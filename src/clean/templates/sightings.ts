/** Where lines stand in the articles of a source: first how often each, then what is worth knowing of those that recur. */
import type { Kernel } from "../../model/kernel.js";
import type { Span, SpanClass } from "../../model/span.js";
import { ClusterCounts } from "../../text/cluster-counts.js";
import { compileLexicon } from "../lexicon/compile.js";
import { ENGLISH } from "../lexicon/en.js";
import { isProse, type Page } from "../page.js";
import { readLine } from "../read-page.js";
import { cleared, createWorkspace, readText } from "../workspace.js";
import { foldedLine, keyOf, type LineKey } from "./line-key.js";

/** Reads texts as the cleaner does. */
export interface LineReader {
  /** Ends when the next but one is read. */
  page(text: string): Page;
  /** A page of one line. */
  line(text: string): Page;
}

/** Lines at either end of an article that count as its edges. */
const HEAD_LINES = 3;
const TAIL_LINES = 5;

/** What is known of a line that recurs. */
export interface Sighting {
  /** The line's folded words, which tell it from lines of equal hash. */
  readonly folded: string;
  /** The first of its spellings, as strings compare, so that order of input does not show. */
  text: string;
  /** One article of each cluster it stands in, in the order they were read. */
  readonly articles: number[];
  readonly sources: Set<string>;
  lastCluster: number;
  /** Positions of all occurrences, 0 to 1. */
  readonly positions: number[];
  /** Occurrences with paragraphs of the article's own before and behind. */
  inside: number;
  /** Occurrences among the first, and among the last lines. */
  head: number;
  tail: number;
  /** Occurrences right behind a line that ends in a quotation. */
  behindQuote: number;
  /** What rules say of the occurrences. */
  readonly classes: Map<SpanClass, number>;
}

/** An article as the counters see it. Articles of one cluster follow each other. */
export interface CountedArticle {
  /** Any number that tells it from others. */
  readonly article: number;
  readonly cluster: number;
  readonly source: string;
  readonly text: string;
  readonly spans: readonly Span[];
}

/** @param kernel reads pages faster, where there is one; nobody else may read pages with it at the same time. */
export function createLineReader(kernel?: Kernel): LineReader {
  const lexicon = compileLexicon([ENGLISH]);
  let workspace = createWorkspace(kernel);
  return {
    page(text) {
      workspace = cleared(workspace, kernel);
      return readText(workspace, text, lexicon);
    },
    line: (text) => readLine(text, lexicon.vocabulary),
  };
}

/** Counts the clusters of every line. About 24 bytes of memory a distinct line. */
export function countLines(articles: Iterable<CountedArticle>, read: LineReader): ClusterCounts {
  const counts = new ClusterCounts();
  const key: LineKey = { lo: 0, hi: 0 };
  for (const { cluster, text } of articles) {
    const page = read.page(text);
    for (let line = 0; line < page.lines.count; line++) if (keyOf(page, line, key)) counts.add(key.lo, key.hi, cluster);
  }
  return counts;
}

/** Tells the keys of the given lines from others. */
export function keysOfLines(texts: readonly string[], read: LineReader): (lo: number, hi: number) => boolean {
  const keys = new ClusterCounts();
  const key: LineKey = { lo: 0, hi: 0 };
  for (const text of texts) if (keyOf(read.line(text), 0, key)) keys.add(key.lo, key.hi, 0);
  return (lo, hi) => keys.count(lo, hi) > 0;
}

/** Reads the same articles again and gathers what is known of the lines that recur. */
export function sightLines(
  articles: Iterable<CountedArticle>,
  read: LineReader,
  recurs: (lo: number, hi: number) => boolean,
): Sighting[] {
  const sightings = new Map<string, Sighting>();
  for (const article of articles) sightArticle(article, read.page(article.text), recurs, sightings);
  return [...sightings.values()];
}

function sightArticle(
  { article, cluster, source, spans }: CountedArticle,
  page: Page,
  recurs: (lo: number, hi: number) => boolean,
  sightings: Map<string, Sighting>,
): void {
  const key: LineKey = { lo: 0, hi: 0 };
  const solid: number[] = [];
  const recurring: boolean[] = [];
  for (let line = 0; line < page.lines.count; line++) {
    if ((page.wordCount[line] ?? 0) === 0) continue;
    solid.push(line);
    recurring.push(keyOf(page, line, key) && recurs(key.lo, key.hi));
  }
  const spanAt = spanFinder(spans);
  const own = (at: number) => recurring[at] === false && isProse(page, solid[at] as number);
  const firstOwn = solid.findIndex((_, at) => own(at));
  const lastOwn = solid.findLastIndex((_, at) => own(at));
  for (const [at, line] of solid.entries()) {
    if (recurring[at] !== true) continue;
    const sighting = sightingOf(sightings, page, line);
    if (sighting.lastCluster !== cluster) sighting.articles.push(article);
    sighting.lastCluster = cluster;
    sighting.sources.add(source);
    sighting.positions.push(solid.length === 1 ? 0 : at / (solid.length - 1));
    if (firstOwn >= 0 && at > firstOwn && at < lastOwn) sighting.inside++;
    if (at < HEAD_LINES) sighting.head++;
    if (at >= solid.length - TAIL_LINES) sighting.tail++;
    if (at > 0 && endsInQuote(page, solid[at - 1] as number)) sighting.behindQuote++;
    noteSpan(sighting, spanAt(middleOf(page, line)));
  }
}

function sightingOf(sightings: Map<string, Sighting>, page: Page, line: number): Sighting {
  const folded = foldedLine(page, line);
  const start = page.lines.start[line] as number;
  const text = page.text.slice(start, page.lines.end[line]).trim();
  const known = sightings.get(folded);
  if (known !== undefined) {
    if (text < known.text) known.text = text;
    return known;
  }
  const counters = { inside: 0, head: 0, tail: 0, behindQuote: 0 };
  const lists = { articles: [], sources: new Set<string>(), positions: [], classes: new Map<SpanClass, number>() };
  const sighting: Sighting = { folded, text, lastCluster: -1, ...lists, ...counters };
  sightings.set(folded, sighting);
  return sighting;
}

function endsInQuote(page: Page, line: number): boolean {
  const end = (page.lines.end[line] as number) - 1;
  return /["”’»」]/.test(page.text.charAt(end)) || /["“„«「]/.test(page.text.charAt(page.lines.start[line] as number));
}

function middleOf(page: Page, line: number): number {
  return ((page.lines.start[line] as number) + (page.lines.end[line] as number)) / 2;
}

/** The first span that holds an offset; offsets are asked in ascending order. */
function spanFinder(spans: readonly Span[]): (offset: number) => Span | undefined {
  let at = 0;
  return (offset) => {
    while (at < spans.length && (spans[at] as Span).end <= offset) at++;
    const span = spans[at];
    return span !== undefined && span.start <= offset ? span : undefined;
  };
}

/** Evidence of what stands around a line, or of its shape: a headline among links is no furniture of its own. */
const CONTEXT = /^(run|repeat|shape|guard)\//;

function noteSpan(sighting: Sighting, span: Span | undefined): void {
  if (span === undefined || !span.evidence.some(({ rule, weight }) => weight > 0 && !CONTEXT.test(rule))) return;
  sighting.classes.set(span.class, (sighting.classes.get(span.class) ?? 0) + 1);
}
