/** Cleaning: page furniture and repeats found, judged, and cut as spans with reasons. */
import type { Article } from "../model/article.js";
import type { Cleaned, Span } from "../model/span.js";
import type { Options } from "../options.js";
import { type Decision, isCut } from "./decide.js";
import type { CleanExtras } from "./extras.js";
import type { Kept } from "./kept.js";
import { createLexica } from "./lexica.js";
import type { CompiledLexicon } from "./lexicon/compile.js";
import { markupIn } from "./markup.js";
import { passOver } from "./pass.js";
import { settle } from "./settle.js";
import { compileTemplates, type TemplatesFor } from "./templates/match.js";

/**
 * Gives the cleaner; rules are compiled once a language, when an article first needs them. The cleaner is pure: the
 * same article gives the same spans in any order and any process. It is linear in the text, and cleaning its own output
 * cuts nothing.
 * @throws {UsageError} naming the rule, where the extras' lexicon is not as it should be.
 */
export function createCleaner(options: Options, extras: CleanExtras = {}): (article: Article) => Cleaned {
  const lexiconFor = createLexica(options, extras.lexicon);
  const templatesFor = templatesByLexicon(extras);
  return (article) => {
    const read = (text: string, kept: Kept) => {
      const lexicon = lexiconFor(article, text);
      const templates = templatesFor(lexicon)?.(article.source, article.title);
      return passOver(text, lexicon, options, templates, markupIn(article, kept));
    };
    const { text, decisions, regime, warnings } = settle(article.text, read, options);
    const spans = decisions.map((decision, index) => toSpan(article.text, decision, index));
    return { text, spans, regime, warnings };
  };
}

/** Templates are read with the words of a language, once each. */
function templatesByLexicon({ templates }: CleanExtras): (lexicon: CompiledLexicon) => TemplatesFor | undefined {
  const compiled = new Map<CompiledLexicon, TemplatesFor>();
  return (lexicon) => {
    if (templates === undefined) return undefined;
    const known = compiled.get(lexicon) ?? compileTemplates(templates, lexicon.vocabulary);
    compiled.set(lexicon, known);
    return known;
  };
}

function toSpan(original: string, decision: Decision, index: number): Span {
  const { prose: _prose, ...shared } = decision;
  const span = { id: `s${index + 1}`, ...shared };
  return isCut(decision) ? { ...span, removed: original.slice(decision.start, decision.end) } : span;
}
