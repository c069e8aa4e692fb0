import { PARAGRAPH_WORDS, type RecurringParagraph, recurringParagraphs } from "../match/paragraphs.js";
import type { CatalogEntry, Entries } from "../model/catalog.js";
import { sortNumbers } from "../text/sort-numbers.js";
import { keysOnDisk } from "./key-files.js";
import type { RowFile } from "./row-spool.js";

const WIDTH = 7;
/** Rows a block: more never moves those that are there. */
const BLOCK_ROWS = 1 << 14;

/** Paragraphs that stand in several articles, most frequent first; each is made when its turn comes. */
export interface Paragraphs extends Iterable<RecurringParagraph> {
  readonly length: number;
}

/**
 * Finds them, a part of the hashes at a time; 32 bytes each.
 * @param sources as `sourceNumbers` gives them. @param check called now and then with how many there are so far; may throw.
 */
export function paragraphsOf(
  sources: Uint32Array,
  files: readonly RowFile[],
  check: (paragraphs: number) => void = () => {},
): Paragraphs {
  const rows = new ParagraphRows();
  const store = keysOnDisk(files, PARAGRAPH_WORDS);
  for (let part = 0; part < store.parts; part++) {
    const found = recurringParagraphs(store.read(part, part + 1), (article) => sources[article] as number);
    for (const paragraph of found) rows.push(paragraph);
    check(rows.length);
  }
  const order = rows.byFrequency();
  return {
    length: order.length,
    *[Symbol.iterator]() {
      for (const row of order) yield rows.at(row);
    },
  };
}

/** A number for the source of each article, equal for equal sources. */
export function sourceNumbers(entries: Entries): Uint32Array {
  const numbers = new Map<string, number>();
  return new Uint32Array(entries.length).map((_, article) => {
    const { source } = entries.at(article) as CatalogEntry;
    const number = numbers.get(source) ?? numbers.size;
    numbers.set(source, number);
    return number;
  });
}

/** Rows of the hash's high and low half, article, start, end, articles, sources. */
class ParagraphRows {
  readonly #blocks: Uint32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push({ hash, article, start, end, articles, sources }: RecurringParagraph): void {
    if (this.#length % BLOCK_ROWS === 0) this.#blocks.push(new Uint32Array(BLOCK_ROWS * WIDTH));
    const halves = [Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8), 16)];
    const at = (this.#length++ % BLOCK_ROWS) * WIDTH;
    this.#blocks.at(-1)?.set([...halves, article, start, end, articles, sources], at);
  }

  at(row: number): RecurringParagraph {
    const at = (row % BLOCK_ROWS) * WIDTH;
    const [high, low, article, start, end, articles, sources] = (
      this.#blocks[Math.floor(row / BLOCK_ROWS)] as Uint32Array
    ).subarray(at, at + WIDTH) as unknown as readonly [number, number, number, number, number, number, number];
    return { hash: hex(high) + hex(low), article, start, end, articles, sources };
  }

  /** Most articles first; equal ones by hash. */
  byFrequency(): Uint32Array {
    const word = (row: number, at: number): number =>
      this.#blocks[Math.floor(row / BLOCK_ROWS)]?.[(row % BLOCK_ROWS) * WIDTH + at] as number;
    const order = new Uint32Array(this.#length).map((_, row) => row);
    return sortNumbers(order, (x, y) => word(y, 5) - word(x, 5) || word(x, 0) - word(y, 0) || word(x, 1) - word(y, 1));
  }
}

const hex = (half: number): string => half.toString(16).padStart(8, "0");
