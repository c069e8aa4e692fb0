/**
 * What the scores of other lines say about a line: its containers, lines in blocks like its own, its neighbours.
 * All values are first scores (log-odds), clipped, or shares; the second model weighs them.
 */
import { isInside, type PageFacts } from "./facts.js";
import { gather, innermostHolding } from "./prose.js";

/** First scores beyond this say no more. */
const CLIP = 5;
/** A line counts at most so many words in a mean. */
const WORDS_MAX = 60;
/** Means are drawn to this score with the weight of so many words: what is seldom seen is no content. */
const PRIOR_SCORE = -1;
const PRIOR_WORDS = 5;
/** The page's level is the score of its best lines, up to so many words or this share of all. */
const LEVEL_WORDS = 150;
const LEVEL_SHARE = 0.3;
/** Before the first and behind the last line. */
const NO_LINE = -3;
/** Lines with fewer words are weighed apart. */
export const SHORT_WORDS = 9;
/** A line has content before or behind it from this share of the page's on. */
const SOME_CONTENT = 0.03;
const MUCH_CONTENT = 0.15;
const HOLDING = [0.6, 0.8, 0.95] as const;

/** Names of the values, in order. The first is the line's own first score. */
export const SURROUNDINGS = [
  "own score",
  "level of the page",
  "container",
  "outer container",
  "blocks like its own",
  "containers like its own",
  "line before",
  "line behind",
  "3 lines before",
  "3 lines behind",
  "best of 4 lines before",
  "best of 4 lines behind",
  "content before",
  "content behind",
  "content on both sides",
  "in the block with 60 % of the content",
  "in the block with 80 % of the content",
  "in the block with 95 % of the content",
  "content of the page",
] as const;

/** Values of all lines, SURROUNDINGS.length a line. Linear in lines and blocks. */
export function surroundingsOf(facts: PageFacts, scores: Float64Array): Float64Array {
  const values = new Float64Array(scores.length * SURROUNDINGS.length);
  const view = new Surroundings(facts, scores);
  for (let line = 0; line < scores.length; line++) view.fill(line, values);
  return values;
}

/** A weighted sum and its weight. */
interface Sums {
  score: number;
  words: number;
}

class Surroundings {
  readonly #facts: PageFacts;
  readonly #scores: Float64Array;
  readonly #words: Float64Array;
  readonly #inside: readonly Sums[];
  readonly #alike = new Map<number, Sums>();
  readonly #alikeAround = new Map<number, Sums>();
  readonly #level: number;
  readonly #content: Float64Array;
  readonly #holders: readonly number[];

  constructor(facts: PageFacts, scores: Float64Array) {
    const { lines } = facts.page;
    this.#facts = facts;
    this.#scores = scores.map((score) => Math.max(-CLIP, Math.min(CLIP, score)));
    this.#words = Float64Array.from(facts.shapes.words, (words) => Math.min(WORDS_MAX, Math.max(1, words)));
    this.#inside = this.#sumInside();
    for (let line = 0; line < lines.count; line++) {
      add(this.#alike, this.#likeness(line, 0), this.#score(line), this.#word(line));
      add(this.#alikeAround, this.#likeness(line, 1), this.#score(line), this.#word(line));
    }
    this.#level = this.#findLevel();
    const weights = this.#words.map((words, line) => words / (1 + Math.exp(-(scores[line] ?? 0))));
    this.#content = cumulate(weights);
    this.#holders = this.#findHolders(weights);
  }

  fill(line: number, out: Float64Array): void {
    const at = line * SURROUNDINGS.length;
    const inner = this.#container(line, 0);
    const outer = this.#container(line, 1);
    const total = Math.max(1e-9, this.#content.at(-1) ?? 0);
    const before = (this.#content[line] ?? 0) / total;
    const behind = (total - (this.#content[line + 1] ?? 0)) / total;
    const block = this.#block(line);
    const values = [
      this.#score(line),
      this.#level,
      this.#mean(this.#inside[inner], line),
      this.#mean(this.#inside[outer], line),
      this.#mean(this.#alike.get(this.#likeness(line, 0)), line),
      this.#mean(this.#alikeAround.get(this.#likeness(line, 1)), line),
      this.#score(line - 1),
      this.#score(line + 1),
      (this.#score(line - 1) + this.#score(line - 2) + this.#score(line - 3)) / 3,
      (this.#score(line + 1) + this.#score(line + 2) + this.#score(line + 3)) / 3,
      Math.max(this.#score(line - 1), this.#score(line - 2), this.#score(line - 3), this.#score(line - 4)),
      Math.max(this.#score(line + 1), this.#score(line + 2), this.#score(line + 3), this.#score(line + 4)),
      before > SOME_CONTENT ? 1 : 0,
      behind > SOME_CONTENT ? 1 : 0,
      Math.min(before, behind) > MUCH_CONTENT ? 1 : 0,
      ...this.#holders.map((holder) => (isInside(this.#facts.page, block, holder) ? 1 : 0)),
      Math.log(1 + total) / 5,
    ];
    out.set(values, at);
  }

  #score(line: number): number {
    return this.#scores[line] ?? NO_LINE;
  }

  #word(line: number): number {
    return this.#words[line] ?? 1;
  }

  #block(line: number): number {
    return this.#facts.page.lines.block[line] ?? 0;
  }

  #container(line: number, levels: number): number {
    let block = Math.max(0, this.#facts.container[this.#block(line)] ?? 0);
    for (let level = 0; level < levels; level++) block = Math.max(0, this.#facts.container[block] ?? 0);
    return block;
  }

  /** Equal for lines in blocks of one kind in containers of one kind. */
  #likeness(line: number, levels: number): number {
    const { signature } = this.#facts.page.blocks;
    const inner = levels === 0 ? this.#block(line) : this.#container(line, levels - 1);
    return (signature[inner] ?? 0) * 31 + (signature[this.#container(line, levels)] ?? 0);
  }

  /** Mean of the other lines. */
  #mean(sums: Sums | undefined, line: number): number {
    const { score, words } = sums ?? { score: 0, words: 0 };
    const own = this.#word(line);
    return (score - this.#score(line) * own + PRIOR_SCORE * PRIOR_WORDS) / (words - own + PRIOR_WORDS);
  }

  #sumInside(): Sums[] {
    const { lines, blocks } = this.#facts.page;
    const sums = Array.from({ length: blocks.count }, () => ({ score: 0, words: 0 }));
    for (let line = 0; line < lines.count; line++)
      grow(sums[this.#block(line)], this.#score(line) * this.#word(line), this.#word(line));
    for (let block = blocks.count - 1; block > 0; block--) {
      const { score, words } = sums[block] as Sums;
      grow(sums[blocks.parent[block] ?? 0], score, words);
    }
    return sums;
  }

  #findLevel(): number {
    const order = Array.from(this.#scores.keys()).sort((a, b) => this.#score(b) - this.#score(a));
    const wanted = Math.min(LEVEL_WORDS, LEVEL_SHARE * this.#words.reduce((sum, words) => sum + words, 0));
    let words = 0;
    for (const line of order) {
      words += this.#word(line);
      if (words >= wanted) return this.#score(line);
    }
    return -CLIP;
  }

  #findHolders(weights: Float64Array): readonly number[] {
    const { page } = this.#facts;
    const gathered = gather(page, weights);
    return HOLDING.map((share) => innermostHolding(page, gathered, share));
  }
}

function grow(sums: Sums | undefined, score: number, words: number): void {
  if (sums === undefined) return;
  sums.score += score;
  sums.words += words;
}

function add(table: Map<number, Sums>, key: number, score: number, words: number): void {
  let sums = table.get(key);
  if (sums === undefined) {
    sums = { score: 0, words: 0 };
    table.set(key, sums);
  }
  grow(sums, score * words, words);
}

/** Sums of all values before each place, and of all at the end. */
function cumulate(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  return sums;
}
