/** Cleaning: page furniture and repeats found, judged, and cut as spans with reasons. */
import type { Article } from "../model/article.js";
import type { Cleaned, Span } from "../model/span.js";
import type { Templates } from "../model/templates.js";
import type { Options } from "../options.js";
import { type Decision, isCut } from "./decide.js";
import { compileLexicon } from "./lexicon/compile.js";
import { ENGLISH } from "./lexicon/en.js";
import { settle } from "./settle.js";
import { compileTemplates } from "./templates/match.js";

/**
 * Compiles the lexicon once and gives the cleaner. The cleaner is pure: the same article gives the same spans in any
 * order and any process. It is linear in the text, and cleaning its own output cuts nothing.
 * @param templates recurring lines of the articles' sources, as `templates learn` finds them.
 */
export function createCleaner(options: Options, templates?: Templates): (article: Article) => Cleaned {
  const lexicon = compileLexicon([ENGLISH]);
  const lookup = templates === undefined ? undefined : compileTemplates(templates, lexicon.vocabulary);
  return ({ text: original, source }) => {
    const { text, decisions, regime, warnings } = settle(original, lexicon, options, lookup?.(source));
    const spans = decisions.map((decision, index) => toSpan(original, decision, index));
    return { text, spans, regime, warnings };
  };
}

function toSpan(original: string, decision: Decision, index: number): Span {
  const { prose: _prose, ...shared } = decision;
  const span = { id: `s${index + 1}`, ...shared };
  return isCut(decision) ? { ...span, removed: original.slice(decision.start, decision.end) } : span;
}
