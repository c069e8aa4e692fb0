import type { Range } from "../../src/model/span.js";
import { Newsroom, type Truth } from "./newsroom.js";
import { Random } from "./random.js";
import { inventVocabulary } from "./vocabulary.js";

/** What feed to make. Give `articles`, `bytes` or both; the feed ends at whichever is reached first. */
export interface FeedOptions {
  /** Any 32-bit integer; equal options give equal feeds. */
  readonly seed: number;
  /** Number of articles. */
  readonly articles?: number;
  /** Size of the feed as JSONL in UTF-8; the last article may pass it. */
  readonly bytes?: number;
  /** Share of the articles that are copies of another, 0 to 1, default .35. */
  readonly copies?: number;
  /** Share of the articles that are form stories, 0 to 1, default .03. */
  readonly forms?: number;
  /** Number of outlets, default 60; each has its furniture and one form. */
  readonly sources?: number;
  /** Number of different words, 500 to 65 536, default 20 000. */
  readonly vocabulary?: number;
  /** Whether stories stand in their outlet's furniture, default true. */
  readonly furniture?: boolean;
}

/** One article as it stands in the feed. */
export interface FeedRecord {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly url: string;
  readonly date: string;
  readonly text: string;
}

/** An article, what is known of it, and its line of the feed. */
export interface FeedItem {
  readonly record: FeedRecord;
  /** The record as JSON, without a line end. */
  readonly line: string;
  /** The furniture of `record.text`, sorted; cutting it leaves the body. */
  readonly furniture: readonly Range[];
  /** One row for each article this one is a copy of; empty for an original. */
  readonly truth: readonly Truth[];
}

/** The first article's date; every next one is `STEP_MS` younger. */
const START_MS = Date.UTC(2025, 0, 1);
const STEP_MS = 37_000;

/**
 * A feed of invented news with planted copies. Streams: memory does not grow with the size of the feed.
 * @throws {RangeError} when neither `articles` nor `bytes` is given.
 */
export function* generateFeed(options: FeedOptions): Generator<FeedItem, void, undefined> {
  const { articles = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY } = options;
  if (articles === Number.POSITIVE_INFINITY && bytes === Number.POSITIVE_INFINITY) {
    throw new RangeError('expected a number of "articles" or "bytes", found neither');
  }
  const newsroom = openNewsroom(options);
  let size = 0;
  for (let count = 0; count < articles && size < bytes; count++) {
    const { id, title, source, page, truth } = newsroom.write();
    const date = new Date(START_MS + count * STEP_MS).toISOString();
    const url = `https://${source.host}/news/${id}`;
    const record: FeedRecord = { id, title, source: source.name, url, date, text: page.text };
    const line = JSON.stringify(record);
    size += Buffer.byteLength(line) + 1;
    yield { record, line, furniture: page.furniture, truth };
  }
}

function openNewsroom(options: FeedOptions): Newsroom {
  const random = new Random(options.seed);
  const vocabulary = inventVocabulary(random, Math.min(65_536, Math.max(500, options.vocabulary ?? 20_000)));
  return new Newsroom(vocabulary, random, {
    copies: options.copies ?? 0.35,
    forms: options.forms ?? 0.03,
    sources: options.sources ?? 60,
    furniture: options.furniture ?? true,
  });
}
