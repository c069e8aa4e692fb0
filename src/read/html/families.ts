/** What families of rules are made of. */
import type { PageFacts } from "./facts.js";

/** Rules of one kind. Of a `one` family exactly one fires for a line (or none, −1), of a `many` family each whose bit is set. */
export interface Family {
  readonly kind: "one" | "many";
  readonly name: string;
  readonly labels: readonly string[];
  readonly of: (facts: PageFacts, line: number) => number;
}

/** Borders of shares of links and of counts of words, items and lines. */
export const WORD_BINS = [1, 2, 4, 7, 11, 16, 26, 46] as const;
export const LINK_BINS = [0.001, 0.15, 0.35, 0.7] as const;
export const SHARE_BINS = [0.001, 0.02, 0.08, 0.25, 0.5, 0.75, 0.95] as const;
export const COUNT_BINS = [2, 3, 4, 6, 9, 15, 31] as const;
export const DISTANCE_BINS = [2, 3, 5, 9, 17] as const;
/** Number of borders that a value has reached. */
export function binOf(value: number, borders: readonly number[]): number {
  let bin = 0;
  while (bin < borders.length && value >= (borders[bin] ?? 0)) bin++;
  return bin;
}

export function labelsOf(borders: readonly number[]): string[] {
  return [
    `<${borders[0]}`,
    ...borders.map((border, i) => (i + 1 < borders.length ? `${border}-${borders[i + 1]}` : `≥${border}`)),
  ];
}

export function cross(a: readonly string[], b: readonly string[], joint: string): string[] {
  return a.flatMap((left) => b.map((right) => `${left}${joint}${right}`));
}

export const share = (part: number | undefined, whole: number | undefined): number =>
  (part ?? 0) / Math.max(1, whole ?? 0);

export const wordBin = ({ shapes }: PageFacts, line: number): number => binOf(shapes.words[line] ?? 0, WORD_BINS);
export const linkBin = ({ page }: PageFacts, line: number): number =>
  binOf(share(page.lines.linked[line], page.lines.solid[line]), LINK_BINS);
export const blockOf = ({ page }: PageFacts, line: number): number => page.lines.block[line] ?? 0;

/** The container a number of levels up, or −1. */
export function ancestor(facts: PageFacts, line: number, levels: number): number {
  let block = blockOf(facts, line);
  for (let level = 0; level < levels && block >= 0; level++) block = facts.container[block] ?? -1;
  return block;
}
