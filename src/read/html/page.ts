/**
 * A web page as text with evidence: lines in columns of numbers, and the elements they stand in as a tree in columns.
 * `text` is the lines joined by one line feed, two where the container changes; offsets are UTF-16 units of it.
 */

/** Bits of what an element, or one it stands in, is by its tag or its ARIA role. */
export const NAV = 1 << 0;
export const HEADER = 1 << 1;
export const FOOTER = 1 << 2;
export const ASIDE = 1 << 3;
export const ARTICLE = 1 << 4;
export const MAIN = 1 << 5;
export const SECTION = 1 << 6;
export const FIGURE = 1 << 7;
export const FORM = 1 << 8;
export const LIST = 1 << 9;
export const ITEM = 1 << 10;
export const TABLE = 1 << 11;
export const CELL = 1 << 12;
export const HEADING = 1 << 13;
export const QUOTE = 1 << 14;
export const PRE = 1 << 15;
export const CAPTION = 1 << 16;
export const PARAGRAPH = 1 << 17;
export const ADDRESS = 1 << 18;
export const DETAILS = 1 << 19;

/** Names of the bits, for explanations. */
export const CONTEXT_NAMES: readonly (readonly [bit: number, name: string])[] = [
  [NAV, "nav"],
  [HEADER, "header"],
  [FOOTER, "footer"],
  [ASIDE, "aside"],
  [ARTICLE, "article"],
  [MAIN, "main"],
  [SECTION, "section"],
  [FIGURE, "figure"],
  [FORM, "form"],
  [LIST, "list"],
  [ITEM, "item"],
  [TABLE, "table"],
  [CELL, "cell"],
  [HEADING, "heading"],
  [QUOTE, "quote"],
  [PRE, "pre"],
  [CAPTION, "caption"],
  [PARAGRAPH, "paragraph"],
  [ADDRESS, "address"],
  [DETAILS, "details"],
];

/** Elements that hold text, themselves or below them, in the order of their begin tags: parents before children. */
export interface HtmlBlocks {
  readonly count: number;
  /** Block around it; −1 for a root. */
  readonly parent: Int32Array;
  /** One past the last block inside it: block b holds c where b ≤ c < end[b]. */
  readonly end: Int32Array;
  readonly depth: Int32Array;
  /** Nearest list around or at it, or −1. */
  readonly list: Int32Array;
  /** Blocks directly inside it. */
  readonly children: Int32Array;
  /** What it and those around it are. */
  readonly context: Int32Array;
  /** Bits of hints.ts that its own class and id give; those of it and all around it. */
  readonly hints: Int32Array;
  readonly hintsAround: Int32Array;
  /** Equal for blocks of one tag and class, whatever digits the class holds. */
  readonly signature: Int32Array;
  readonly tag: readonly string[];
  /** Class and id as they were written, cut to CLASS_MAX units. */
  readonly names: readonly string[];
}

/** Lines of text; none is blank. */
export interface HtmlLines {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Innermost block it stands in. */
  readonly block: Int32Array;
  /** Units other than white space: all, those in links, those in buttons and labels. */
  readonly solid: Int32Array;
  readonly linked: Int32Array;
  readonly pressed: Int32Array;
  /** Units in <b>, <strong>, <em>, <i>. */
  readonly stressed: Int32Array;
  /** Links that begin in it. */
  readonly links: Int32Array;
  /** Hints of the inline elements that begin in it. */
  readonly inlineHints: Int32Array;
}

/** One <meta> element. */
export interface HtmlMeta {
  /** `name`, `property`, `itemprop` or `http-equiv`, in lower case. */
  readonly name: string;
  readonly content: string;
}

/** What a page says about itself, raw; metadata.ts makes sense of it. */
export interface HtmlHead {
  readonly title: string;
  readonly language: string;
  readonly canonical: string;
  readonly metas: readonly HtmlMeta[];
  /** Contents of <script type="application/ld+json">. */
  readonly jsonLd: readonly string[];
  /** `datetime` of <time> elements in page order; those marked as publication first. */
  readonly times: readonly string[];
  /** Texts of elements marked rel=author or itemprop=author. */
  readonly authors: readonly string[];
}

export interface HtmlPage {
  readonly text: string;
  readonly lines: HtmlLines;
  readonly blocks: HtmlBlocks;
  readonly head: HtmlHead;
}

/** All that is known of one line, for readers of single lines; the columns serve loops. */
export interface LineEvidence {
  readonly text: string;
  /** Tag of the innermost block. */
  readonly tag: string;
  /** Names of CONTEXT_NAMES that hold. */
  readonly context: readonly string[];
  /** Share of the characters that stand in links, 0 to 1. */
  readonly linkDensity: number;
  /** Blocks around it that hold text. */
  readonly depth: number;
  readonly blockId: number;
  /** Blocks directly in the nearest list; 0 outside lists. */
  readonly listLength: number;
  readonly isHeading: boolean;
  /** Words of class and id of the nearest ancestors, innermost first. */
  readonly classHints: readonly string[];
}
