/** Evidence of one page, line by line; stages add to it, deciding reads it. */
import type { Evidence, Range, SpanClass, SpanMetadata } from "../model/span.js";

/** What kind of finding a piece of evidence is. Shape alone never cuts a line of extracted text. */
export type Ground = "lexicon" | "template" | "repeat" | "run" | "shape" | "recurrence" | "guard" | "markup";

export interface Finding extends Evidence {
  readonly class: SpanClass;
  readonly ground: Ground;
  /** A further rule that is the same whole line: the same words again, no evidence of its own. */
  readonly echo?: true;
}

/** A part of a line that goes, or that is only kept from the fingerprint. */
export interface Part extends Range {
  readonly class: SpanClass;
  readonly action: "trim" | "flag";
  readonly metadata?: SpanMetadata;
  readonly evidence: Evidence;
}

/** All that is known of a page's lines. Lines of which nothing is known have no entry. */
export interface Notes {
  readonly findings: Map<number, Finding[]>;
  readonly parts: Part[];
  /** Repeats: line → line of its first copy. */
  readonly firstCopies: Map<number, number>;
  readonly metadata: Map<number, SpanMetadata>;
}

export function createNotes(): Notes {
  return { findings: new Map(), parts: [], firstCopies: new Map(), metadata: new Map() };
}

/** Adds a finding to a line. */
export function note(notes: Notes, line: number, finding: Finding): void {
  const known = notes.findings.get(line);
  if (known === undefined) notes.findings.set(line, [finding]);
  else known.push(finding);
}

/** Sum of the weights of a line's findings. */
export function weigh(findings: readonly Finding[] | undefined): number {
  let sum = 0;
  for (const finding of findings ?? []) sum += finding.weight;
  return sum;
}

/** The class most of the evidence speaks for. */
export function classOf(findings: readonly Finding[]): SpanClass {
  const [only] = findings;
  if (only !== undefined && findings.every((finding) => finding.class === only.class)) return only.class;
  const sums = new Map<SpanClass, number>();
  for (const { class: name, weight } of findings) if (weight > 0) sums.set(name, (sums.get(name) ?? 0) + weight);
  let best = findings[0]?.class ?? "navigation";
  for (const [name, sum] of sums) if (sum > (sums.get(best) ?? 0)) best = name;
  return best;
}
