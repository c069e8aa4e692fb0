/** All that the rules of main content look at: a page, its shapes, and where each line stands among the prose. */
import { HEADING, type HtmlPage } from "./page.js";
import { type Gathered, gather, innermostHolding, proseWords } from "./prose.js";
import { type LineShapes, measureShapes } from "./shapes.js";

/** Shares of the prose that the innermost holding blocks are sought for. */
export const HOLDING_SHARES = [0.5, 0.7, 0.85, 0.97] as const;

export interface PageFacts {
  readonly page: HtmlPage;
  readonly shapes: LineShapes;
  readonly prose: Float64Array;
  readonly proseInside: Gathered;
  readonly wordsInside: Gathered;
  readonly linkedInside: Gathered;
  readonly linesInside: Gathered;
  /** The nearest block around each block that holds more lines than it: wrappers of one thing do not count. −1 at the root. */
  readonly container: Int32Array;
  /** Hints of a block and of those around it that hold no more lines. */
  readonly hints: Int32Array;
  /** Innermost block with each of HOLDING_SHARES of the prose. */
  readonly holders: readonly number[];
  /** Lines to the nearest prose before and behind, this line not counted; the number of lines where there is none. */
  readonly proseBefore: Int32Array;
  readonly proseBehind: Int32Array;
  /** First and last line of prose in the block that holds most. */
  readonly firstProse: number;
  readonly lastProse: number;
  /** How many blocks that hold text look like this one by tag and class. */
  readonly alike: Int32Array;
  /** 1: an equal line stands before; 2: one follows; 3: both. */
  readonly repeats: Uint8Array;
  /** Share of the line's words that the title has, and of the title's words that the line has, in tenths: 0 to 10. */
  readonly inTitle: Uint8Array;
  readonly ofTitle: Uint8Array;
  /** First heading line of the page that is like its title, or −1. */
  readonly headline: number;
}

/** Gathers the facts. Linear in the page. */
export function gatherFacts(page: HtmlPage): PageFacts {
  const shapes = measureShapes(page);
  const prose = proseWords(page, shapes);
  const proseInside = gather(page, prose);
  const holders = HOLDING_SHARES.map((share) => innermostHolding(page, proseInside, share));
  const linesInside = gather(page, new Float64Array(page.lines.count).fill(1));
  return {
    page,
    shapes,
    prose,
    proseInside,
    wordsInside: gather(page, Float64Array.from(shapes.words)),
    linkedInside: gather(page, linkedWords(page, shapes)),
    linesInside,
    ...findContainers(page, linesInside),
    holders,
    ...proseDistances(prose),
    ...proseBounds(page, prose, holders[1] ?? -1),
    alike: countAlike(page),
    repeats: findRepeats(page),
    ...compareWithTitle(page),
  };
}

/** Whether a block lies in another one or is it. */
export function isInside(page: HtmlPage, block: number, outer: number): boolean {
  return outer >= 0 && block >= outer && block < (page.blocks.end[outer] ?? 0);
}

function findContainers(page: HtmlPage, { inside }: Gathered): Pick<PageFacts, "container" | "hints"> {
  const { count, parent } = page.blocks;
  const container = new Int32Array(count).fill(-1);
  const hints = page.blocks.hints.slice();
  for (let block = 1; block < count; block++) {
    const around = parent[block] ?? 0;
    const isWrapped = inside[around] === inside[block];
    container[block] = isWrapped ? (container[around] ?? -1) : around;
    if (isWrapped) hints[block] = (hints[block] ?? 0) | (hints[around] ?? 0);
  }
  return { container, hints };
}

function linkedWords(page: HtmlPage, shapes: LineShapes): Float64Array {
  const { linked, solid } = page.lines;
  return Float64Array.from(
    shapes.words,
    (words, line) => (words * (linked[line] ?? 0)) / Math.max(1, solid[line] ?? 0),
  );
}

function proseDistances(prose: Float64Array): { readonly proseBefore: Int32Array; readonly proseBehind: Int32Array } {
  const count = prose.length;
  const proseBefore = new Int32Array(count);
  const proseBehind = new Int32Array(count);
  for (let line = 0, last = -count; line < count; line++) {
    proseBefore[line] = Math.min(count, line - last);
    if ((prose[line] ?? 0) > 0) last = line;
  }
  for (let line = count - 1, next = count * 2; line >= 0; line--) {
    proseBehind[line] = Math.min(count, next - line);
    if ((prose[line] ?? 0) > 0) next = line;
  }
  return { proseBefore, proseBehind };
}

function proseBounds(
  page: HtmlPage,
  prose: Float64Array,
  holder: number,
): { readonly firstProse: number; readonly lastProse: number } {
  let firstProse = -1;
  let lastProse = -1;
  for (let line = 0; line < prose.length; line++) {
    if ((prose[line] ?? 0) === 0 || !isInside(page, page.lines.block[line] ?? 0, holder)) continue;
    if (firstProse < 0) firstProse = line;
    lastProse = line;
  }
  return { firstProse, lastProse };
}

function countAlike(page: HtmlPage): Int32Array {
  const counts = new Map<number, number>();
  for (const signature of page.blocks.signature) counts.set(signature, (counts.get(signature) ?? 0) + 1);
  return page.blocks.signature.map((signature) => counts.get(signature) ?? 1);
}

function findRepeats(page: HtmlPage): Uint8Array {
  const { count, start, end } = page.lines;
  const repeats = new Uint8Array(count);
  const last = new Map<string, number>();
  for (let line = 0; line < count; line++) {
    const text = page.text.slice(start[line], end[line]);
    const before = last.get(text);
    if (before !== undefined) {
      repeats[line] = 1;
      repeats[before] = (repeats[before] ?? 0) | 2;
    }
    last.set(text, line);
  }
  return repeats;
}

type TitleFacts = Pick<PageFacts, "inTitle" | "ofTitle" | "headline">;

/** Lines longer than this are no headlines. */
const HEADLINE_UNITS = 400;
/** Tenths of a heading's words that the title must have for it to be the headline. */
const HEADLINE_LIKENESS = 6;

function compareWithTitle(page: HtmlPage): TitleFacts {
  const { count, start, end, block } = page.lines;
  const title = new Set(wordsOf(titleOf(page)));
  const inTitle = new Uint8Array(count);
  const ofTitle = new Uint8Array(count);
  let headline = -1;
  for (let line = 0; line < count && title.size > 0; line++) {
    if ((end[line] ?? 0) - (start[line] ?? 0) > HEADLINE_UNITS) continue;
    const words = new Set(wordsOf(page.text.slice(start[line], end[line])));
    let shared = 0;
    for (const word of words) if (title.has(word)) shared++;
    inTitle[line] = Math.floor((shared * 10) / Math.max(1, words.size));
    ofTitle[line] = Math.floor((shared * 10) / title.size);
    const isHeading = ((page.blocks.context[block[line] ?? 0] ?? 0) & HEADING) !== 0;
    if (headline < 0 && isHeading && (inTitle[line] ?? 0) >= HEADLINE_LIKENESS && words.size > 2) headline = line;
  }
  return { inTitle, ofTitle, headline };
}

function titleOf(page: HtmlPage): string {
  const { metas, title } = page.head;
  return metas.find(({ name }) => name === "og:title")?.content || title;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
