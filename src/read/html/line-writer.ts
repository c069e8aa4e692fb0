/** Puts the words of a page together as lines: white space collapsed, in <pre> kept. */
import { Column } from "./column.js";
import type { HtmlLines } from "./page.js";

const SPACE = 0x20;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
/** Stands between the cells of a row. */
const CELL_GAP = "\t";
/** A row with a cell longer than this lays a page out; its cells become lines of their own. */
const CELL_MAX = 100;

/** White space of HTML, line ends of Unicode, and the no-break space: authors use it for layout. */
function isSpace(unit: number): boolean {
  return (
    unit === SPACE ||
    (unit >= TAB && unit <= CR) ||
    unit === 0xa0 ||
    unit === 0x85 ||
    unit === 0x2028 ||
    unit === 0x2029
  );
}

/** Glyphs of icon fonts: Unicode's private use area. */
function isGlyph(unit: number): boolean {
  return unit >= 0xe000 && unit <= 0xf8ff;
}

/** Whether a unit stands there that is neither white space nor left out. */
function isSolid(data: string, at: number): boolean {
  const unit = data.charCodeAt(at);
  return at < data.length && !isSpace(unit) && !isGlyph(unit);
}

/** How the text that comes is marked. */
export interface Marks {
  readonly link: boolean;
  readonly press: boolean;
  readonly stress: boolean;
  readonly pre: boolean;
}

/** Counts of a line, or of a cell, in the making. */
interface Tally {
  from: number;
  block: number;
  solid: number;
  linked: number;
  pressed: number;
  stressed: number;
  links: number;
  inlineHints: number;
}

/** Where text stands. */
export interface Places {
  /** The innermost open block. */
  current(): number;
  /** Whether a blank line goes before a line of this block. */
  isElsewhere(block: number): boolean;
}

export class LineWriter {
  readonly #places: Places;
  readonly #text: string[] = [];
  readonly #columns = {
    start: new Column(),
    end: new Column(),
    block: new Column(),
    solid: new Column(),
    linked: new Column(),
    pressed: new Column(),
    stressed: new Column(),
    links: new Column(),
    inlineHints: new Column(),
  };
  #length = 0;
  #count = 0;
  #pieces: string[] = [];
  #cells: Tally[] = [];
  #tally = emptyTally(0);
  #space = false;
  #gap = false;
  #isCellDue = false;

  constructor(places: Places) {
    this.#places = places;
  }

  /** Whether the line has text. */
  get isOpen(): boolean {
    return this.#pieces.length > 0;
  }

  /** Text as it stands between tags. */
  write(data: string, marks: Marks): void {
    let from = -1;
    let spaces = 0;
    for (let at = 0; at < data.length; at++) {
      const unit = data.charCodeAt(at);
      if (!isSpace(unit) && !isGlyph(unit)) {
        if (from < 0) from = at;
        continue;
      }
      if (unit === SPACE && from >= 0 && isSolid(data, at + 1)) {
        spaces++;
        continue;
      }
      if (from >= 0) this.#run(data.slice(from, at), spaces, marks);
      from = -1;
      spaces = 0;
      if (isSpace(unit)) this.#gapAt(unit, data.charCodeAt(at + 1), marks.pre);
    }
    if (from >= 0) this.#run(data.slice(from), spaces, marks);
  }

  /** A link begins: it counts for the line its text comes to. */
  beginLink(): void {
    this.#tally.links++;
  }

  /** An inline element with hints begins. */
  hint(bits: number): void {
    this.#tally.inlineHints |= bits;
  }

  /** A cell begins or ends. */
  endCell(): void {
    if (!this.isOpen) return;
    if (!this.#isCellDue) this.#tally.block = this.#places.current();
    this.#isCellDue = true;
  }

  /** The line ends, where it has text. */
  endLine(): void {
    if (this.isOpen) this.#emit();
    this.#pieces = [];
    this.#cells = [];
    this.#tally = emptyTally(0);
    this.#space = false;
    this.#isCellDue = false;
  }

  finish(): { readonly text: string; readonly lines: HtmlLines } {
    this.endLine();
    const c = this.#columns;
    const lines = {
      count: this.#count,
      start: c.start.finish(),
      end: c.end.finish(),
      block: c.block.finish(),
      solid: c.solid.finish(),
      linked: c.linked.finish(),
      pressed: c.pressed.finish(),
      stressed: c.stressed.finish(),
      links: c.links.finish(),
      inlineHints: c.inlineHints.finish(),
    };
    return { text: this.#text.join(""), lines };
  }

  /** White space between runs. */
  #gapAt(unit: number, next: number, isPre: boolean): void {
    if (!isPre) this.#space = true;
    else if (unit === LF || (unit === CR && next !== LF)) this.#endPreLine();
    else if (unit !== CR && this.isOpen) this.#pieces.push(unit === TAB ? "\t" : " ");
  }

  /** Words with single blanks between them. */
  #run(words: string, spaces: number, marks: Marks): void {
    if (this.#isCellDue) this.#beginCell();
    else if (this.#space && this.isOpen) this.#pieces.push(" ");
    this.#space = false;
    this.#pieces.push(words);
    const solid = words.length - spaces;
    const tally = this.#tally;
    tally.solid += solid;
    if (marks.link) tally.linked += solid;
    if (marks.press) tally.pressed += solid;
    if (marks.stress) tally.stressed += solid;
  }

  #beginCell(): void {
    this.#isCellDue = false;
    this.#cells.push(this.#tally);
    this.#tally = emptyTally(this.#pieces.length + 1);
    this.#pieces.push(CELL_GAP);
  }

  /** A blank line of a <pre> becomes a gap before the next line. */
  #endPreLine(): void {
    const wasOpen = this.isOpen;
    this.endLine();
    if (!wasOpen) this.#gap = true;
  }

  #emit(): void {
    const cells = [...this.#cells, this.#tally];
    if (cells.length === 1 || cells.every((cell) => cell.solid <= CELL_MAX)) {
      const tally = cells.reduce(merge);
      this.#push(this.#pieces.join(""), tally, this.#places.current());
      return;
    }
    for (const [i, cell] of cells.entries()) {
      const to = cells[i + 1]?.from ?? this.#pieces.length + 1;
      const block = cell.block < 0 ? this.#places.current() : cell.block;
      this.#push(this.#pieces.slice(cell.from, to - 1).join(""), cell, block);
    }
  }

  #push(text: string, tally: Tally, block: number): void {
    const line = text.trimEnd();
    const isElsewhere = this.#places.isElsewhere(block);
    const ends = this.#count === 0 ? "" : isElsewhere || this.#gap ? "\n\n" : "\n";
    this.#gap = false;
    this.#text.push(ends, line);
    const c = this.#columns;
    c.start.push(this.#length + ends.length);
    this.#length += ends.length + line.length;
    c.end.push(this.#length);
    c.block.push(block);
    c.solid.push(tally.solid);
    c.linked.push(tally.linked);
    c.pressed.push(tally.pressed);
    c.stressed.push(tally.stressed);
    c.links.push(tally.links);
    c.inlineHints.push(tally.inlineHints);
    this.#count++;
  }
}

function emptyTally(from: number): Tally {
  return { from, block: -1, solid: 0, linked: 0, pressed: 0, stressed: 0, links: 0, inlineHints: 0 };
}

function merge(a: Tally, b: Tally): Tally {
  return {
    from: a.from,
    block: a.block,
    solid: a.solid + b.solid,
    linked: a.linked + b.linked,
    pressed: a.pressed + b.pressed,
    stressed: a.stressed + b.stressed,
    links: a.links + b.links,
    inlineHints: a.inlineHints | b.inlineHints,
  };
}
