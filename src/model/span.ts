/** Classes of page furniture and of repeats, the vocabulary of every report. */
export const SPAN_CLASSES = [
  "legal_disclaimer",
  "copyright",
  "link_list",
  "related_link",
  "newsletter",
  "paywall",
  "app_promo",
  "cta",
  "feedback_prompt",
  "contact_prompt",
  "comments_widget",
  "reader_comments",
  "cookie_notice",
  "read_time",
  "counter",
  "share_bar",
  "ad_label",
  "ui_label",
  "navigation",
  "page_metadata",
  "section_label",
  "scraper_date_prefix",
  "publication_date",
  "byline",
  "wire_tag",
  "dateline",
  "credit_line",
  "source_credit",
  "photo_credit",
  "image_caption",
  "editor_note",
  "publisher_about",
  "author_bio",
  "affiliate",
  "press_release",
  "repeated_headline",
  "repeated_block",
  "repeated_line",
  "near_repeat",
  "pull_quote",
  "appended_article",
  "template_line",
] as const;

export type SpanClass = (typeof SPAN_CLASSES)[number];

/** What happens to a span: `remove` cuts whole lines, `trim` cuts part of a line, `flag` cuts nothing. */
export type SpanAction = "remove" | "trim" | "flag";

/** Half-open range of UTF-16 units of the original text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One reason for a decision: the rule that fired and its weight in log-odds of being furniture. */
export interface Evidence {
  readonly rule: string;
  readonly weight: number;
  readonly note?: string;
}

/** What a cut span said that is worth keeping. */
export interface SpanMetadata {
  readonly date?: string;
  readonly agency?: string;
  readonly place?: string;
  readonly source?: string;
  readonly author?: string;
  readonly rightsHolder?: string;
}

/** A decision about a stretch of the original text. Spans are sorted by `start`; cut spans never overlap. */
export interface Span extends Range {
  readonly id: string;
  readonly action: SpanAction;
  readonly class: SpanClass;
  /** Probability, 0 to 1, that the class holds. */
  readonly confidence: number;
  /** Whether the stretch feeds the fingerprint; always false where it is cut. */
  readonly fingerprint: boolean;
  /** The cut text, on `remove` and `trim`: clean text and spans together give the original back. */
  readonly removed?: string;
  /** Where the first copy of a repeat stands. */
  readonly duplicateOf?: Range;
  readonly metadata?: SpanMetadata;
  readonly evidence: readonly Evidence[];
}

/** Where a text comes from, judged from the text itself. */
export type Regime = "raw" | "extracted" | "clean";

/** The same, or nothing where no text is looked at. */
export type Judged = Regime | "unjudged";

/** What cleaning makes of an article. */
export interface Cleaned {
  /** The original without its `remove` and `trim` spans. */
  readonly text: string;
  readonly spans: readonly Span[];
  /** `unjudged` under the profile `none`. */
  readonly regime: Judged;
  readonly warnings: readonly string[];
}
