import type { KeyFilter } from "../index/key-filter.js";
import type { Article } from "../model/article.js";
import type { Cleaned, Judged, Span } from "../model/span.js";
import type { CleanedArticle, Preparer } from "./index-prepare.js";
import {
  createPartReader,
  type PackedParts,
  type PartSizes,
  type Parts,
  packParts,
  sizesOf,
} from "./prepared-parts.js";
import { type Fault, packFault, unpackFault } from "./thread-messages.js";
import { type SentPrint, unpackedArticle } from "./unpacked-article.js";

/** Prepared articles on their way between threads. */
export interface PreparedPacket extends PackedParts {
  readonly items: readonly (PackedArticle | { readonly kind: "fault"; readonly fault: Fault })[];
}

/** An article of a packet; its receiver knows the article itself. */
interface PackedArticle extends Omit<SentPrint, "length"> {
  readonly kind: "prepared";
  /** The clean text; null where it is the original. */
  readonly text: string | null;
  /** Spans as JSON, which is quicker to make and read than clones of so many small objects. */
  readonly spans: string;
  readonly regime: Judged;
  readonly warnings: readonly string[];
  readonly sizes: PartSizes;
}

/**
 * Prepares articles for their way; what one of them throws is told in its place.
 * @param filters that their keys are asked of ahead.
 */
export function packPrepared(
  articles: readonly Article[],
  prepare: Preparer["prepare"],
  filters: readonly KeyFilter[] = [],
): PreparedPacket {
  const prepared = articles.map((article) => {
    try {
      return prepare(article);
    } catch (error) {
      return { kind: "fault", fault: packFault(error) } as const;
    }
  });
  const items = prepared.map((one) => ("kind" in one ? one : packed(one)));
  return {
    items,
    ...packParts(
      prepared.filter((one) => "print" in one),
      filters,
    ),
  };
}

function packed(prepared: CleanedArticle): PackedArticle {
  const { article, cleaned, print, keys, textHash } = prepared;
  return {
    kind: "prepared",
    text: cleaned.text === article.text ? null : cleaned.text,
    spans: JSON.stringify(cleaned.spans),
    regime: cleaned.regime,
    warnings: cleaned.warnings,
    exact: print.exact,
    tokens: print.tokens,
    textHash,
    ...(keys.address === undefined ? {} : { address: keys.address }),
    sizes: sizesOf(prepared),
  };
}

/** What became of one article of a packet. */
export type Unpacked = CleanedArticle | { readonly error: Error };

/**
 * The articles of a packet, as `prepare` would have given them here.
 * @param articles those that were sent. @param sideOf reads tokens when they are first asked for.
 */
export function unpackPrepared(
  { items, ...parts }: PreparedPacket,
  articles: readonly Article[],
  sideOf: Preparer["side"],
): Unpacked[] {
  const shingles = items.reduce((sum, item) => sum + (item.kind === "fault" ? 0 : item.sizes[0]), 0);
  const nextParts = createPartReader(parts, shingles);
  return items.map((item, place) => {
    if (item.kind === "fault") return { error: unpackFault(item.fault) };
    return unpacked(item, articles[place] as Article, nextParts(item.sizes), sideOf);
  });
}

function unpacked(
  { text, spans, regime, warnings, ...print }: PackedArticle,
  article: Article,
  parts: Parts,
  sideOf: Preparer["side"],
): CleanedArticle {
  const cleaned = cleanedOf(text ?? article.text, spans, regime, warnings);
  return { ...unpackedArticle({ ...print, length: cleaned.text.length }, article, parts, sideOf), cleaned };
}

/** Spans are read when they are first asked for: where only the record is written, they never are. */
function cleanedOf(text: string, json: string, regime: Judged, warnings: readonly string[]): Cleaned {
  let spans: readonly Span[] | undefined;
  return {
    text,
    get spans() {
      spans ??= JSON.parse(json) as Span[];
      return spans;
    },
    regime,
    warnings,
  };
}
