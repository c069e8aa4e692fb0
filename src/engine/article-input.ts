import { UsageError } from "../errors.js";
import type { Article, MarkupEvidence } from "../model/article.js";

/** An article as callers of the library give it: only the text is needed. */
export interface ArticleInput {
  readonly text: string;
  /** Default: its place in the source, counted from 0. */
  readonly id?: string;
  readonly title?: string;
  readonly url?: string;
  /** Default: the host of `url`, else `""`. */
  readonly source?: string;
  readonly date?: string;
  readonly language?: string;
  /** Of a web page, as `htmlArticle` reads it. */
  readonly markup?: readonly MarkupEvidence[];
}

/**
 * Fills in what the input left out.
 * @throws {UsageError} where the text is not a string.
 */
export function articleOf(input: ArticleInput, place: number): Article {
  expectText(input, place);
  return { ...input, id: input.id ?? String(place), source: input.source ?? hostOf(input.url) };
}

/** @throws {UsageError} where it is no article, or its text is not a string. */
export function expectText(input: ArticleInput, place: number): void {
  if (typeof input?.text === "string") return;
  throw new UsageError(`article ${input?.id ?? place}: expected a string in "text", found ${typeof input?.text}`);
}

function hostOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : "";
}
