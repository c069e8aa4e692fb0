import { createCleaner as createCleaningStage } from "./clean/clean.js";
import type { CleanExtras } from "./clean/extras.js";
import { loadKernel } from "./kernel/load.js";
import type { Article } from "./model/article.js";
import type { Kernel } from "./model/kernel.js";
import type { Cleaned } from "./model/span.js";
import type { TextKey } from "./model/text-key.js";
import type { Options } from "./options.js";
import { ownText } from "./text/own-text.js";
import { createTextKey } from "./text/text-key.js";

/** A cleaner, and what tells the texts of equal ids apart, on one kernel. */
export interface Cleaning {
  readonly clean: (article: Article) => Cleaned;
  readonly keyOfText: (text: string) => TextKey;
  /** What reads texts for both. */
  readonly texts: Kernel | undefined;
}

/** Gives both; see `createCleaner`. */
export function createCleaning(options: Options, extras: CleanExtras = {}): Cleaning {
  const { kernel } = loadKernel();
  return { clean: createCleaningStage(options, extras, kernel), keyOfText: createTextKey(kernel), texts: kernel };
}

/**
 * Gives the cleaner (see clean/clean.ts) with a kernel of its own, where this machine can have one: for those who only
 * clean. A run that also takes fingerprints shares one kernel among its stages (pipeline.ts). The texts it gives may be kept:
 * they hold no original.
 * @throws {UsageError} naming the rule, where the extras' lexicon is not as it should be.
 */
export function createCleaner(options: Options, extras: CleanExtras = {}): (article: Article) => Cleaned {
  const { clean } = createCleaning(options, extras);
  return (article) => withOwnText(clean(article), article.text);
}

/** The same with a text that does not hold the original, where something was cut: for those who may keep it. */
export function withOwnText({ text, spans, regime, warnings }: Cleaned, original: string): Cleaned {
  return { text: text === original ? original : ownText(text), spans, regime, warnings };
}
