import type { Evidence, Range, SpanClass } from "./span.js";

/**
 * What the markup of a web page says of a line of its text: `weight` is the log-odds of being page furniture, below 0
 * for content; `class` is what it would be.
 */
export interface MarkupEvidence extends Range, Evidence {
  readonly class: SpanClass;
}

/** One article as every stage sees it. The text is the decoded original; every offset in dittograph points into it. */
export interface Article {
  /** Unique within a run; compared as a string. */
  readonly id: string;
  /**
   * The original text, UTF-16. May be empty: an empty text is a valid article that matches nothing. Of an article that a
   * kernel read it becomes a string when it is asked for, and a new one each time the kernel took another text meanwhile.
   */
  readonly text: string;
  /** Never shingled; used to recognise repeated headlines. */
  readonly title?: string;
  readonly url?: string;
  /** The publisher. Falls back to the host of `url`, else `""`. */
  readonly source: string;
  /** As the record gave it; order is decided by `instantOf` in text/. */
  readonly date?: string;
  /** BCP 47 language as the record gave it; absent: detected where needed. */
  readonly language?: string;
  /** Names, joined by commas; lifted from a web page and only carried through. */
  readonly author?: string;
  /** Of an article that was a web page: every line of `text`, in order. Cleaning hears it with all other evidence. */
  readonly markup?: readonly MarkupEvidence[];
}
