import type { Article } from "./article.js";
import type { TextKey } from "./text-key.js";

/** A record that could not be read as an article; never dropped, always listed. */
export interface Reject {
  readonly file: string;
  /** 1-based line of the record; 1 for a file that is one article. */
  readonly line: number;
  /** Byte offset of the record in the (unpacked) file. */
  readonly offset: number;
  /** What was expected and what was found. */
  readonly reason: string;
  /** The record's bytes, at most REJECT_RAW_MAX of them. */
  readonly raw: Uint8Array;
}

/**
 * The bytes an article came from, kept so that every field but the text travels through unchanged.
 * `json`: one JSON object; the ranges are byte offsets into `bytes`. `plain`: a text file, written out as a new object.
 */
export type SourceRecord =
  | {
      readonly kind: "json";
      readonly bytes: Uint8Array;
      /** The text's JSON value, quotes included. */
      readonly text: { readonly start: number; readonly end: number };
      /** Existing `dittograph` members, each with the comma that belongs to it; they are replaced. */
      readonly replaced: readonly { readonly start: number; readonly end: number }[];
    }
  | { readonly kind: "plain" };

/** What a web page says about its article in meta tags, JSON-LD and its head. */
export interface PageMetadata {
  readonly title?: string;
  /** Date of publication, as the page writes it. */
  readonly date?: string;
  /** Names, joined by commas. */
  readonly author?: string;
  /** Canonical address; absolute where the page or its base says so. */
  readonly url?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly siteName?: string;
}

/** A record that is an article. */
export interface ArticleReading {
  readonly kind: "article";
  readonly article: Article;
  readonly record: SourceRecord;
  /** The key of the text, where reading made it on the way; see text/text-key.ts. */
  readonly textKey?: TextKey;
  /** Of a web page: what it says of itself. */
  readonly page?: PageMetadata;
  /** Whether the record named its id; else one was made for it. */
  readonly hasId: boolean;
  readonly file: string;
  readonly line: number;
  readonly offset: number;
  /** The bytes were not UTF-8 and some were replaced by U+FFFD. */
  readonly lossy: boolean;
}

/** One record of the input. */
export type Reading = ArticleReading | { readonly kind: "reject"; readonly reject: Reject };
