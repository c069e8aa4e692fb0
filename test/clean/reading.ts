import { createCleaner } from "../../src/clean/clean.js";
import type { Cleaned, Span } from "../../src/model/span.js";
import { type Options, resolveOptions } from "../../src/options.js";

/** Cleans a text with the defaults and what is given. */
export function cleaned(text: string, given: Partial<Options> = {}): Cleaned {
  return createCleaner(resolveOptions(given))({ id: "a", text, source: "" });
}

/** The line ends of an article joined as a scraper would. */
export const page = (...lines: readonly string[]): string => lines.join("\n");

/** `action class` of every span, in order. */
export const actions = ({ spans }: Cleaned): string[] => spans.map((span) => `${span.action} ${span.class}`);

/** The span that covers the start of a piece of text. */
export function spanAt(text: string, piece: string, { spans }: Cleaned): Span | undefined {
  const at = text.lastIndexOf(piece);
  return spans.find(({ start, end }) => start <= at && at < end);
}

/** Paragraphs written for these tests. */
export const PROSE = [
  "The harbour master closed the northern gate on Tuesday after divers found two long cracks below the waterline.",
  "Fishing boats waited outside the breakwater until evening, and three of them sailed on to the next port.",
  "Engineers from the capital will weld steel plates over the cracks, a job that should take about ten days.",
  "The gate was built in 1961 and has been repaired twice, most recently after the spring flood nine years ago.",
  "Shopkeepers along the quay fear that the closure will cost them the best weeks of the season.",
  "The council promised to publish a full report before the end of the month and to hold an open meeting.",
  "A smaller gate on the southern side remains open, but ships with a draught of over four metres cannot use it.",
  "Insurance will pay for the plates, while the town must find the money for the survey of the old foundations.",
] as const;
