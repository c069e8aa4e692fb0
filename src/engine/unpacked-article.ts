import type { EligibleText } from "../index/eligible-text.js";
import type { Key } from "../index/keys.js";
import type { Article } from "../model/article.js";
import type { Writable } from "../model/writable.js";
import { type PreparedArticle, type Preparer, searchKeys } from "./index-prepare.js";
import type { Parts } from "./prepared-parts.js";

/** What is sent of a prepared article besides its numbers. */
export interface SentPrint {
  /** UTF-16 units of the clean text. */
  readonly length: number;
  readonly exact: string;
  readonly tokens: number;
  readonly textHash: string;
  readonly address?: Key | undefined;
}

/**
 * A prepared article as it was before it was sent.
 * @param article its text is read when it is first asked for. @param sideOf reads tokens, likewise.
 */
export function unpackedArticle(
  { length, exact, tokens, textHash, address }: SentPrint,
  article: Article,
  { shingles, bands, samples, ranges, packed, picked }: Parts,
  sideOf: Preparer["side"],
): PreparedArticle {
  const text = new SentText(article, ranges);
  let side: ReturnType<Preparer["side"]> | undefined;
  const prepared: Writable<PreparedArticle> = {
    article,
    length,
    print: { shingles, exact, tokens },
    text,
    textHash,
    keys: searchKeys(samples, bands, address, exact, picked),
    side() {
      side ??= sideOf(text);
      return side;
    },
  };
  if (packed !== undefined) prepared.packed = packed;
  return prepared;
}

/** Asks the article for its text when it is asked for its own. A class, as objects with a getter each are slow. */
class SentText implements EligibleText {
  readonly ranges: EligibleText["ranges"];
  readonly #article: Article;

  constructor(article: Article, ranges: EligibleText["ranges"]) {
    this.ranges = ranges;
    this.#article = article;
  }

  get text(): string {
    return this.#article.text;
  }
}
