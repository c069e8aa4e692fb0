import type { CatalogEntry, Entries } from "../model/catalog.js";
import type { Relation } from "../model/pair.js";
import type { Cleaned, Span, SpanAction, SpanClass } from "../model/span.js";
import type { ClassCount, ClassExample, SourceCount } from "../model/summary.js";

/** Figures gathered while articles pass. */
export interface Tally {
  add(id: string, text: string, cleaned: Cleaned): void;
  /** The same of a text that is not empty and was taken as it came. @param units its UTF-16 units. */
  addUntouched(units: number): void;
  /** Takes over what was tallied elsewhere of articles that come after all so far. */
  absorb(figures: TallyFigures): void;
  finish(): TallyFigures;
}

/** Plain data. */
export interface TallyFigures {
  readonly classes: readonly ClassCount[];
  readonly text: { readonly units: number; readonly cut: number; readonly articlesCut: number };
  readonly empty: number;
}

interface Counting {
  readonly class: SpanClass;
  readonly action: SpanAction;
  spans: number;
  units: number;
  articles: number;
  lastArticle: number;
  readonly example: ClassExample;
}

/** By class, and by action: a key made of both would be a string more for every span. */
type Counts = Map<SpanClass, Map<SpanAction, Counting>>;

/** UTF-16 units of a span that an example shows. */
const EXAMPLE_UNITS = 60;

/** A tally of one run, or of a part of one. */
export function createTally(): Tally {
  const counts: Counts = new Map();
  const text = { units: 0, cut: 0, articlesCut: 0 };
  let article = 0;
  let empty = 0;
  return {
    add(id, original, { text: clean, spans }) {
      article++;
      text.units += original.length;
      text.cut += original.length - clean.length;
      if (clean.length < original.length) text.articlesCut++;
      if (original.trim() === "") empty++;
      for (const span of spans) {
        const count = counting(counts, span, () => exampleOf(id, original, span));
        count.spans++;
        count.units += span.end - span.start;
        if (count.lastArticle !== article) count.articles++;
        count.lastArticle = article;
      }
    },
    addUntouched(units) {
      article++;
      text.units += units;
    },
    absorb(figures) {
      text.units += figures.text.units;
      text.cut += figures.text.cut;
      text.articlesCut += figures.text.articlesCut;
      empty += figures.empty;
      for (const row of figures.classes) {
        const count = counting(counts, row, () => row.example);
        count.spans += row.spans;
        count.units += row.units;
        count.articles += row.articles;
      }
    },
    finish: () => ({ classes: sortedClasses(counts), text, empty }),
  };
}

function counting(counts: Counts, span: Pick<Span, "class" | "action">, example: () => ClassExample): Counting {
  const ofClass = counts.get(span.class) ?? new Map<SpanAction, Counting>();
  const known = ofClass.get(span.action);
  if (known !== undefined) return known;
  const start = { spans: 0, units: 0, articles: 0, lastArticle: 0 };
  const fresh: Counting = { class: span.class, action: span.action, ...start, example: example() };
  counts.set(span.class, ofClass.set(span.action, fresh));
  return fresh;
}

function exampleOf(id: string, text: string, { start, end, evidence }: Span): ClassExample {
  const begins = text
    .slice(start, Math.min(end, start + EXAMPLE_UNITS))
    .replace(/\s+/g, " ")
    .trim();
  const heaviest = evidence.reduce((most, one) => (one.weight > most.weight ? one : most), {
    rule: "",
    weight: -Infinity,
  });
  return { id, text: begins.toWellFormed(), rule: heaviest.rule };
}

function sortedClasses(counts: Counts): ClassCount[] {
  const rows = Array.from(counts.values(), (ofClass) => [...ofClass.values()])
    .flat()
    .map(({ lastArticle: _, ...row }) => row);
  return rows.sort((x, y) => y.units - x.units || compareStrings(x.class + x.action, y.class + y.action));
}

/**
 * Articles and kept ones by source, largest source first.
 * @param from the first article that counts.
 */
export function countSources(entries: Entries, isKept: (index: number) => boolean, from = 0): SourceCount[] {
  const counts = new Map<string, { articles: number; kept: number }>();
  for (let index = from; index < entries.length; index++) {
    const { source } = entries.at(index) as CatalogEntry;
    const count = counts.get(source) ?? { articles: 0, kept: 0 };
    count.articles++;
    if (isKept(index)) count.kept++;
    counts.set(source, count);
  }
  const rows = [...counts].map(([source, count]) => ({ source, ...count }));
  return rows.sort((x, y) => y.articles - x.articles || compareStrings(x.source, y.source));
}

/** What figures need of pairs, by place. */
export interface PairFigures {
  readonly length: number;
  relation(place: number): Relation;
  jaccard(place: number): number;
}

/** Pairs by relation, every relation named. */
export function countRelations(pairs: PairFigures): Record<Relation, number> {
  const counts = { exact: 0, near: 0, contains: 0, contained: 0, form: 0, partial: 0 };
  for (let place = 0; place < pairs.length; place++) counts[pairs.relation(place)]++;
  return counts;
}

export const HISTOGRAM_STEPS = 20;

/** Pairs by Jaccard in steps of .05. */
export function histogramOf(pairs: Pick<PairFigures, "length" | "jaccard">): number[] {
  const steps = new Array<number>(HISTOGRAM_STEPS).fill(0);
  for (let place = 0; place < pairs.length; place++) {
    const step = Math.min(HISTOGRAM_STEPS - 1, Math.floor(pairs.jaccard(place) * HISTOGRAM_STEPS + 1e-9));
    steps[step] = (steps[step] ?? 0) + 1;
  }
  return steps;
}

const compareStrings = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
