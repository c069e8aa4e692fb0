import type { SpanClass } from "../../model/span.js";

/**
 * Where a rule's text must stand.
 * `line`: it is the whole line, signs at its edges aside. `prefix`: the line starts with it. `label`: the line starts
 * with it and a colon, dash or bar follows, or the next word is glued to it and a dash comes later. `suffix`: the line
 * ends with it. `phrase`: anywhere. Prefix, suffix and phrase never fire inside an open quotation nor in a line that
 * reports speech.
 */
export type MatchKind = "line" | "prefix" | "label" | "suffix" | "phrase";

/** How sure a hit is by itself; the numbers are in weights.ts. */
export type Strength = "certain" | "strong" | "likely" | "hint";

/** What else a hit tells the context stage. */
export type Role = "header" | "weak-header" | "marker" | "comment" | "interface";

/**
 * One rule of a lexicon. Its texts are written in a small language, folded before matching:
 * words and the signs `: / | © @ # - & »` stand for themselves; `(a|b)` is a choice, `[a]` may be absent,
 * `{..5}` skips up to five words, `{date} {time} {number} {year} {name} {agency} {any}` are typed slots,
 * `{open}`, `{close}` and `{bar}` are `(`, `)` and `|`. Other punctuation is ignored in texts and in lines.
 */
export interface LexiconRule {
  /** `<language>/<class>/<what>`, unique. */
  readonly id: string;
  readonly class: SpanClass;
  readonly match: MatchKind;
  readonly texts: readonly string[];
  readonly strength: Strength;
  readonly role?: Role;
  /** Longest line the rule fires in; default by match kind. */
  readonly maxWords?: number;
  /** Shortest line the rule fires in. */
  readonly minWords?: number;
  /** `head`: among the first lines. `tail`: with no more than a few paragraphs behind it. Default `any`. */
  readonly position?: "head" | "tail" | "any";
  /** The line must address its reader (you, your). */
  readonly reader?: true;
  /** Metadata field that what follows a label is lifted to. */
  readonly lifts?: "source" | "author" | "agency" | "date" | "rightsHolder";
  /** Lines in which the rule fires; all are tested. */
  readonly examples: readonly string[];
  /** Lines in which it must not fire. */
  readonly counterExamples: readonly string[];
}

/** The rules and word lists of one language. */
export interface Lexicon {
  readonly language: string;
  readonly rules: readonly LexiconRule[];
  readonly stopWords: readonly string[];
  /** Verbs of reported speech. */
  readonly reporting: readonly string[];
  readonly months: readonly string[];
  readonly weekdays: readonly string[];
  /** Words by which a text speaks to its reader. */
  readonly reader: readonly string[];
  /** Words of menus, forms and buttons: they tell raw page text from articles. */
  readonly interfaceWords: readonly string[];
  /** Labels that scrapers glue to the next word. */
  readonly gluedLabels: readonly string[];
  /** Names of sections, as they stand beside dates. */
  readonly sections: readonly string[];
  /** Words of corrections, which are never cut. */
  readonly corrections: readonly string[];
  /** News agencies and picture agencies. */
  readonly agencies: readonly string[];
  /** `{date}` also reads `17.11.2023`, `17-11-2023` and `2023.11.17`; in English these may be anything. */
  readonly numericDates?: true;
}
