import type { Lexicon, LexiconRule } from "./rule.js";

/**
 * What of English runs in every language: whole lines, and labels that are sure; wire furniture stays English on foreign
 * pages. Phrases do not run, and the lists of function words are left out: `die` and `in` are no English in German.
 */
export function abroad(english: Lexicon): Lexicon {
  return {
    ...english,
    rules: english.rules.filter(runsAbroad),
    stopWords: [],
    reporting: [],
    reader: [],
    corrections: [],
  };
}

function runsAbroad({ match, strength }: LexiconRule): boolean {
  return match === "line" || (match === "label" && (strength === "certain" || strength === "strong"));
}
