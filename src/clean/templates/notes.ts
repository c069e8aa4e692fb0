/** Turns template lines into findings. */
import type { SpanClass } from "../../model/span.js";
import type { TemplateLine } from "../../model/templates.js";
import { type Finding, type Notes, note, weigh } from "../evidence.js";
import type { Page } from "../page.js";
import { treatmentOf } from "../taxonomy.js";
import type { TemplateHit, TemplateLookup } from "./match.js";

/**
 * Log-odds of a line that the file says to remove: enough to cut it in any regime, and more the more clusters it stands
 * in on its own, up to MOST_MORE.
 */
const REMOVE = 8;
const MOST_MORE = 2;
/** Halvings of chance that are worth one unit of log-odds. */
const CLUSTER_BITS = 4;
/** Enough to flag a line, too little to cut it; and it is no ground to cut by. */
const FLAG = 4.2;
/** Outweighs what any rule says. */
const KEEP = -12;

/** Lines at the start of an article, where its headline stands, … */
const HEAD_LINES = 3;
/** … and the median position of lines that belong to the end: links to other articles spell their headlines. */
const BEHIND = 0.7;

/** Notes what the templates say of every line. */
export function noteTemplates(page: Page, lookup: TemplateLookup, notes: Notes): void {
  let solid = 0;
  for (let line = 0; line < page.lines.count; line++) {
    const hit = lookup(page, line);
    if (hit !== undefined) noteHit(line, solid < HEAD_LINES ? atHead(hit) : hit, notes);
    if ((page.wordCount[line] ?? 0) > 0) solid++;
  }
}

/** A line of the end that opens an article is only flagged. */
function atHead(hit: TemplateHit): TemplateHit {
  const { line } = hit;
  if (line.action !== "remove" || line.positions.median < BEHIND) return hit;
  return { ...hit, line: { ...line, action: "flag" } };
}

function noteHit(line: number, { line: template, of, scope }: TemplateHit, notes: Notes): void {
  const known = notes.findings.get(line)?.find(({ ground, weight }) => ground === "lexicon" && weight > 0);
  const name = template.class ?? known?.class ?? "template_line";
  const shared = { rule: `template/${scope}`, class: name, note: `in ${template.clusters} of ${of} clusters` };
  switch (template.action) {
    case "remove":
      noteRemoval(line, template, { ...shared, ground: "template" }, notes);
      break;
    case "flag":
      note(notes, line, { ...shared, ground: "recurrence", weight: FLAG });
      break;
    case "keep":
      note(notes, line, { ...shared, ground: "guard", weight: KEEP });
      break;
    default:
      template.action satisfies never;
  }
}

/** The file has the last word: where rules know the line as one that stays, it goes as a template line. */
function noteRemoval(line: number, template: TemplateLine, finding: Omit<Finding, "weight">, notes: Notes): void {
  const stays = treatmentOf(finding.class) === "aside";
  const against = stays ? Math.max(0, weigh(notes.findings.get(line))) : 0;
  const name: SpanClass = stays ? "template_line" : finding.class;
  note(notes, line, { ...finding, class: name, weight: against + removeWeight(template) });
}

function removeWeight({ clusters, loneliness }: TemplateLine): number {
  return REMOVE + Math.min(MOST_MORE, (Math.log2(Math.max(1, clusters)) * loneliness) / CLUSTER_BITS);
}
