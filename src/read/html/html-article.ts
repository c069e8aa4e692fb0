import type { Article } from "../../model/article.js";
import type { PageMetadata } from "../../model/reading.js";
import { hostOf } from "../source.js";
import { extractHtml } from "./extract.js";
import { markupOf } from "./markup.js";
import { pageMetadata } from "./metadata.js";
import type { HtmlPage } from "./page.js";

/** An article made of a page. */
export interface HtmlArticle {
  /** Its text is `page.text`: all lines of the page. What the record says goes before what the page says of itself. */
  readonly article: Article;
  readonly page: HtmlPage;
  readonly metadata: PageMetadata;
}

/** What is known of the article from elsewhere. */
export type KnownFields = Pick<Article, "id"> & Partial<Omit<Article, "text">>;

/**
 * The article of a page: its text as lines, and title, date, address, language, source and author lifted from the page where
 * the record has none. A pure function in linear time; broken HTML gives some text and never an error.
 */
export function htmlArticle(html: string, known: KnownFields): HtmlArticle {
  const page = extractHtml(html);
  const metadata = pageMetadata(page.head, known.url);
  const url = known.url ?? metadata.url;
  const source = given(known.source) ?? given(metadata.siteName) ?? hostOf(url);
  const lifted = {
    title: given(known.title) ?? metadata.title,
    url,
    date: given(known.date) ?? metadata.date,
    language: given(known.language) ?? metadata.language,
    author: given(known.author) ?? metadata.author,
  };
  const fields = Object.fromEntries(Object.entries(lifted).filter(([, value]) => value !== undefined));
  const article = { id: known.id, text: page.text, source, ...fields, markup: markupOf(page) };
  return { article, page, metadata };
}

function given(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
