import { join } from "node:path";
import { classAt, type RecurringParagraph } from "../match/paragraphs.js";
import type { Shelf } from "../model/catalog.js";
import { ColumnBudget, type ColumnRoom, PARAGRAPH_BYTES } from "./column-budget.js";
import { openShelf, type ShelfIndex } from "./disk-shelf.js";
import { openSink } from "./output.js";
import { type Paragraphs, paragraphsOf } from "./paragraph-columns.js";
import type { RowFile } from "./row-spool.js";

/** How many paragraphs stand in several articles, and how many of them are furniture. */
export interface RepeatCounts {
  readonly paragraphs: number;
  readonly furniture: number;
}

/** Where the paragraphs of all articles wait. Plain data. */
export interface RepeatsSource {
  /** A number for the source of each article. */
  readonly sources: Uint32Array;
  readonly paragraphs: readonly RowFile[];
  readonly spools: ShelfIndex;
  /** How much memory columns may take, and what others took of it. */
  readonly room: ColumnRoom;
}

/**
 * Finds the paragraphs that stand in several articles, and writes repeats.jsonl.
 * @throws {UsageError} where there are more than memory was promised for.
 */
export function writeRepeatsOf(folder: string, { sources, paragraphs, spools, room }: RepeatsSource): RepeatCounts {
  const budget = new ColumnBudget(room);
  const check = (found: number): void => budget.grow("paragraphs", found, found * PARAGRAPH_BYTES);
  const shelf = openShelf(spools);
  try {
    return writeRepeats(folder, paragraphsOf(sources, paragraphs, check), shelf);
  } finally {
    shelf.close();
  }
}

/** Paragraphs, and units of them, whose rows wait in memory while their articles are read. */
interface Stretch {
  readonly rows: number;
  readonly units: number;
}

const STRETCH: Stretch = { rows: 1 << 16, units: 1 << 22 };

/**
 * Writes repeats.jsonl: paragraphs that stand in several articles. Of each stretch of them the articles are read one after
 * the other, each once; the bytes do not depend on `most`, the bounds of a stretch.
 */
export function writeRepeats(
  folder: string,
  paragraphs: Paragraphs,
  shelf: Pick<Shelf, "original">,
  most: Stretch = STRETCH,
): RepeatCounts {
  const sink = openSink(join(folder, "repeats.jsonl"));
  let furniture = 0;
  try {
    for (const stretch of stretchesOf(paragraphs, most)) {
      const { rows, furniture: found } = rowsOf(stretch, shelf);
      furniture += found;
      for (const row of rows) sink.write(row);
    }
  } finally {
    sink.close();
  }
  return { paragraphs: paragraphs.length, furniture };
}

function* stretchesOf(paragraphs: Paragraphs, most: Stretch): Generator<RecurringParagraph[]> {
  let stretch: RecurringParagraph[] = [];
  let units = 0;
  for (const paragraph of paragraphs) {
    stretch.push(paragraph);
    units += paragraph.end - paragraph.start;
    if (stretch.length < most.rows && units < most.units) continue;
    yield stretch;
    [stretch, units] = [[], 0];
  }
  if (stretch.length > 0) yield stretch;
}

/** The rows of a stretch in its order. */
function rowsOf(stretch: readonly RecurringParagraph[], shelf: Pick<Shelf, "original">) {
  const rows = new Array<string>(stretch.length);
  let furniture = 0;
  const articleAt = (place: number): number => (stretch[place] as RecurringParagraph).article;
  const byArticle = Uint32Array.from(stretch.keys()).sort((x, y) => articleAt(x) - articleAt(y));
  let last = NO_ARTICLE;
  let original: ReturnType<Shelf["original"]> = { text: "", spans: [] };
  for (const place of byArticle) {
    const { hash, article, start, end, articles, sources } = stretch[place] as RecurringParagraph;
    if (article !== last) original = shelf.original(article);
    last = article;
    const spanClass = classAt(original.spans, { start, end });
    if (spanClass !== null) furniture++;
    const text = original.text.slice(start, end).trim();
    rows[place] = `${JSON.stringify({ hash, text, articles, sources, class: spanClass })}\n`;
  }
  return { rows, furniture };
}

const NO_ARTICLE = -1;
