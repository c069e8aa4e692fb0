/** How well a filter of lines does on pages whose lines are labelled, weighed by words. */

/** A page; a line is content (1) or furniture (0). */
export interface LabelledLines {
  readonly id: string;
  readonly text: string;
  readonly labels: readonly number[];
  readonly url?: string;
}

/** Shares of all words. */
export interface LineScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Content that went. */
  readonly lost: number;
  /** Furniture that went. */
  readonly removed: number;
}

/** @param keeps whether each line of each page stays. */
export function scoreLines(pages: readonly LabelledLines[], keeps: readonly (readonly boolean[])[]): LineScore {
  let [words, kept, content, keptContent] = [0, 0, 0, 0];
  for (const [p, page] of pages.entries()) {
    for (const [i, line] of page.text.split("\n").entries()) {
      const count = line.match(WORD)?.length ?? 0;
      const stays = keeps[p]?.[i] === true;
      words += count;
      if (stays) kept += count;
      if (page.labels[i] !== 1) continue;
      content += count;
      if (stays) keptContent += count;
    }
  }
  const precision = share(keptContent, kept);
  const recall = share(keptContent, content);
  const f1 = share(2 * precision * recall, precision + recall);
  return { precision, recall, f1, lost: 1 - recall, removed: 1 - share(kept - keptContent, words - content) };
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Whether C4's line rule keeps a line: five words, an end of a sentence, none of its policy phrases (Raffel et al. 2020). */
export function isKeptByC4(line: string): boolean {
  const text = line.trim();
  const lower = text.toLowerCase();
  const isSentence = /[.?!"]$/.test(text) && !text.endsWith("...");
  return isSentence && text.split(/\s+/).length >= 5 && !C4_PHRASES.some((phrase) => lower.includes(phrase));
}

const C4_PHRASES = [
  "javascript",
  "terms of use",
  "privacy policy",
  "cookie policy",
  "uses cookies",
  "use of cookies",
  "use cookies",
];
