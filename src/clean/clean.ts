/** Cleaning: page furniture and repeats found, judged, and cut as spans with reasons. */
import type { Article } from "../model/article.js";
import type { Kernel } from "../model/kernel.js";
import type { Cleaned, Range, Span } from "../model/span.js";
import type { Writable } from "../model/writable.js";
import type { Options } from "../options.js";
import { BEGINNING_UNITS } from "../text/languages.js";
import { type Decision, isCut } from "./decide.js";
import type { CleanExtras } from "./extras.js";
import { beginningOf, type Kept } from "./kept.js";
import { createLexica } from "./lexica.js";
import type { CompiledLexicon } from "./lexicon/compile.js";
import { type MarkupLookup, markupIn } from "./markup.js";
import { cleanerOfNone } from "./none.js";
import { passOver } from "./pass.js";
import { type ReadText, settle } from "./settle.js";
import { compileTemplates, type TemplatesFor } from "./templates/match.js";
import { cleared, createWorkspace } from "./workspace.js";

/**
 * Gives the cleaner, that of clean/none.ts under the profile `none`; rules are compiled once a language, when an article
 * first needs them. The cleaner is pure: the same article gives the same spans in any order and any process. It is linear
 * in the text, and cleaning its own output cuts nothing: what the markup of a web page leaves is read on as the plain text
 * that it is from then on.
 * @param kernel reads the texts it has room for; the spans are the same.
 * @throws {UsageError} naming the rule, where the extras' lexicon is not as it should be.
 */
export function createCleaner(
  options: Options,
  extras: CleanExtras = {},
  kernel?: Kernel,
): (article: Article) => Cleaned {
  const none = cleanerOfNone(options, extras);
  if (none !== undefined) return none;
  const lexiconFor = createLexica(options, extras.lexicon);
  const templatesFor = templatesByLexicon(extras);
  let workspace = createWorkspace(kernel);
  return (article) => {
    workspace = cleared(workspace, kernel);
    const read = (text: string, kept: Kept, cuts: readonly Range[] | undefined, markup?: MarkupLookup) => {
      const lexicon = lexiconFor(article, text, beginningOf(article.text, kept, text, BEGINNING_UNITS));
      const templates = templatesFor(lexicon)?.(article.source, article.title);
      return passOver(text, { lexicon, templates, markup }, options, workspace, cuts);
    };
    const plain: ReadText = (text, kept, cuts) => read(text, kept, cuts);
    const heard: ReadText = (text, kept, cuts) => read(text, kept, cuts, markupIn(article, kept));
    const hears = article.markup !== undefined;
    // Where the markup would leave too little, the page is cleaned as the raw text it is.
    const first = settle(article.text, hears ? [heard, plain] : [plain], options);
    const isLeft = hears && first.warnings.length > 0;
    const { text, decisions, regime, warnings } = isLeft ? settle(article.text, [plain], options) : first;
    const spans = toSpans(article.text, decisions);
    return { text, spans, regime, warnings: isLeft ? [...first.warnings, ...warnings] : warnings };
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

function toSpans(original: string, decisions: readonly Decision[]): readonly Span[] {
  const spans: Span[] = [];
  for (const decision of decisions) spans.push(toSpan(original, decision, spans.length));
  return spans;
}

/** Made member by member: a spread that leaves one out costs as much as all else that is done for a span. */
function toSpan(original: string, decision: Decision, index: number): Span {
  const { start, end, action, class: name, confidence, fingerprint, duplicateOf, metadata, evidence } = decision;
  const known = { id: `s${index + 1}`, start, end, action, class: name, confidence, fingerprint };
  const span: Writable<Partial<Span>> & typeof known = known;
  if (duplicateOf !== undefined) span.duplicateOf = duplicateOf;
  if (metadata !== undefined) span.metadata = metadata;
  span.evidence = evidence;
  if (isCut(decision)) span.removed = original.slice(start, end);
  return span as Span; // The one member that `known` lacks is set above.
}
