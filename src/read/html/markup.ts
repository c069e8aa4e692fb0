/** What the tags of a page say of its lines, for the decision that `clean` makes of all evidence. */
import type { MarkupEvidence } from "../../model/article.js";
import { gatherFacts, type PageFacts } from "./facts.js";
import { furnitureClass } from "./furniture-class.js";
import { type Judged, judgeLines } from "./main-content.js";
import type { HtmlPage } from "./page.js";
import { RULES } from "./rules.js";

/** Name of the rule in reports. */
const RULE = "html/place";

/** The evidence of every line of a page, in order. */
export function markupOf(page: HtmlPage): MarkupEvidence[] {
  const facts = gatherFacts(page);
  return asEvidence(facts, judgeLines(facts));
}

/** Judgements of lines as evidence; apart so that a fit can judge with weights of its own. */
export function asEvidence(facts: PageFacts, { logOdds, reasons }: Judged): MarkupEvidence[] {
  const { start, end } = facts.page.lines;
  return Array.from(logOdds, (content, line) => {
    const named = reasons(line);
    return {
      start: start[line] ?? 0,
      end: end[line] ?? 0,
      rule: RULE,
      weight: -content,
      class: furnitureClass(facts, line),
      ...(named.length > 0 && { note: named.map((rule) => RULES[rule] ?? "").join("; ") }),
    };
  });
}
