/** What the cleaner cuts of texts that hold no furniture: the labelled content of pages, without the rest. */
import type { Cleaned } from "../src/model/span.js";
import type { LabelledLines } from "./line-scores.js";

/** Classes that are named beside the total. */
const NAMED = 5;

/** Characters of content, how many of them went, and which classes took most of these. */
export interface ContentCut {
  readonly characters: number;
  readonly cut: number;
  readonly classes: readonly (readonly [name: string, characters: number])[];
}

/** @param clean reads a text with the default profile. */
export function cutContent(
  pages: readonly LabelledLines[],
  clean: (page: LabelledLines, text: string) => Cleaned,
): ContentCut {
  const classes = new Map<string, number>();
  let characters = 0;
  let cut = 0;
  for (const page of pages) {
    const text = contentOf(page);
    characters += text.length;
    for (const span of clean(page, text).spans.filter(({ action }) => action !== "flag")) {
      const length = span.end - span.start;
      cut += length;
      classes.set(span.class, (classes.get(span.class) ?? 0) + length);
    }
  }
  const largest = [...classes].sort(([, a], [, b]) => b - a).slice(0, NAMED);
  return { characters, cut, classes: largest };
}

function contentOf({ text, labels }: LabelledLines): string {
  return text
    .split("\n")
    .filter((_, line) => labels[line] === 1)
    .join("\n");
}
