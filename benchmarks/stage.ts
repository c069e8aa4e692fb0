import type { Fingerprint } from "../src/model/fingerprint.js";
import type { ArticleReading } from "../src/model/reading.js";
import type { Cleaned } from "../src/model/span.js";

/** One stage of the main job over a whole feed, ready to run as often as wanted. */
export interface Stage {
  readonly name: string;
  /** What the stage counts, and how many of it the feed has. */
  readonly unit: "article" | "candidate" | "pair";
  readonly count: number;
  readonly run: () => unknown;
}

/** An article as the later stages see it. */
export interface Prepared {
  readonly reading: ArticleReading;
  readonly cleaned: Cleaned;
  readonly print: Fingerprint;
}
