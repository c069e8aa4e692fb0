import type { SpanClass } from "./span.js";

/** Where a rule's text must stand; docs/lexicon.md says what each means. */
export const RULE_MATCHES = ["line", "prefix", "label", "suffix", "phrase"] as const;
/** How sure a hit is by itself. */
export const RULE_STRENGTHS = ["certain", "strong", "likely", "hint"] as const;
/** What a hit tells of the lines around it. */
export const RULE_ROLES = ["header", "weak-header", "marker", "comment", "interface"] as const;
export const RULE_POSITIONS = ["head", "tail", "any"] as const;
/** Metadata fields that a rule may lift. */
export const RULE_LIFTS = ["source", "author", "agency", "date", "rightsHolder"] as const;
/** Word lists of a language. */
export const WORD_LISTS = [
  ...["stopWords", "reporting", "months", "weekdays", "reader", "interfaceWords", "gluedLabels", "sections"],
  ...["corrections", "agencies"],
] as readonly WordList[];
export type WordList =
  | "stopWords"
  | "reporting"
  | "months"
  | "weekdays"
  | "reader"
  | "interfaceWords"
  | "gluedLabels"
  | "sections"
  | "corrections"
  | "agencies";

/** A rule of a user's own lexicon file. */
export interface UserRule {
  /** `<language>/<class>/<what>`, or `all/…` for a rule of every language. A known id replaces that rule. */
  readonly id: string;
  readonly class: SpanClass;
  readonly match: (typeof RULE_MATCHES)[number];
  readonly texts: readonly string[];
  readonly strength: (typeof RULE_STRENGTHS)[number];
  readonly role?: (typeof RULE_ROLES)[number];
  readonly maxWords?: number;
  readonly minWords?: number;
  readonly position?: (typeof RULE_POSITIONS)[number];
  readonly reader?: true;
  readonly lifts?: (typeof RULE_LIFTS)[number];
  readonly examples: readonly string[];
  readonly counterExamples: readonly string[];
}

/** Rules to add or replace, and ids of rules to silence; an id that ends in `/*` names all that start alike. */
export interface LexiconChanges {
  readonly rules: readonly UserRule[];
  readonly silence: readonly string[];
}

/** A user's own lexicon file, narrowed. Its rules are compiled, and their examples tested, where a cleaner is made. */
export interface UserLexicon extends LexiconChanges {
  /** Name for messages. */
  readonly file: string;
  /** SHA-256 of the file, hex; part of the ruleset's name. */
  readonly hash: string;
  /** Words to add to a language's lists; a language may be new. */
  readonly words: ReadonlyMap<string, Readonly<Partial<Record<WordList, readonly string[]>>>>;
  /** Changes for the articles of one source, on top of the others. */
  readonly sources: ReadonlyMap<string, LexiconChanges>;
}
