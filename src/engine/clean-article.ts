import { createCleaner } from "../clean/clean.js";
import type { CleanExtras } from "../clean/extras.js";
import { withOwnText } from "../cleaner.js";
import type { Cleaned } from "../model/span.js";
import { type Options, resolveOptions } from "../options.js";
import { type ArticleInput, articleOf } from "./article-input.js";

/**
 * Strips furniture and repeats from one article. Compiles the lexicon on each call: for many articles take
 * `createCleaner(resolveOptions(options))` once.
 * @throws {UsageError} for a wrong option or an article without text.
 */
export function cleanArticle(article: ArticleInput, options: Partial<Options> = {}, extras: CleanExtras = {}): Cleaned {
  const read = articleOf(article, 0);
  return withOwnText(createCleaner(resolveOptions(options), extras)(read), read.text);
}
