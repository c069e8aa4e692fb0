/**
 * Every number of the cleaning model, in log-odds of being furniture unless said otherwise.
 * Provenance: lexicon, run and repeat weights are set by hand so that one certain hit decides in any regime, and were
 * checked on extracted news; priors follow the share of furniture lines measured per regime on 181 news pages
 * (raw .75, extracted .14, clean .03, lowered where a wrong cut costs more than a miss).
 */
import type { Regime } from "../model/span.js";
import type { Strength } from "./lexicon/rule.js";

export const WEIGHTS = {
  /** How sure a line is furniture before anything is known of it. */
  prior: { raw: -3, extracted: -3, clean: -3.5 } satisfies Record<Regime, number>,
  /** One lexicon hit. Certain and strong ones pass .9 alone in any regime. */
  lexicon: { certain: 7.5, strong: 6.2, likely: 4.3, hint: 1.5 } satisfies Record<Strength, number>,
  /** Share of a second, third… hit on the same line; their texts often overlap. */
  furtherHit: 0.7,
  /** A header that stands alone keeps its own weight; a weak one needs items behind it. */
  weakHeaderWithItems: 5.5,
  /** Items under a header: to the end of the text, up to other furniture, or with prose behind. */
  itemsToEnd: 6,
  itemsToFurniture: 6,
  itemsBeforeProse: 3.6,
  bulletedItem: 1.5,
  /** Unknown lines between two certain ones. */
  betweenFurniture: 3.8,
  /** Behind an end-of-text marker: unknown lines, and lines where comment buttons were seen as well. */
  behindMarker: 1.5,
  behindMarkerWithComments: 6.5,
  /** Repeats. */
  repeatedBlock: 8,
  repeatedHeadline: 7,
  /** A headline of a raw page whose first copy may be the window's title: flagged, not cut. */
  pageTitle: 4.2,
  repeatedLine: 4.6,
  /** A short line, a question or a refrain that comes back, over the prior: enough to flag it, too little to cut it. */
  spokenRepeat: 0.7,
  nearRepeat: 4,
  pullQuote: 4,
  /** A line of a second article behind the first: flagged in any regime. */
  appended: 4.5,
  /**
   * The markup of a web page: its log-odds of being furniture that count as .9 under the prior of a raw page, the worth
   * of each unit beyond them, and the log-odds from which a date or a caption belongs to another story. Chosen on 211
   * pages by what `clean` gives with markup judged by weights that have not seen the page's site: a unit is worth two
   * because the markup's model knows much of what the lexicon says.
   */
  markup: { nineInTen: 0.5, scale: 2, overrules: 1.5 },
  /** Against: a line that follows an introducing colon, one inside a quotation, one that corrects a mistake. */
  listAfterColon: -4,
  quotation: -2,
  correction: -12,
  /** Prose after the head of a page is seldom furniture. */
  proseInRun: -3,
} as const;

/** Probability from which a profile cuts. `report` never does. */
export const CUT_FROM = { conservative: 0.9, standard: 0.7, aggressive: 0.5 } as const;
/** Probability from which a line is flagged. */
export const FLAG_FROM = 0.6;
/** Share of the prose that cleaning may cut before it cuts nothing; trafilatura gives up at 6/7. */
export const MAX_PROSE_CUT = 0.4;
/** Times a text is cleaned until nothing more goes; a text that does not settle is left whole. */
export const MAX_ROUNDS = 12;

/** Probability of a sum of log-odds. */
export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
