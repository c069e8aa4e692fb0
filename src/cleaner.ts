import { createCleaner as createCleaningStage } from "./clean/clean.js";
import type { CleanExtras } from "./clean/extras.js";
import { loadKernel } from "./kernel/load.js";
import type { Article } from "./model/article.js";
import type { Cleaned } from "./model/span.js";
import type { Options } from "./options.js";

/**
 * Gives the cleaner (see clean/clean.ts) with a kernel of its own, where this machine can have one: for those who only
 * clean. A run that also takes fingerprints shares one kernel among its stages (pipeline.ts).
 * @throws {UsageError} naming the rule, where the extras' lexicon is not as it should be.
 */
export function createCleaner(options: Options, extras: CleanExtras = {}): (article: Article) => Cleaned {
  return createCleaningStage(options, extras, loadKernel().kernel);
}
