/** What stands around a line: items under a header, lines between furniture, everything behind a comments marker. */
import { classOf, type Finding, type Notes, note, weigh } from "./evidence.js";
import type { Landmarks } from "./lexicon-notes.js";
import { solidLines } from "./line-words.js";
import * as P from "./page.js";
import { treatmentOf } from "./taxonomy.js";
import { areSentences, haveTimes } from "./told.js";
import { WEIGHTS } from "./weights.js";

/** A header needs so many items to make a run. */
const LEAST_ITEMS = 2;
/** Words of content before a marker ends the text (boilerpipe: 60). */
const CONTENT_WORDS = 60;
/** Buttons under comments that show a marker to be the real one. */
const LEAST_BUTTONS = 2;
/** A header among the first lines is a kicker or a menu; what follows may be the headline. */
const HEAD_LINES = 3;
/** Most unknown lines between two certain ones. */
const WIDEST_GAP = 3;
/** Log-odds at which a line counts as certain here: .9 under the least prior. */
export const CERTAIN = 5.2;

type Ending = "end" | "furniture" | "prose";

/** Notes runs. Every line is visited once per kind of run. */
export function noteRuns(page: P.Page, landmarks: Landmarks, notes: Notes): void {
  if (notes.findings.size === 0) return;
  const certain = new Set<number>();
  for (const [line, findings] of notes.findings)
    if (weigh(findings) >= CERTAIN && !isRepeat(findings)) certain.add(line);
  // Most texts have nothing that stands around anything.
  if (landmarks.headers.size === 0 && landmarks.markers.length === 0 && certain.size < 2) return;
  const solid = solidLines(page);
  noteItems(page, solid, certain, landmarks, notes);
  noteBetween(page, solid, certain, notes);
  noteBehindMarker(page, solid, certain, landmarks, notes);
}

function isRepeat(findings: readonly Finding[]): boolean {
  return findings.some(({ ground }) => ground === "repeat");
}

function noteItems(
  page: P.Page,
  solid: Int32Array,
  certain: ReadonlySet<number>,
  landmarks: Landmarks,
  notes: Notes,
): void {
  for (let at = 0; at < solid.length; at++) {
    const header = landmarks.headers.get(solid[at] ?? 0);
    if (header === undefined) continue;
    const run = readRun(page, solid, certain, landmarks, at + 1);
    const head = at < HEAD_LINES && run.ending === "prose";
    if (run.items.length >= LEAST_ITEMS && !head && !isTold(page, header, run))
      noteRun(page, solid[at] ?? 0, header, run, notes);
    at = Math.max(at, run.to - 1);
  }
}

/** Headlines seldom end in a full stop; those that close a text under a sure header may. */
function isTold(page: P.Page, header: "header" | "weak-header", { items, ending }: Run): boolean {
  if (!areSentences(page, items)) return false;
  return header === "weak-header" || ending !== "end" || haveTimes(page, items);
}

interface Run {
  readonly items: readonly number[];
  readonly ending: Ending;
  /** Position behind the run. */
  readonly to: number;
}

function readRun(
  page: P.Page,
  solid: Int32Array,
  certain: ReadonlySet<number>,
  landmarks: Landmarks,
  from: number,
): Run {
  const items: number[] = [];
  let at = from;
  for (; at < solid.length; at++) {
    const line = solid[at] ?? 0;
    if (P.isProse(page, line) && !certain.has(line)) return { items, ending: "prose", to: at };
    if (introducesList(page, line) && !certain.has(line)) return { items, ending: "prose", to: at };
    if (landmarks.headers.get(line) === "header" || (certain.has(line) && items.length > 0))
      return { items, ending: "furniture", to: at };
    if (!certain.has(line)) items.push(line);
  }
  return { items, ending: "end", to: at };
}

/** A line of several words that ends in a colon speaks for what follows it. */
function introducesList(page: P.Page, line: number): boolean {
  return ((page.bits[line] ?? 0) & P.COLON_END) !== 0 && (page.wordCount[line] ?? 0) >= 4;
}

function noteRun(page: P.Page, headerLine: number, header: "header" | "weak-header", run: Run, notes: Notes): void {
  const detail = `${run.items.length} items ${ENDINGS[run.ending]}`;
  if (header === "weak-header" && run.ending !== "prose") {
    note(notes, headerLine, {
      rule: "run/header",
      class: "link_list",
      ground: "run",
      weight: WEIGHTS.weakHeaderWithItems,
      note: detail,
    });
  }
  const base =
    run.ending === "end"
      ? WEIGHTS.itemsToEnd
      : run.ending === "furniture"
        ? WEIGHTS.itemsToFurniture
        : WEIGHTS.itemsBeforeProse;
  for (const line of run.items) {
    const bullet = ((page.bits[line] ?? 0) & P.BULLET) !== 0 ? WEIGHTS.bulletedItem : 0;
    note(notes, line, {
      rule: "run/item",
      class: "link_list",
      ground: "run",
      weight: base + bullet,
      note: `under line ${headerLine + 1}, ${detail}`,
    });
  }
}

const ENDINGS: Readonly<Record<Ending, string>> = {
  end: "to the end",
  furniture: "up to other furniture",
  prose: "with prose behind",
};

/** Unknown short lines that furniture stands on both sides of. */
function noteBetween(page: P.Page, solid: Int32Array, certain: ReadonlySet<number>, notes: Notes): void {
  let last = -1;
  for (let at = 0; at < solid.length; at++) {
    const line = solid[at] ?? 0;
    if (certain.has(line) && !isLoneLabel(notes, line)) {
      if (last >= 0 && at - last > 1 && at - last <= WIDEST_GAP + 1) noteGap(page, solid, last + 1, at, notes);
      last = at;
    } else if (P.isProse(page, line) || introducesList(page, line)) last = -1;
  }
}

/** Advertisement labels stand between paragraphs and subheads: they tell nothing of their neighbours. */
function isLoneLabel(notes: Notes, line: number): boolean {
  return (notes.findings.get(line) ?? []).some(
    (finding) => finding.class === "ad_label" || finding.class === "related_link",
  );
}

function noteGap(page: P.Page, solid: Int32Array, from: number, to: number, notes: Notes): void {
  for (let at = from; at < to; at++) {
    const line = solid[at] ?? 0;
    const against = ((page.bits[line] ?? 0) & P.OPEN_QUOTE) !== 0 ? WEIGHTS.quotation : 0;
    note(notes, line, {
      rule: "run/between",
      class: "navigation",
      ground: "run",
      weight: WEIGHTS.betweenFurniture + against,
      note: "between furniture",
    });
  }
}

/** Readers' comments are prose; only the marker before them, and the buttons under them, tell. */
function noteBehindMarker(
  page: P.Page,
  solid: Int32Array,
  certain: ReadonlySet<number>,
  landmarks: Landmarks,
  notes: Notes,
): void {
  const marker = firstMarker(page, landmarks);
  if (marker < 0) return;
  const buttons = landmarks.comments.filter((line) => line > marker).length;
  const weight = buttons >= LEAST_BUTTONS ? WEIGHTS.behindMarkerWithComments : WEIGHTS.behindMarker;
  for (const line of solid) {
    if (line <= marker || (certain.has(line) && isCutAnyway(notes, line))) continue;
    note(notes, line, {
      rule: "run/behind-marker",
      class: "reader_comments",
      ground: "run",
      weight,
      note: `behind line ${marker + 1}, ${buttons} comment buttons`,
    });
  }
}

function isCutAnyway(notes: Notes, line: number): boolean {
  return treatmentOf(classOf(notes.findings.get(line) ?? [])) === "cut";
}

function firstMarker(page: P.Page, landmarks: Landmarks): number {
  let content = 0;
  let next = 0;
  for (const marker of landmarks.markers) {
    for (; next < marker; next++) if (P.isProse(page, next)) content += page.wordCount[next] ?? 0;
    if (content >= CONTENT_WORDS) return marker;
  }
  return -1;
}
