import type { Range, Span, SpanClass } from "../model/span.js";

/** A paragraph (line) that stands in several articles, equal after folding case and white space. */
export interface RecurringParagraph extends Range {
  /** 64-bit hash of the folded paragraph, 16 hex digits. */
  readonly hash: string;
  /** Index of the first article that has it, where `start` and `end` point. */
  readonly article: number;
  readonly articles: number;
  /** Distinct sources. */
  readonly sources: number;
  /** Class of the span that covers it in that article, or null where it is the article's own text. */
  readonly class: SpanClass | null;
}

/** Counts paragraphs over the articles of a run. Articles are added in input order, once each. */
export interface ParagraphTable {
  add(text: string, spans: readonly Span[], source: string): void;
  /** Paragraphs of at least two articles, by articles descending, then hash. */
  finish(): RecurringParagraph[];
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A table in typed columns: about 40 bytes a distinct paragraph. */
export function createParagraphTable(): ParagraphTable {
  const columns = new ParagraphColumns();
  const sourcesOf = new Map<number, Set<string>>();
  const sources: string[] = [];
  return {
    add(text, spans, source) {
      const article = sources.push(source) - 1;
      for (const { start, end } of lines(text)) {
        const hash = hashFolded(text.slice(start, end));
        if (hash === undefined) continue;
        const slot = columns.find(hash[0], hash[1]);
        if (columns.articles[slot] === 0) columns.place(slot, hash, article, start, end, classAt(spans, start, end));
        if (columns.last[slot] === article + 1) continue;
        columns.last[slot] = article + 1;
        const count = (columns.articles[slot] as number) + 1;
        columns.articles[slot] = count;
        if (count > 1)
          noteSource(sourcesOf, columns.serial[slot] as number, sources[columns.first[slot] as number] ?? "", source);
      }
    },
    finish: () => columns.rows((serial) => sourcesOf.get(serial)?.size ?? 1),
  };
}

function noteSource(sourcesOf: Map<number, Set<string>>, serial: number, first: string, source: string): void {
  const known = sourcesOf.get(serial);
  if (known === undefined) sourcesOf.set(serial, new Set([first, source]));
  else known.add(source);
}

function* lines(text: string): Generator<Range> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (end > start) yield { start, end };
    start = end + 1;
  }
}

function classAt(spans: readonly Span[], start: number, end: number): SpanClass | null {
  const middle = (start + end) / 2;
  return spans.find((span) => span.start <= middle && middle < span.end)?.class ?? null;
}

/** Hash of a line in lower case with white space squeezed; undefined where it has no letter or digit. */
function hashFolded(line: string): readonly [number, number] | undefined {
  if (!LETTER_OR_DIGIT.test(line)) return undefined;
  const folded = line.trim().toLowerCase();
  let lo = 0x811c9dc5;
  let hi = 0x9747b28c;
  let space = false;
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i);
    const isSpace = unit <= 32 || unit === 0xa0;
    if (isSpace && space) continue;
    space = isSpace;
    const value = isSpace ? 32 : unit;
    lo = Math.imul(lo ^ value, 0x01000193);
    hi = Math.imul(hi ^ value, 0x5bd1e995) + (hi >>> 17);
  }
  return [(lo ^ (hi >>> 16)) >>> 0, (hi ^ (lo >>> 15)) >>> 0];
}

/** Open addressing over 64-bit hashes; a slot with `articles` 0 is free. */
class ParagraphColumns {
  #used = 0;
  lo = new Uint32Array(1 << 12);
  hi = new Uint32Array(1 << 12);
  articles = new Uint32Array(1 << 12);
  first = new Uint32Array(1 << 12);
  /** One more than the article that was counted last. */
  last = new Uint32Array(1 << 12);
  start = new Uint32Array(1 << 12);
  end = new Uint32Array(1 << 12);
  /** Stable name of the paragraph: slots move when the table grows. */
  serial = new Uint32Array(1 << 12);
  readonly classes: (SpanClass | null)[] = [];

  find(lo: number, hi: number): number {
    if (this.#used * 2 > this.lo.length) this.#grow();
    return this.#slot(lo, hi);
  }

  place(
    slot: number,
    hash: readonly [number, number],
    article: number,
    start: number,
    end: number,
    spanClass: SpanClass | null,
  ): void {
    this.lo[slot] = hash[0];
    this.hi[slot] = hash[1];
    this.first[slot] = article;
    this.start[slot] = start;
    this.end[slot] = end;
    this.serial[slot] = this.#used++;
    this.classes.push(spanClass);
  }

  rows(sourcesOf: (serial: number) => number): RecurringParagraph[] {
    const rows: RecurringParagraph[] = [];
    for (const [slot, articles] of this.articles.entries()) {
      if (articles < 2) continue;
      const serial = this.serial[slot] as number;
      rows.push({
        hash: hex(this.hi[slot] as number) + hex(this.lo[slot] as number),
        article: this.first[slot] as number,
        start: this.start[slot] as number,
        end: this.end[slot] as number,
        articles,
        sources: sourcesOf(serial),
        class: this.classes[serial] ?? null,
      });
    }
    return rows.sort((x, y) => y.articles - x.articles || (x.hash < y.hash ? -1 : 1));
  }

  #slot(lo: number, hi: number): number {
    const mask = this.lo.length - 1;
    let slot = lo & mask;
    while (this.articles[slot] !== 0 && (this.lo[slot] !== lo || this.hi[slot] !== hi)) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const { lo, hi, articles, first, last, start, end, serial } = this;
    const size = lo.length * 2;
    for (const name of ["lo", "hi", "articles", "first", "last", "start", "end", "serial"] as const) {
      this[name] = new Uint32Array(size);
    }
    for (let old = 0; old < lo.length; old++) {
      if (articles[old] === 0) continue;
      const slot = this.#slot(lo[old] as number, hi[old] as number);
      this.lo[slot] = lo[old] as number;
      this.hi[slot] = hi[old] as number;
      this.articles[slot] = articles[old] as number;
      this.first[slot] = first[old] as number;
      this.last[slot] = last[old] as number;
      this.start[slot] = start[old] as number;
      this.end[slot] = end[old] as number;
      this.serial[slot] = serial[old] as number;
    }
  }
}

const hex = (half: number): string => half.toString(16).padStart(8, "0");
