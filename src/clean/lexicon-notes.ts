/** Turns lexicon hits into findings, and lifts what they say into metadata. */
import type { Range, SpanMetadata } from "../model/span.js";
import { type Notes, note } from "./evidence.js";
import type { CompiledLexicon } from "./lexicon/compile.js";
import { KnownLines } from "./lexicon/known-lines.js";
import type { Hit } from "./lexicon/match.js";
import type { Slot } from "./lexicon/pattern.js";
import type { LexiconRule } from "./lexicon/rule.js";
import * as P from "./page.js";
import { CORRECTION, compoundAt } from "./vocabulary.js";
import { WEIGHTS } from "./weights.js";

/** Lines at the start that count as the head, and paragraphs that may stand behind the tail. */
const HEAD_LINES = 12;
const TAIL_PROSE = 3;
/** Characters of a value lifted to metadata. */
const MAX_VALUE = 200;

/** Headers, markers and comment buttons among the lines, for the context stage. */
export interface Landmarks {
  readonly headers: Map<number, "header" | "weak-header">;
  readonly markers: number[];
  readonly comments: number[];
  /** Lines that say who wrote something or when, wherever they stand. */
  readonly leads: Map<number, "byline" | "publication_date">;
  /** Lines of which a rule asks that they stand elsewhere. Where others go, no line leaves the head or the tail. */
  readonly misplaced: number[];
}

/**
 * Matches every line. Lines without a hit cost a walk from their first word and a glance at each other word. Here and in
 * `noteHits` loops are indexed: the engine compiles these functions as one, and again where a rule asks for what none did
 * before; with iterators that takes twice as long.
 */
export function noteLexicon(
  page: P.Page,
  lexicon: CompiledLexicon,
  notes: Notes,
  lines: KnownLines = new KnownLines(),
): Landmarks {
  const landmarks: Landmarks = { headers: new Map(), markers: [], comments: [], leads: new Map(), misplaced: [] };
  const lastTail = tailStart(page);
  let solid = 0;
  const hits: Hit[] = [];
  for (let line = 0; line < page.lines.count; line++) {
    if (page.silent[line] === P.SILENT && solid > HEAD_LINES) continue;
    if (P.isBlank(page, line)) continue;
    solid++;
    if (page.silent[line] === P.SILENT) continue;
    hits.length = 0;
    lines.match(page, lexicon, line, hits);
    if (hits.length === 0) {
      page.silent[line] = P.SILENT;
      continue;
    }
    for (let i = 0; i < hits.length; i++) markLead(landmarks, line, (hits[i] as Hit).rule);
    if (dropMisplaced(hits, solid <= HEAD_LINES, line >= lastTail)) landmarks.misplaced.push(line);
    noteHits(page, lexicon, line, hits, notes);
    for (let i = 0; i < hits.length; i++) mark(landmarks, line, (hits[i] as Hit).rule);
  }
  return landmarks;
}

/** Leaves out the rules that a line stands in the wrong place for. @returns whether there are any. */
function dropMisplaced(hits: Hit[], head: boolean, tail: boolean): boolean {
  const found = hits.length;
  let left = 0;
  for (let i = 0; i < found; i++) {
    const hit = hits[i] as Hit;
    if (stands(hit.rule, head, tail)) hits[left++] = hit;
  }
  hits.length = left;
  return left < found;
}

function stands(rule: LexiconRule, head: boolean, tail: boolean): boolean {
  if (rule.position === "head") return head;
  return rule.position === "tail" ? tail : true;
}

/** First line with few enough paragraphs behind it. */
function tailStart(page: P.Page): number {
  let prose = 0;
  let line = page.lines.count;
  while (line > 0 && prose <= TAIL_PROSE) {
    line--;
    if (P.isProse(page, line)) prose++;
  }
  return line;
}

function mark(landmarks: Landmarks, line: number, rule: LexiconRule): void {
  if (rule.role === "header" || (rule.role === "weak-header" && !landmarks.headers.has(line)))
    landmarks.headers.set(line, rule.role);
  else if (rule.role === "marker") landmarks.markers.push(line);
  else if (rule.role === "comment") landmarks.comments.push(line);
}

function markLead(landmarks: Landmarks, line: number, { class: name }: LexiconRule): void {
  if (name === "byline" || name === "publication_date") landmarks.leads.set(line, name);
}

/** The heaviest hit counts whole, the others in part: their texts overlap. */
function noteHits(page: P.Page, lexicon: CompiledLexicon, line: number, hits: readonly Hit[], notes: Notes): void {
  const ranked = hits.length < 2 ? hits : [...hits].sort((a, b) => weightOf(b) - weightOf(a));
  for (let rank = 0; rank < ranked.length; rank++) {
    const hit = ranked[rank] as Hit;
    const weight = weightOf(hit) * (rank === 0 ? 1 : WEIGHTS.furtherHit);
    const echo = rank > 0 && hit.rule.match === "line" && ranked[0]?.rule.match === "line";
    const { id: rule, class: name } = hit.rule;
    const finding = { rule, class: name, ground: "lexicon", weight } as const;
    note(notes, line, echo ? { ...finding, echo } : finding);
    liftMetadata(page, line, hit, notes);
    if (hit.rule.class === "image_caption") noteCredit(page, line, hit, notes);
    if (hit.rule.class === "editor_note" && corrects(page, lexicon, line)) {
      note(notes, line, {
        rule: "guard/correction",
        class: "editor_note",
        ground: "guard",
        weight: WEIGHTS.correction,
      });
    }
  }
}

function weightOf({ rule }: Hit): number {
  return WEIGHTS.lexicon[rule.strength];
}

/** A note that corrects a mistake tells a fact. */
function corrects(page: P.Page, lexicon: CompiledLexicon, line: number): boolean {
  const stop = page.firstWord[line + 1] ?? 0;
  for (let word = page.firstWord[line] ?? 0; word < stop; word++) {
    if (((lexicon.vocabulary.traits[page.words.id[word] ?? 0] ?? 0) & CORRECTION) !== 0) return true;
    if (((compoundAt(lexicon.vocabulary, page.words.id, word, stop)?.traits ?? 0) & CORRECTION) !== 0) return true;
  }
  return false;
}

/** A label lifts what stands behind it; other rules lift the slot that holds what they lift. */
function liftMetadata(page: P.Page, line: number, hit: Hit, notes: Notes): void {
  const { lifts, match } = hit.rule;
  if (lifts === undefined) return;
  const stop = page.firstWord[line + 1] ?? 0;
  const range = match === "label" ? behindLabel(page, hit.endWord, stop) : slotRange(page, hit, SLOTS_OF[lifts]);
  const value = range === undefined ? "" : page.text.slice(range.start, range.end).slice(0, MAX_VALUE);
  if (value === "") return;
  const known = notes.metadata.get(line);
  notes.metadata.set(line, known === undefined ? { [lifts]: value } : { ...known, [lifts]: value });
}

/** Slots that may hold a field, the best first. */
const SLOTS_OF: Readonly<Record<NonNullable<LexiconRule["lifts"]>, readonly Slot[]>> = {
  agency: ["agency", "name"],
  author: ["name"],
  date: ["date", "time"],
  rightsHolder: ["name"],
  source: ["name"],
};

function slotRange(page: P.Page, hit: Hit, slots: readonly Slot[]): Range | undefined {
  for (const slot of slots) {
    const value = hit.values.find((candidate) => candidate.slot === slot);
    if (value !== undefined)
      return { start: page.words.start[value.from] ?? 0, end: page.words.end[value.end - 1] ?? 0 };
  }
  return undefined;
}

function behindLabel(page: P.Page, from: number, stop: number): Range | undefined {
  let word = from;
  while (word < stop && ((page.words.bits[word] ?? 0) & P.SYMBOL) !== 0) word++;
  return word < stop ? { start: page.words.start[word] ?? 0, end: page.words.end[stop - 1] ?? 0 } : undefined;
}

/** `… in western Russia. / Reuters`: the credit goes, white space before it included; the caption stays. */
function noteCredit(page: P.Page, line: number, hit: Hit, notes: Notes): void {
  const lineStart = page.lines.start[line] ?? 0;
  let start = page.words.start[hit.firstWord] ?? 0;
  while (start > lineStart && /\s/.test(page.text[start - 1] ?? "")) start--;
  const end = page.lines.end[line] ?? 0;
  const name = slotRange(page, hit, SLOTS_OF.agency);
  const metadata: SpanMetadata = name === undefined ? {} : { agency: page.text.slice(name.start, name.end) };
  if (start <= lineStart) return;
  notes.parts.push({
    start,
    end,
    class: "photo_credit",
    action: "trim",
    metadata,
    evidence: { rule: hit.rule.id, weight: WEIGHTS.lexicon.strong },
  });
}
