/** What a page says about its article in <meta>, <link>, <time>, JSON-LD and <title>, put in order of trust. */
import type { PageMetadata } from "../../model/reading.js";
import { findArticle } from "./json-ld.js";
import type { HtmlHead } from "./page.js";

const TITLE_NAMES = [
  "og:title",
  "twitter:title",
  "dc.title",
  "dcterms.title",
  "headline",
  "parsely-title",
  "sailthru.title",
];
// biome-ignore format: a list of names
const DATE_NAMES = [
  "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "dc.date.issued",
  "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date",
  "article.published", "publish-date", "publish_date", "publishdate", "publication_date", "pubdate", "pdate", "date",
];
const AUTHOR_NAMES = [
  "author",
  "article:author",
  "og:article:author",
  "dc.creator",
  "dcterms.creator",
  "parsely-author",
  "sailthru.author",
  "byl",
];
const SITE_NAMES = ["og:site_name", "application-name", "dc.publisher", "dcterms.publisher"];
const LANGUAGE_NAMES = ["og:locale", "content-language", "language", "dc.language", "inlanguage"];

const DATE_MAX = 64;
const AUTHOR_MAX = 200;
/** Signs that part a headline from the name of the site in <title>. */
const TITLE_JOINTS = [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", ": "];

/** Reads the head of a page. Values of the page are trusted in this order: own tags of articles, JSON-LD, generic tags, the body. */
export function pageMetadata(head: HtmlHead, base?: string): PageMetadata {
  const article = findArticle(head.jsonLd);
  const siteName = first(valuesOf(head, SITE_NAMES)) ?? article?.publisher;
  const fields = {
    title: withoutSite(
      first([
        ...valuesOf(head, TITLE_NAMES.slice(0, 1)),
        article?.headline,
        ...valuesOf(head, TITLE_NAMES),
        head.title,
      ]),
      siteName,
    ),
    date: first(
      [
        ...valuesOf(head, DATE_NAMES.slice(0, 2)),
        article?.datePublished,
        ...valuesOf(head, DATE_NAMES),
        ...head.times,
      ].filter(isDate),
    ),
    author: authorOf(head, article?.authors),
    url: first([head.canonical, ...valuesOf(head, ["og:url"]), article?.url].map((url) => absolute(url, base))),
    language: first([head.language, ...valuesOf(head, LANGUAGE_NAMES), article?.language].map(languageOf)),
    siteName,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as PageMetadata;
}

function valuesOf({ metas }: HtmlHead, names: readonly string[]): string[] {
  return names.flatMap((name) => metas.filter((meta) => meta.name === name).map(({ content }) => content));
}

function first(values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && value !== "");
}

function isDate(value: string | undefined): value is string {
  return value !== undefined && value.length <= DATE_MAX && /\d/.test(value) && /\d{4}|\d{1,2}[./]\d{1,2}/.test(value);
}

/** Names, not addresses of profiles; without a leading "By". */
function authorOf(head: HtmlHead, structured: readonly string[] | undefined): string | undefined {
  const isName = (value: string): boolean =>
    value !== "" && value.length <= AUTHOR_MAX && !/^(?:https?:|\/|www\.|@)/i.test(value);
  const lists = [structured ?? [], ...AUTHOR_NAMES.map((name) => valuesOf(head, [name])), head.authors];
  const names = lists
    .map((list) => list.map((name) => name.replace(/^by\s{1,9}/i, "")).filter(isName))
    .find((list) => list.length > 0);
  return names === undefined ? undefined : [...new Set(names)].join(", ");
}

/** The address made absolute; undefined where it is none of the web. */
function absolute(url: string | undefined, base: string | undefined): string | undefined {
  if (url === undefined || url === "") return undefined;
  const against = base !== undefined && URL.canParse(base) ? base : undefined;
  if (!URL.canParse(url, against)) return undefined;
  const { protocol, href } = new URL(url, against);
  return protocol === "http:" || protocol === "https:" ? href : undefined;
}

function languageOf(value: string | undefined): string | undefined {
  const tag = value?.trim().replaceAll("_", "-");
  return tag !== undefined && /^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}$/i.test(tag) ? tag : undefined;
}

/** `Headline | Site` without the site's name. */
function withoutSite(title: string | undefined, siteName: string | undefined): string | undefined {
  if (title === undefined || siteName === undefined) return title;
  for (const joint of TITLE_JOINTS) {
    const end = `${joint}${siteName}`.toLowerCase();
    if (title.length > end.length && title.toLowerCase().endsWith(end)) return title.slice(0, -end.length).trim();
  }
  return title;
}
