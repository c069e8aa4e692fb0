/** Where the prose of a page stands: its weight a line, gathered up the tree of blocks. */
import type { HtmlPage } from "./page.js";
import { END, type LineShapes } from "./shapes.js";

/** Words from which a line may be prose, and from which it is whatever it ends in. */
const PROSE_WORDS = 10;
const LONG_WORDS = 30;
/** A line with more of its characters in links is no prose. */
const PROSE_LINKED = 0.5;

export interface Gathered {
  /** Weight of a block with all inside it, and of the lines directly in it. */
  readonly inside: Float64Array;
  readonly total: number;
}

/** Words of each line that looks like a paragraph; 0 for other lines. */
export function proseWords(page: HtmlPage, shapes: LineShapes): Float64Array {
  const prose = new Float64Array(page.lines.count);
  for (let line = 0; line < prose.length; line++) {
    const words = shapes.words[line] ?? 0;
    const linked = (page.lines.linked[line] ?? 0) / Math.max(1, page.lines.solid[line] ?? 0);
    const end = shapes.end[line];
    const isEnded =
      end === END.stop || end === END.question || end === END.ellipsis || end === END.quote || end === END.colon;
    if (linked < PROSE_LINKED && (words >= LONG_WORDS || (words >= PROSE_WORDS && isEnded)))
      prose[line] = words * (1 - linked);
  }
  return prose;
}

/** Sums a weight of lines up the tree. Linear in lines and blocks: parents stand before their children. */
export function gather(page: HtmlPage, weights: Float64Array): Gathered {
  const { lines, blocks } = page;
  const inside = new Float64Array(blocks.count);
  let total = 0;
  for (let line = 0; line < lines.count; line++) {
    const weight = weights[line] ?? 0;
    const block = lines.block[line] ?? 0;
    inside[block] = (inside[block] ?? 0) + weight;
    total += weight;
  }
  for (let block = blocks.count - 1; block > 0; block--) {
    const parent = blocks.parent[block] ?? 0;
    inside[parent] = (inside[parent] ?? 0) + (inside[block] ?? 0);
  }
  return { inside, total };
}

/** The innermost block that holds at least this share of the weight; −1 where there is none. */
export function innermostHolding(page: HtmlPage, gathered: Gathered, share: number): number {
  const { blocks } = page;
  if (gathered.total === 0) return -1;
  let best = -1;
  for (let block = 0; block < blocks.count; block++) {
    const isInside = best < 0 || blocks.parent[block] === best;
    if (isInside && (gathered.inside[block] ?? 0) >= share * gathered.total) best = block;
  }
  return best;
}
