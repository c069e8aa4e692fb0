/** From evidence to decisions about one page, by profile. Offsets are the page's own; settle.ts maps them back. */

import type { Evidence, Range, Regime, SpanAction, SpanClass, SpanMetadata } from "../model/span.js";
import type { ClassAction, Options, Profile } from "../options.js";
import { classOf, type Finding, type Notes, weigh } from "./evidence.js";
import { isByMarkup } from "./markup.js";
import { isProse, type Page } from "./page.js";
import { treatmentOf } from "./taxonomy.js";
import { CUT_FROM, FLAG_FROM, logistic, WEIGHTS } from "./weights.js";

/** A decision about a stretch of a page. All have all members, in this order, so that they are one kind to the engine. */
export interface Decision extends Range {
  readonly action: SpanAction;
  readonly class: SpanClass;
  readonly confidence: number;
  readonly fingerprint: boolean;
  readonly duplicateOf: Range | undefined;
  readonly metadata: SpanMetadata | undefined;
  readonly evidence: readonly Evidence[];
  /** The stretch is a paragraph, as the guard counts them: those that the markup of a page gives away are none. */
  readonly prose: boolean;
}

/** The decision for another range of the text. @param duplicateOf of that text, too. */
export function decisionAt(
  { action, class: name, confidence, fingerprint, metadata, evidence, prose }: Decision,
  { start, end }: Range,
  duplicateOf: Range | undefined,
): Decision {
  return { start, end, action, class: name, confidence, fingerprint, duplicateOf, metadata, evidence, prose };
}

/** Decisions in order of `start`; where a part stands inside a line that goes, the part is dropped. */
export function decide(page: Page, notes: Notes, regime: Regime, options: Options): readonly Decision[] {
  const decisions: Decision[] = [];
  for (const [line, findings] of notes.findings) {
    const decision = decideLine(page, notes, regime, options, line, findings);
    if (decision !== undefined) decisions.push(decision);
  }
  if (notes.parts.length === 0) return inOrder(decisions);
  const gone = new Set(decisions.filter(isCut).map(({ start }) => start));
  for (const part of notes.parts) {
    const line = lineOf(page, part.start);
    if (!gone.has(page.lines.start[line] ?? 0)) decisions.push(...decidePart(page, part, line, options));
  }
  return inOrder(decisions);
}

/** Decisions by start, those that end later first: mostly they are found so. */
export function inOrder(decisions: Decision[]): readonly Decision[] {
  const order = (a: Decision, b: Decision): number => a.start - b.start || b.end - a.end;
  for (let i = 1; i < decisions.length; i++)
    if (order(decisions[i - 1] as Decision, decisions[i] as Decision) > 0) return decisions.sort(order);
  return decisions;
}

/** Whether a decision cuts text. */
export function isCut(decision: Decision): boolean {
  return decision.action !== "flag";
}

function decideLine(
  page: Page,
  notes: Notes,
  regime: Regime,
  options: Options,
  line: number,
  findings: readonly Finding[],
): Decision | undefined {
  const hears = regime === "raw" && !findings.some(({ ground }) => ground === "markup");
  const confidence = logistic(WEIGHTS.prior[regime] + weigh(hears ? findings : spoken(findings)));
  const name = classOf(findings);
  if (confidence < FLAG_FROM || options.classes[name] === "keep") return undefined;
  const cut = cuts(name, confidence, findings, options.profile, options.classes[name], regime);
  const first = notes.firstCopies.get(line);
  return {
    start: page.lines.start[line] ?? 0,
    end: (cut ? page.lines.next[line] : page.lines.end[line]) ?? 0,
    action: cut ? (page.mode === "sentences" ? "trim" : "remove") : "flag",
    class: name,
    confidence: round(confidence),
    fingerprint: !cut && feeds(name, confidence, findings),
    duplicateOf:
      first === undefined ? undefined : { start: page.lines.start[first] ?? 0, end: page.lines.end[first] ?? 0 },
    metadata: notes.metadata.get(line),
    evidence: findings.map(evidenceOf),
    prose: isProse(page, line) && !isByMarkup(findings),
  };
}

function evidenceOf({ rule, weight, note: detail }: Finding): Evidence {
  return detail === undefined ? { rule, weight: round(weight) } : { rule, weight: round(weight), note: detail };
}

function cuts(
  name: SpanClass,
  confidence: number,
  findings: readonly Finding[],
  profile: Profile,
  override: ClassAction | undefined,
  regime: Regime,
): boolean {
  if (marksOnly(profile) || override === "flag") return false;
  if (override === "remove") return true;
  if (treatmentOf(name) === "aside" || confidence < CUT_FROM[profile]) return false;
  return isGrounded(findings) || (regime === "raw" && profile !== "conservative");
}

/** Whether a profile cuts nothing, whatever is found. */
const marksOnly = (profile: Profile): profile is "none" | "report" => profile === "none" || profile === "report";

/** Shape says how furniture looks; a lexicon, a repeat or a run says that it is some. */
function isGrounded(findings: readonly Finding[]): boolean {
  return findings.some(
    ({ ground, weight }) => weight > 0 && ground !== "shape" && ground !== "recurrence" && ground !== "guard",
  );
}

/** A line that stays feeds the fingerprint unless it is set aside, or only an override or the profile keeps it. */
function feeds(name: SpanClass, confidence: number, findings: readonly Finding[]): boolean {
  return treatmentOf(name) === "cut" && !(confidence >= CUT_FROM.conservative && isGrounded(findings));
}

function decidePart(page: Page, part: Notes["parts"][number], line: number, options: Options): readonly Decision[] {
  const override = options.classes[part.class];
  if (override === "keep") return [];
  const trims = (part.action === "trim" || override === "remove") && override !== "flag" && !marksOnly(options.profile);
  const whole = part.start <= (page.lines.start[line] ?? 0) && part.end >= (page.lines.end[line] ?? 0);
  return [
    {
      start: part.start,
      end: part.end,
      action: trims && !whole ? "trim" : "flag",
      class: part.class,
      confidence: round(logistic(WEIGHTS.prior.clean + part.evidence.weight)),
      fingerprint: false,
      duplicateOf: undefined,
      metadata: part.metadata,
      evidence: [part.evidence],
      prose: false,
    },
  ];
}

/** In a raw page echoes count: its shape model was fitted on them. */
function spoken(findings: readonly Finding[]): readonly Finding[] {
  return findings.some(({ echo }) => echo === true) ? findings.filter(({ echo }) => echo !== true) : findings;
}

/** Line that holds an offset, by bisection. */
export function lineOf(page: Page, offset: number): number {
  let low = 0;
  let high = page.lines.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((page.lines.start[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
