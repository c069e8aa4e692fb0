/** Labelled pairs by what the labels say and what was found. */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Figures of a confusion; null where nothing is divided by nothing. */
export interface Scores {
  /** Share of the found pairs that are labelled copies. */
  readonly precision: number | null;
  /** Share of the labelled copies that were found. */
  readonly recall: number | null;
  /** Harmonic mean of the two. */
  readonly f1: number | null;
}

/** Counts pairs one by one. */
export function countConfusion(pairs: Iterable<{ readonly isCopy: boolean; readonly isFound: boolean }>): Confusion {
  const counts = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
  for (const { isCopy, isFound } of pairs) {
    if (isFound) counts[isCopy ? "truePositives" : "falsePositives"]++;
    else counts[isCopy ? "falseNegatives" : "trueNegatives"]++;
  }
  return counts;
}

/** Precision, recall and F1 (C. J. van Rijsbergen, Information Retrieval, 2nd edition 1979, chapter 7; β = 1). */
export function scoresOf({ truePositives, falsePositives, falseNegatives }: Confusion): Scores {
  return {
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truePositives + falseNegatives),
    f1: ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
