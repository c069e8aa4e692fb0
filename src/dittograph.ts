export type { CleanExtras } from "./clean/extras.js";
export { restore } from "./clean/restore.js";
export { createCleaner } from "./cleaner.js";
export type { ArticleInput } from "./engine/article-input.js";
export { cleanArticle } from "./engine/clean-article.js";
export { type Comparison, compareArticles } from "./engine/compare-articles.js";
export { type Duplicates, findDuplicates, type Outcome } from "./engine/find-duplicates.js";
export type { ArticleIndex, IndexOptions } from "./engine/index-contract.js";
export { openIndex } from "./engine/index-open.js";
export { InputError, OutputError, UsageError } from "./errors.js";
export type { Article, MarkupEvidence } from "./model/article.js";
export type { Cluster, Member, WeakestLink } from "./model/cluster.js";
export type {
  Decision,
  DuplicateDecision,
  IndexStats,
  NewDecision,
  StoredArticle,
  StoredCluster,
} from "./model/decision.js";
export type { LexiconChanges, UserLexicon, UserRule } from "./model/lexicon.js";
export type { Pair, Passage, Relation, Similarity } from "./model/pair.js";
export type {
  Cleaned,
  Evidence,
  Judged,
  Range,
  Regime,
  Span,
  SpanAction,
  SpanClass,
  SpanMetadata,
} from "./model/span.js";
export type { SourceTemplates, TemplateLine, Templates } from "./model/templates.js";
export { DEFAULTS, type Options, PROFILES, type Profile, resolveOptions } from "./options.js";
export { type HtmlArticle, htmlArticle, type KnownFields } from "./read/html/html-article.js";
export { parseLexicon, readLexicon } from "./read/lexicon-file.js";
export { parseTemplates, readTemplates, templatesText } from "./read/templates.js";
