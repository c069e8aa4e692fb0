import { UsageError } from "../errors.js";

/** The name of the field that dittograph writes; it is replaced, and never read as an article's. */
export const OWN_FIELD = "dittograph";

/**
 * Names under which records hold what an article has, in the order they are tried: the first that holds a usable value
 * wins. They are the names that scrapers, feeds and published news corpora use; case counts.
 */
// biome-ignore format: the lists read better as paragraphs
export const COMMON_FIELDS = Object.freeze({
  text: [
    "text", "body", "content", "article", "maintext", "articleBody", "article_body", "article_text", "articleText",
    "full_text", "fullText", "fulltext", "body_text", "bodyText", "plain_text", "plainText", "raw_text", "Text", "Body",
    "Content", "Article",
  ],
  id: [
    "id", "_id", "uuid", "guid", "article_id", "articleId", "doc_id", "docId", "docid", "document_id", "documentId",
    "story_id", "storyId", "ID", "Id",
  ],
  title: ["title", "headline", "article_title", "articleTitle", "head_line", "Title", "Headline"],
  url: [
    "url", "link", "canonical_url", "canonicalUrl", "article_url", "articleUrl", "permalink", "URL", "Url", "Link",
  ],
  date: [
    "date", "published", "published_at", "publishedAt", "publish_date", "publishDate", "published_date", "publishedDate",
    "publication_date", "publicationDate", "date_publish", "date_published", "datePublished", "pub_date", "pubDate",
    "pubdate", "timestamp", "created_at", "createdAt", "Date", "Published",
  ],
  source: [
    "source", "publisher", "outlet", "site", "domain", "publication", "source_name", "sourceName", "source_domain",
    "sourceDomain", "site_name", "siteName", "sitename", "newspaper", "Source", "Publisher", "Publication",
  ],
  language: ["language", "lang", "language_code", "languageCode", "lang_code", "Language"],
} as const);

/** What an article takes from a record. */
export type Role = keyof typeof COMMON_FIELDS;

/** Field names to try for each role. */
export type FieldNames = Readonly<Record<Role, readonly string[]>>;

/** Names given by the user; each stands in place of the common ones. */
export interface FieldOptions {
  /** Field that holds the text, a string. Default: the first of COMMON_FIELDS.text that is neither missing nor null. */
  readonly textField?: string | undefined;
  /** Field that holds the id, a string or a number. Default: as COMMON_FIELDS.id; a record without one is named by its hash. */
  readonly idField?: string | undefined;
  readonly titleField?: string | undefined;
  readonly urlField?: string | undefined;
  readonly dateField?: string | undefined;
  readonly sourceField?: string | undefined;
  readonly languageField?: string | undefined;
}

/**
 * The names to look under, from what the user gave.
 * @throws {UsageError} for an empty name and for the field that dittograph itself writes.
 */
export function resolveFields(options: FieldOptions): FieldNames {
  return {
    text: namesOf("text", options.textField),
    id: namesOf("id", options.idField),
    title: namesOf("title", options.titleField),
    url: namesOf("url", options.urlField),
    date: namesOf("date", options.dateField),
    source: namesOf("source", options.sourceField),
    language: namesOf("language", options.languageField),
  };
}

function namesOf(role: Role, given: string | undefined): readonly string[] {
  if (given === undefined) return COMMON_FIELDS[role];
  if (given === "" || given === OWN_FIELD) {
    throw new UsageError(`option ${role}Field: expected a field of the records, found ${JSON.stringify(given)}`);
  }
  return [given];
}
