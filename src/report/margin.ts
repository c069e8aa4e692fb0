/** The margin view of `clean --explain`: every line of the original with what happens to it, and why. */
import type { Cleaned, Range, Span } from "../model/span.js";
import { splitLines } from "../text/lines.js";

/** What stands in the gutter: a line removed, partly cut, lifted to metadata, flagged, or kept. */
export type Mark = "-" | "~" | "M" | "?" | " ";

/** Colours a finished row by its mark. The default leaves it as it is. */
export type Paint = (mark: Mark, row: string) => string;

/** Most of a line that is shown, in UTF-16 units. */
const SHOWN_UNITS = 100;

/**
 * One row a line, `mark number text`, and under it one row for each span that starts in it: class, confidence and
 * reasons. The view ends in a line that counts what goes.
 */
export function marginView(original: string, cleaned: Cleaned, paint: Paint = (_mark, row) => row): string {
  const lines = splitLines(original);
  const width = String(lines.count).length;
  const firstLine = createLineFinder(lines.start);
  const rows: string[] = [];
  let next = 0;
  let open: Span[] = [];
  for (let line = 0; line < lines.count; line++) {
    const range = { start: lines.start[line] ?? 0, end: lines.next[line] ?? 0 };
    const starting: Span[] = [];
    for (; (cleaned.spans[next]?.start ?? range.end) < range.end; next++) starting.push(cleaned.spans[next] as Span);
    open = [...open.filter(({ end }) => end > range.start), ...starting];
    const mark = markOf(range, lines.end[line] ?? 0, open);
    rows.push(
      paint(mark, `${mark} ${String(line + 1).padStart(width)}  ${show(original, range.start, lines.end[line] ?? 0)}`),
    );
    for (const span of starting) rows.push(paint(mark, `${" ".repeat(width + 4)}${describe(span, firstLine)}`));
  }
  rows.push(summary(original, cleaned));
  return `${rows.join("\n")}\n`;
}

function markOf(line: Range, contentEnd: number, spans: readonly Span[]): Mark {
  const cuts = spans.filter(({ action }) => action !== "flag");
  const whole = cuts.find(({ start, end }) => start <= line.start && end >= contentEnd);
  if (whole !== undefined) return whole.metadata === undefined ? "-" : "M";
  if (cuts.length > 0) return "~";
  return spans.length > 0 ? "?" : " ";
}

function show(original: string, start: number, end: number): string {
  const shown = original.slice(start, Math.min(end, start + SHOWN_UNITS));
  return printable(shown) + (end - start > SHOWN_UNITS ? "…" : "");
}

/** Control characters and lone surrogates would disturb a terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}

function describe(span: Span, lineOf: (offset: number) => number): string {
  const reasons = span.evidence.map(({ rule, note }) => (note === undefined ? rule : `${rule} (${note})`));
  const copy = span.duplicateOf === undefined ? [] : [`copy of ${lineRange(span.duplicateOf, lineOf)}`];
  const lifted = Object.entries(span.metadata ?? {}).map(([name, value]) => `${name}: ${printable(value)}`);
  const fingerprint = span.action === "flag" && !span.fingerprint ? ["not in the fingerprint"] : [];
  const parts = [
    `${ACTIONS[span.action]} ${span.class}`,
    span.confidence.toFixed(2),
    ...copy,
    ...reasons,
    ...lifted,
    ...fingerprint,
  ];
  return parts.join(" · ");
}

const ACTIONS = { remove: "remove", trim: "trim", flag: "flag" } as const;

function lineRange(range: Range, lineOf: (offset: number) => number): string {
  const first = lineOf(range.start);
  const last = lineOf(Math.max(range.start, range.end - 1));
  return first === last ? `line ${first}` : `lines ${first}-${last}`;
}

/** 1-based number of the line that holds an offset, by bisection. */
function createLineFinder(starts: Int32Array): (offset: number) => number {
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

function summary(original: string, cleaned: Cleaned): string {
  const gone = original.length - cleaned.text.length;
  const share = original.length === 0 ? 0 : Math.round((100 * gone) / original.length);
  const cuts = cleaned.spans.filter(({ action }) => action !== "flag").length;
  const flags = cleaned.spans.length - cuts;
  const warnings = cleaned.warnings.map((warning) => `; ${warning}`).join("");
  return `${cleaned.regime} text: ${cuts} cut, ${flags} flagged, ${gone} of ${original.length} characters go (${share} %)${warnings}`;
}
