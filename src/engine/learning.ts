import type { CleanExtras } from "../clean/extras.js";
import type { Options } from "../options.js";

/** Options of the pass that templates are learned in: any keep rule would do, if it is always the same. */
export function learningOptions(options: Options): Options {
  return { ...options, keep: "earliest", passages: false };
}

/** Templates are learned without others; a user's own rules count. */
export function learningExtras({ lexicon }: CleanExtras): CleanExtras {
  return lexicon === undefined ? {} : { lexicon };
}
