/**
 * Repeats inside one article. A scraper that emits a body twice gives `p1 p2 p3 p1 p2 p3`: equal lines at one
 * constant lag. Blocks of such lines go, single repeated lines are flagged: refrains, questions and quotes repeat too.
 */
import type { Regime } from "../model/span.js";
import { HEAD_LINES, HEADLINE_MIN_WORDS, hasEqualLines, LONE_UNITS, LONE_WORDS } from "./equal-lines.js";
import { type Notes, note } from "./evidence.js";
import { sameWords, solidLines } from "./line-words.js";
import * as P from "./page.js";
import { WEIGHTS } from "./weights.js";

/** A block has two lines and so many units, or so large a share of the text. */
const BLOCK_UNITS = 200;
const BLOCK_SHARE = 0.3;
/** A block whose copy does not follow at once has more lines, and a large share of the text or so many units. */
const FAR_LINES = 3;
const FAR_UNITS = 1200;
/** A headline's first copy stands among so many lines. */
const HEADLINE_LINES = 4;
const HEADLINE_MAX_WORDS = 30;
/** More copies than this at changing distances are a form of speech, not a copying fault. */
const MOST_COPIES = 2;

/** Notes repeated blocks, repeated lines and the repeated headline. Linear in the number of lines. */
export function noteRepeats(page: P.Page, notes: Notes, regime: Regime): void {
  if (!hasEqualLines(page)) return;
  const solid = solidLines(page);
  const earlier = earlierCopies(page, solid);
  const copies = countCopies(page, solid);
  noteChains(page, solid, earlier, copies, notes, regime);
  noteHeadline(page, solid, earlier, copies, notes);
}

/** For each solid line the solid line it repeats, or −1; the lag of the line before is kept where it can be. */
function earlierCopies(page: P.Page, solid: Int32Array): Int32Array {
  const first = new Map<number, number>();
  const earlier = new Int32Array(solid.length).fill(-1);
  for (let i = 0; i < solid.length; i++) {
    const line = solid[i] ?? 0;
    const lag = i > 0 && (earlier[i - 1] ?? -1) >= 0 ? i - 1 - (earlier[i - 1] ?? 0) : 0;
    if (lag > 0 && sameWords(page, line, solid[i - lag] ?? 0)) earlier[i] = i - lag;
    else {
      const known = first.get(page.hashA[line] ?? 0);
      if (known !== undefined && sameWords(page, line, solid[known] ?? 0)) earlier[i] = known;
    }
    if (!first.has(page.hashA[line] ?? 0)) first.set(page.hashA[line] ?? 0, i);
  }
  return earlier;
}

function countCopies(page: P.Page, solid: Int32Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const line of solid) counts.set(page.hashA[line] ?? 0, (counts.get(page.hashA[line] ?? 0) ?? 0) + 1);
  return counts;
}

/** A maximal run of lines that repeat at one lag; positions among solid lines, end excluded. */
interface Chain {
  readonly from: number;
  readonly to: number;
  readonly lag: number;
}

function noteChains(
  page: P.Page,
  solid: Int32Array,
  earlier: Int32Array,
  copies: ReadonlyMap<number, number>,
  notes: Notes,
  regime: Regime,
): void {
  const total = unitsOf(page, solid, 0, solid.length);
  const roots = rootsOf(earlier);
  for (let i = 0; i < solid.length; ) {
    if ((earlier[i] ?? -1) < 0) {
      i++;
      continue;
    }
    const lag = i - (earlier[i] ?? 0);
    let to = i + 1;
    while (to < solid.length && (earlier[to] ?? -1) >= 0 && to - (earlier[to] ?? 0) === lag) to++;
    judgeChain(page, solid, { from: i, to, lag }, total, copies, roots, notes, regime);
    i = to;
  }
}

function judgeChain(
  page: P.Page,
  solid: Int32Array,
  chain: Chain,
  total: number,
  copies: ReadonlyMap<number, number>,
  roots: Int32Array,
  notes: Notes,
  regime: Regime,
): void {
  const block = isCopiedBlock(page, solid, chain, total, copies);
  for (let i = chain.from; i < chain.to; i++) {
    const line = solid[i] ?? 0;
    const source = solid[roots[i] ?? i] ?? 0;
    if (block)
      noteRepeat(
        notes,
        line,
        source,
        "repeated_block",
        WEIGHTS.repeatedBlock,
        `${chain.to - chain.from} lines at lag ${chain.lag}`,
      );
    else noteLoneLine(page, line, source, chain.lag, copies, notes, regime);
  }
}

/** A line of some length that comes back is always told; only a long one that is no form of speech speaks for a cut. */
function noteLoneLine(
  page: P.Page,
  line: number,
  source: number,
  lag: number,
  copies: ReadonlyMap<number, number>,
  notes: Notes,
  regime: Regime,
): void {
  const isLong = (page.length[line] ?? 0) >= LONE_UNITS;
  const detail = `lag ${lag}`;
  if (isLong && isPlainRepeat(page, line, copies))
    noteRepeat(notes, line, source, "repeated_line", WEIGHTS.repeatedLine, detail);
  else if ((page.wordCount[line] ?? 0) >= LONE_WORDS)
    noteRepeat(
      notes,
      line,
      source,
      "repeated_line",
      WEIGHTS.spokenRepeat - WEIGHTS.prior[regime],
      detail,
      "recurrence",
    );
}

/**
 * A copying fault repeats a stretch right behind itself, or a large part of the article, or several paragraphs. Lines
 * that come back a third time at changing distances are a form of speech.
 */
function isCopiedBlock(
  page: P.Page,
  solid: Int32Array,
  { from, to, lag }: Chain,
  total: number,
  copies: ReadonlyMap<number, number>,
): boolean {
  const lines = to - from;
  const units = unitsOf(page, solid, from, to);
  const share = units / Math.max(total, 1);
  if (lines < 2 || (units < BLOCK_UNITS && share < BLOCK_SHARE) || !hasProse(page, solid, from, to)) return false;
  const adjacent = lag <= lines;
  if (!adjacent && mostCopies(page, solid, from, to, copies) > MOST_COPIES) return false;
  return adjacent || (lines >= FAR_LINES && (share >= BLOCK_SHARE || units >= FAR_UNITS));
}

function mostCopies(
  page: P.Page,
  solid: Int32Array,
  from: number,
  to: number,
  copies: ReadonlyMap<number, number>,
): number {
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, copies.get(page.hashA[solid[i] ?? 0] ?? 0) ?? 0);
  return most;
}

/** Questions and lines that come back again and again are forms of speech. */
function isPlainRepeat(page: P.Page, line: number, copies: ReadonlyMap<number, number>): boolean {
  if (((page.bits[line] ?? 0) & P.QUESTION_END) !== 0) return false;
  return (copies.get(page.hashA[line] ?? 0) ?? 0) <= MOST_COPIES;
}

/** Refrains and tables are short lines: a block needs a paragraph. */
function hasProse(page: P.Page, solid: Int32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (P.isProse(page, solid[i] ?? 0)) return true;
  return false;
}

/** First copy of each line, followed back through copies of copies. */
function rootsOf(earlier: Int32Array): Int32Array {
  const roots = new Int32Array(earlier.length);
  for (let i = 0; i < earlier.length; i++) {
    const before = earlier[i] ?? -1;
    roots[i] = before < 0 ? i : (roots[before] ?? before);
  }
  return roots;
}

/** `HEADLINE / deck / HEADLINE`: the later copy goes, where an article follows and the line stands exactly twice. */
function noteHeadline(
  page: P.Page,
  solid: Int32Array,
  earlier: Int32Array,
  copies: ReadonlyMap<number, number>,
  notes: Notes,
): void {
  const head = Math.min(HEAD_LINES, solid.length);
  const firstHead = Math.min(HEADLINE_LINES, linesBeforeProse(page, solid));
  for (let i = 1; i < head; i++) {
    const first = earlier[i] ?? -1;
    const line = solid[i] ?? 0;
    if (first < 0 || first >= firstHead || !isHeadline(page, line) || copies.get(page.hashA[line] ?? 0) !== 2) continue;
    if (isBlockRepeat(notes, line) || !proseFollows(page, solid, i)) continue;
    noteRepeat(
      notes,
      line,
      solid[first] ?? 0,
      "repeated_headline",
      WEIGHTS.repeatedHeadline,
      `line ${(solid[first] ?? 0) + 1}`,
    );
  }
}

/** Lines before the first paragraph, where headlines stand. */
function linesBeforeProse(page: P.Page, solid: Int32Array): number {
  let lines = 0;
  while (lines < solid.length && !P.isProse(page, solid[lines] ?? 0)) lines++;
  return lines;
}

function isBlockRepeat(notes: Notes, line: number): boolean {
  return (notes.findings.get(line) ?? []).some((finding) => finding.class === "repeated_block");
}

/** A headline ends in no full stop, question mark or colon: those lines are speech that comes back. */
function isHeadline(page: P.Page, line: number): boolean {
  const words = page.wordCount[line] ?? 0;
  const bits = (page.bits[line] ?? 0) & (P.TERMINAL | P.COLON_END);
  return words >= HEADLINE_MIN_WORDS && words <= HEADLINE_MAX_WORDS && bits === 0;
}

function proseFollows(page: P.Page, solid: Int32Array, from: number): boolean {
  for (let i = from + 1; i < solid.length; i++) if (P.isProse(page, solid[i] ?? 0)) return true;
  return false;
}

function noteRepeat(
  notes: Notes,
  line: number,
  first: number,
  name: "repeated_block" | "repeated_line" | "repeated_headline",
  weight: number,
  detail: string,
  ground: "repeat" | "recurrence" = "repeat",
): void {
  notes.firstCopies.set(line, first);
  note(notes, line, {
    rule: `repeat/${name.replace("repeated_", "")}`,
    class: name,
    ground,
    weight,
    note: detail,
  });
}

function unitsOf(page: P.Page, solid: Int32Array, from: number, to: number): number {
  let units = 0;
  for (let i = from; i < to; i++) units += page.length[solid[i] ?? 0] ?? 0;
  return units;
}
