import type { Article } from "../model/article.js";
import type { Cleaned } from "../model/span.js";
import { expectCleaning, type Options } from "../options.js";
import type { CleanExtras } from "./extras.js";

/** The name of the rules in use where none are. */
export const NO_RULES = "none";

/** @throws {UsageError} where rules or templates are given under the profile `none`, which has no use for them. */
export function expectUse({ profile }: Pick<Options, "profile">, { lexicon, templates }: CleanExtras): void {
  if (lexicon !== undefined) expectCleaning({ profile }, "lexicon");
  if (templates !== undefined) expectCleaning({ profile }, "templates");
}

/**
 * The cleaner of the profile `none`: every text as it comes, unjudged. It stands in a file of its own, as who takes it
 * needs to load none of the rules.
 * @returns undefined for all other profiles.
 * @throws {UsageError} as `expectUse`.
 */
export function cleanerOfNone(
  options: Pick<Options, "profile">,
  extras: CleanExtras,
): ((article: Article) => Cleaned) | undefined {
  expectUse(options, extras);
  return options.profile === "none" ? untouched : undefined;
}

function untouched({ text }: Article): Cleaned {
  return { text, spans: [], regime: "unjudged", warnings: [] };
}
